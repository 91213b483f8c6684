#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>

class QMenu;

namespace larder {

class CellDock;
class ResultPane;

/// Keeps a cell dock on the current cell of the pane in front, as long as the dock is on screen.
class CellFollower final : public QObject
{
    Q_OBJECT

public:
    explicit CellFollower(CellDock& dock);

    /// Follows @p pane from now on; null for none.
    void follow(ResultPane* pane);

private:
    void showCurrent();
    void extendMenu(QMenu* menu);

    CellDock& m_dock;
    QPointer<ResultPane> m_pane;
};

} // namespace larder
