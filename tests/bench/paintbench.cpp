#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"

#include "app/application.h"
#include "ui/querytab.h"
#include "ui/resultview.h"
#include "ui/sqleditor.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTemporaryDir>

namespace larder::bench {

namespace {

/// Notes when a widget was painted with rows in its model.
class PaintWatcher final : public QObject
{
public:
    explicit PaintWatcher(ResultView& view) : m_view(view) { view.viewport()->installEventFilter(this); }
    void arm() { m_painted = false; }
    [[nodiscard]] bool painted() const { return m_painted; }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        // The rows are on screen when the paint event has been handled; handle it here to know.
        if (event->type() != QEvent::Paint || m_inside)
            return false;
        m_inside = true;
        QCoreApplication::sendEvent(watched, event);
        m_inside = false;
        m_painted = m_painted || (!m_view.isPrevious() && m_view.model()->rowCount() > 0);
        return true;
    }

    ResultView& m_view;
    bool m_painted = false;
    bool m_inside = false;
};

void spinUntil(const std::function<bool()>& condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::AllEvents);
}

double millisecondsToFirstPaint(QueryTab& tab, PaintWatcher& watcher, const QByteArray& sql)
{
    tab.editor().setUtf8Text(sql);
    // Timers of the editor have their turn before the measure.
    const QDeadlineTimer pause(200);
    spinUntil([&] { return pause.hasExpired(); });
    watcher.arm();
    QElapsedTimer timer;
    timer.start();
    tab.runFresh();
    spinUntil([&] { return watcher.painted(); });
    const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
    tab.cancel();
    spinUntil([&] { return !tab.status().busy; });
    return milliseconds;
}

} // namespace

std::vector<Measure> measureFirstPaint(const BenchSize& size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, size.rows);
    Application application(folder.path());
    bool opened = false;
    QObject::connect(&application, &Application::connectionOpened, &application, [&] { opened = true; });
    application.start({.connections = {path}});
    spinUntil([&] { return opened; });
    QueryTab& tab = *application.window().tabs().currentQuery();
    PaintWatcher watcher(*tab.findChild<ResultView*>());
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return millisecondsToFirstPaint(tab, watcher, "SELECT * FROM t LIMIT 1000"); },
            [&] { return millisecondsToFirstPaint(tab, watcher, "SELECT * FROM t"); }});
    return {{QStringLiteral("first.paint.ms"), times[1], QStringLiteral("ms"), times[0], times[1] / times[0],
        1.3}};
}

} // namespace larder::bench
