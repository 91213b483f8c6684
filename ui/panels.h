#pragma once

#include <QMainWindow>

#include <vector>

class QMenu;

namespace larder {

class CacheEntriesDock;
class CellDock;
class CellFollower;
class MessagesDock;
class ResultPane;
class SchemaDock;

/// The docks of the window: lays them out, and gives each a key that goes to it. Those of an area lie upon
/// each other; those on the right are closed until somebody wants them.
class Panels final : public QObject
{
    Q_OBJECT

public:
    explicit Panels(QMainWindow& window);

    [[nodiscard]] SchemaDock& schema() { return *m_schema; }
    [[nodiscard]] CacheEntriesDock& entries() { return *m_entries; }
    [[nodiscard]] MessagesDock& messages() { return *m_messages; }

    [[nodiscard]] CellDock& cell() { return *m_cell; }
    /// The cell dock shows the current cell of @p pane from now on.
    void followCell(ResultPane* pane);

    [[nodiscard]] QMainWindow& window() { return m_window; }
    /// Takes in a dock of the window. Alt and @p key go to it.
    void add(QDockWidget& dock, Qt::DockWidgetArea area, Qt::Key key);
    /// What shows and hides them, what goes to them, and what resets them; also of those that come later.
    void fillMenu(QMenu& menu);
    /// Shows @p dock and gives it the focus.
    void goTo(QDockWidget& dock);
    /// Brings all back to where they are at the first start.
    void resetLayout();

Q_SIGNALS:
    /// The key of the panel that has the focus was pressed again.
    void leaveRequested();

private:
    struct Panel
    {
        QDockWidget* dock = nullptr;
        Qt::DockWidgetArea area = Qt::NoDockWidgetArea;
        Qt::Key key = Qt::Key_unknown;
    };

    void addActions(const Panel& panel);
    void goToOrLeave(QDockWidget& dock);

    QMainWindow& m_window;
    SchemaDock* m_schema;
    CacheEntriesDock* m_entries;
    MessagesDock* m_messages;
    CellDock* m_cell;
    CellFollower* m_follower;
    std::vector<Panel> m_panels;
    QMenu* m_menu = nullptr;
    // Behind what shows and hides, and behind what goes.
    QAction* m_endOfShows = nullptr;
    QAction* m_endOfGoes = nullptr;
};

} // namespace larder
