#pragma once

#include "cache/entrydetail.h"
#include "models/inspector/fact.h"

#include <QDockWidget>

class QAction;
class QLabel;
class QTabWidget;
class QToolButton;

namespace larder {

class FactTable;
class ResultPane;
class SqlView;

/// The panel of one cache entry: its statement, its rows, what it depends on, its key and what happened to
/// it. It shows and asks.
class EntryDetailDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit EntryDetailDock(QWidget* parent = nullptr);

    /// Shows @p detail; of the same entry as before, what is selected and scrolled stays.
    void showDetail(const EntryDetail& detail);
    /// From the oldest to the newest.
    void showTimeline(std::vector<Fact> events);
    /// The entry on screen has left the cache; what is shown is what it was.
    void showGone(const QString& why);
    /// There is no entry to show.
    void clear();
    /// The one on screen, gone or not; nothing if there is none.
    [[nodiscard]] std::optional<EntryId> entry() const { return m_entry; }
    /// Puts a button for @p action above the facts; enabled while the entry is there.
    void addEntryAction(QAction* action);

private:
    void createTabs();
    [[nodiscard]] QLayout* createHead();
    [[nodiscard]] QWidget* createOverview();
    void showHeadline(const QString& text, const QString& icon);
    void enableActions(bool enabled);

    QLabel* m_icon;
    QLabel* m_headline;
    QWidget* m_buttons;
    QTabWidget* m_tabs;
    SqlView* m_sql;
    FactTable* m_facts;
    ResultPane* m_rows;
    FactTable* m_dependencies;
    FactTable* m_key;
    FactTable* m_timeline;
    QList<QAction*> m_actions = {};
    std::optional<EntryId> m_entry;
    ResultPtr m_result;
};

} // namespace larder
