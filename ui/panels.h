#pragma once

#include <QMainWindow>

class QMenu;

namespace larder {

class CacheEntriesDock;
class CellDock;
class CellFollower;
class MessagesDock;
class ResultPane;
class SchemaDock;

/// The docks of the window: makes them, lays them out, and gives each a key that goes to it.
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

    /// What shows and hides them, what goes to them, and what resets them.
    void fillMenu(QMenu& menu);
    /// Brings all back to where they are at the first start.
    void resetLayout();

Q_SIGNALS:
    /// The key of the panel that has the focus was pressed again.
    void leaveRequested();

private:
    void goTo(QDockWidget& dock);

    QMainWindow& m_window;
    SchemaDock* m_schema;
    CacheEntriesDock* m_entries;
    MessagesDock* m_messages;
    CellDock* m_cell;
    CellFollower* m_follower;
};

} // namespace larder
