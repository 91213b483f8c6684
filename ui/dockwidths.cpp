#include "ui/dockwidths.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QResizeEvent>

namespace larder {

namespace {

// The window lays its docks out some time after it has its size.
constexpr auto kSettling = std::chrono::milliseconds(100);

} // namespace

DockWidths::DockWidths(QMainWindow& window, const QList<QDockWidget*>& docks)
    : QObject(&window)
    , m_window(window)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(kSettling);
    connect(&m_settling, &QTimer::timeout, this, &DockWidths::giveBack);
    window.installEventFilter(this);
    for (QDockWidget* const dock : docks) {
        m_wanted[dock] = 0;
        dock->installEventFilter(this);
    }
}

bool DockWidths::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Resize)
        return false;
    if (watched == &m_window)
        m_settling.start();
    else if (m_window.width() == m_windowWidth)
        note(static_cast<QDockWidget*>(watched));
    return false;
}

void DockWidths::note(QDockWidget* dock)
{
    if (!dock->isFloating())
        m_wanted[dock] = dock->width();
}

void DockWidths::giveBack()
{
    m_windowWidth = m_window.width();
    int spare = spareWidth();
    for (const auto& [dock, wanted] : m_wanted) {
        const int missing = wanted - dock->width();
        if (!dock->isVisible() || dock->isFloating() || missing > spare)
            continue;
        if (wanted == 0) {
            note(dock);
        } else if (missing > 0) {
            spare -= missing;
            m_window.resizeDocks({dock}, {wanted}, Qt::Horizontal);
        }
    }
}

int DockWidths::spareWidth() const
{
    const QWidget& centre = *m_window.centralWidget();
    return centre.width() - std::max(centre.minimumWidth(), centre.minimumSizeHint().width());
}

} // namespace larder
