#pragma once

#include <QMenu>

namespace larder {

/// A menu that stays open while its items are ticked, by the mouse or the space bar.
class CheckMenu : public QMenu
{
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace larder
