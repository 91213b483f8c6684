#pragma once

#include "cache/sql/sqltoken.h"
#include "models/inspector/fact.h"
#include "models/inspector/runlistmodel.h"

#include <QDockWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QToolButton;

namespace larder {

class FactTable;
class PanelTable;
class SqlView;

/// The panel that tells of a run who answered it and why: the last one of the current tab, or one of the
/// list. It shows and asks.
class WhyDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit WhyDock(QWidget* parent = nullptr);

    /// The runs to choose from.
    [[nodiscard]] RunListModel& runs() { return m_runs; }
    /// Selects the run in @p row of runs(), not as if the user had.
    void selectRun(int row);
    /// The selected run's row; -1 if none is.
    [[nodiscard]] int selectedRun() const;
    /// Whether the selection goes to the last run of the current tab by itself.
    [[nodiscard]] bool isFollowing() const;
    void showStory(const QString& headline, std::vector<Fact> facts);
    /// With the bytes that @p mark says underlined.
    void showSql(const QByteArray& sql, SqlDialect dialect, const std::optional<SqlToken>& mark);
    /// Whether the entry that the run met can be shown.
    void enableShowEntry(bool enabled);

Q_SIGNALS:
    /// Another run is selected, or none.
    void runSelected();
    void followingChanged(bool following);
    void showEntryRequested();

private:
    [[nodiscard]] QWidget* createList();
    [[nodiscard]] QWidget* createStory();

    RunListModel m_runs;
    PanelTable* m_list;
    QCheckBox* m_follow;
    QLabel* m_headline;
    QToolButton* m_showEntry;
    SqlView* m_sql;
    FactTable* m_facts;
    bool m_selecting = false;
};

} // namespace larder
