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
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // The button went down here, and not where the menu was called from.
    bool m_isPressed = false;
};

} // namespace larder
