#include "ui/inspector/visibleticker.h"

namespace larder {

VisibleTicker::VisibleTicker(
    QDockWidget& dock, std::chrono::milliseconds interval, std::function<void()> update)
    : QObject(&dock)
    , m_update(std::move(update))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, m_update);
    // Says no as well where another panel lies upon it.
    connect(&dock, &QDockWidget::visibilityChanged, this, &VisibleTicker::setVisible);
    setVisible(dock.isVisible());
}

void VisibleTicker::setVisible(bool visible)
{
    if (!visible) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
        m_update();
    }
}

} // namespace larder
