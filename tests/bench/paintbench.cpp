#include "tests/bench/benches.h"
#include "tests/bench/benchwindow.h"

#include "ui/querytab.h"
#include "ui/resultview.h"

#include <QCoreApplication>
#include <QElapsedTimer>

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
        m_painted = m_painted || (!m_view.isPrevious() && m_view.rows().rowCount() > 0);
        return true;
    }

    ResultView& m_view;
    bool m_painted = false;
    bool m_inside = false;
};

double millisecondsToFirstPaint(BenchWindow& window, PaintWatcher& watcher, const QByteArray& sql)
{
    window.write(sql);
    QueryTab& tab = window.tab();
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
    BenchWindow window(size.rows);
    PaintWatcher watcher(window.view());
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return millisecondsToFirstPaint(window, watcher, "SELECT * FROM t LIMIT 1000"); },
            [&] { return millisecondsToFirstPaint(window, watcher, "SELECT * FROM t"); }});
    const auto unit = QStringLiteral("ms");
    return {{.name = QStringLiteral("first.paint.ms"), .value = times[1], .unit = unit, .limit = 20},
        {QStringLiteral("first.paint.ratio"), times[1], unit, times[0], times[1] / times[0], 1.3}};
}

} // namespace larder::bench
