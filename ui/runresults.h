#pragma once

#include "cache/runoutcome.h"

#include <QTabBar>

namespace larder {

/// The results of one run, a tab each: of the statements of a script, or of a statement that brings several,
/// as CALL does; the error of one that failed has a tab, too. Hidden while there are not two of them.
class RunResults final : public QTabBar
{
    Q_OBJECT

public:
    /// The last so many are kept.
    static constexpr int kMost = 100;

    struct Entry
    {
        /// Which statement of the run brought it.
        size_t place = 0;
        RunOutcome outcome = {};
    };

    explicit RunResults(QWidget* parent = nullptr);

    /// Forgets those of the run before.
    void clear();
    /// The statement @p sql, at @p place of the run, ended as @p outcome. Its first result is the current
    /// one.
    void add(size_t place, const QByteArray& sql, const RunOutcome& outcome);
    /// The current one is this now: more of its rows were fetched.
    void replaceCurrent(const RunOutcome& outcome);
    /// The first of the statement that ended last is this now. True if it is the current one.
    [[nodiscard]] bool replaceLast(const RunOutcome& outcome);

Q_SIGNALS:
    /// The user wants to see it.
    void chosen(const larder::RunResults::Entry& entry);

private:
    void append(Entry entry, const QByteArray& sql);
    void choose(int index);

    // One for each tab.
    std::vector<Entry> m_entries;
    // The first of the statement that ended last.
    size_t m_last = 0;
    // Of the newest tab.
    int m_number = 0;
};

} // namespace larder
