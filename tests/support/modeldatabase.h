#pragma once

#include <QtGlobal>

#include <array>
#include <functional>
#include <vector>

namespace larder::test {

/// A database as the model test knows it: each table is a number that every commit replaces by one that was
/// never used before, so that a number tells which commit wrote it. The whole history is kept.
class ModelDatabase
{
public:
    static constexpr int kTables = 5;
    /// A bit for each table.
    using Tables = quint32;
    using Content = std::array<qint64, kTables>;
    /// Counts the steps of the test; nothing else happens at a moment at which the content changes.
    using Moment = qint64;
    static constexpr Tables kAllTables = (1U << kTables) - 1;

    ModelDatabase();

    void tick() { ++m_now; }
    [[nodiscard]] Moment now() const { return m_now; }
    [[nodiscard]] const Content& content() const { return m_states.back().content; }
    /// The present content, with new numbers in @p tables; nobody else sees them.
    [[nodiscard]] Content changed(const Content& content, Tables tables);
    [[nodiscard]] qint64 commits() const { return qint64(m_states.size()); }
    void commit(const Content& content);
    void commit(Tables tables) { commit(changed(content(), tables)); }
    /// Another file takes the place of this one: all numbers are new, and so is file().
    void replaceFile();
    [[nodiscard]] qint64 file() const { return m_file; }

    /// Whether the tables had exactly these numbers at one moment between @p from and @p to.
    [[nodiscard]] bool held(Tables tables, const Content& numbers, Moment from, Moment to) const;

    /// Whether @p table had a number between @p from and @p to that @p isRight says yes to.
    [[nodiscard]] bool heldOne(
        int table, Moment from, Moment to, const std::function<bool(qint64)>& isRight) const;

    /// There is one writer at a time: false if somebody else is.
    [[nodiscard]] bool lock(const void* writer);
    void unlock(const void* writer);
    [[nodiscard]] bool isLocked() const { return m_writer != nullptr; }

private:
    struct State
    {
        Moment since = 0;
        Content content = {};
    };

    [[nodiscard]] bool heldState(
        Moment from, Moment to, const std::function<bool(const Content&)>& isSeen) const;

    // In the order of time; each state holds until the next one begins.
    std::vector<State> m_states;
    Moment m_now = 0;
    qint64 m_lastNumber = 0;
    qint64 m_file = 1;
    const void* m_writer = nullptr;
};

} // namespace larder::test
