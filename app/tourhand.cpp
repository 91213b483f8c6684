#include "app/tourhand.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <QWidget>

namespace larder {

using namespace std::chrono_literals;

// A loop of its own, so that what is to be deleted later is.
bool waitUntil(const std::function<bool()>& condition)
{
    const QDeadlineTimer patience(30s);
    QEventLoop loop;
    QTimer again;
    QObject::connect(&again, &QTimer::timeout, &loop, [&] {
        if (condition() || patience.hasExpired())
            loop.quit();
    });
    again.start(20ms);
    loop.exec();
    return condition();
}

void settle()
{
    QEventLoop loop;
    QTimer::singleShot(400ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void click(QWidget& widget, const QPoint& position)
{
    const QPointF local(position);
    const QPointF global(widget.mapToGlobal(position));
    QMouseEvent press(
        QEvent::MouseButtonPress, local, global, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QMouseEvent release(
        QEvent::MouseButtonRelease, local, global, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &press);
    QCoreApplication::sendEvent(&widget, &release);
}

} // namespace larder
