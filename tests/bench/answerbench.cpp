#include "tests/bench/benches.h"
#include "tests/bench/benchwindow.h"
#include "tests/support/heartbeat.h"

#include "ui/querytab.h"
#include "ui/resultpane.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

namespace larder::bench {

namespace {

const QByteArray kAll = "SELECT * FROM t";

/// From the key press to a while after the last row.
double longestGap(BenchWindow& window)
{
    window.write(kAll);
    const test::Heartbeat heartbeat(std::chrono::milliseconds(1));
    window.tab().runFresh();
    spinUntil([&] { return !window.tab().status().busy; });
    const QDeadlineTimer pause(300);
    spinUntil([&] { return pause.hasExpired(); });
    return double(heartbeat.longest().count()) / 1e6;
}

/// From a cancel in the midst of the rows until the tab is free: the executor has told its end before.
double millisecondsToIdle(BenchWindow& window)
{
    window.write(kAll);
    QueryTab& tab = window.tab();
    tab.runFresh();
    const auto streams = [&tab] {
        const ResultPtr result = tab.pane().result();
        return result && result->completeness() == Completeness::Streaming;
    };
    spinUntil([&] { return streams() || !tab.status().busy; });
    // The first rows are painted, as they are when somebody sees them and cancels.
    const QDeadlineTimer pause(50);
    spinUntil([&] { return pause.hasExpired(); });
    QElapsedTimer timer;
    double idle = 0;
    // At the very moment, not when the paint that follows is done: gui.gap.ms counts that.
    const auto watch = QObject::connect(&tab, &QueryTab::statusChanged, &tab, [&] {
        if (!tab.status().busy && idle == 0)
            idle = double(timer.nsecsElapsed()) / 1e6;
    });
    timer.start();
    tab.cancel();
    spinUntil([&] { return !tab.status().busy; });
    QObject::disconnect(watch);
    return idle;
}

} // namespace

std::vector<Measure> measureAnswering(const BenchSize& size)
{
    BenchWindow window(size.rows);
    const std::vector<double> times = smallestTimes(
        size.rounds, {[&] { return longestGap(window); }, [&] { return millisecondsToIdle(window); }});
    const auto unit = QStringLiteral("ms");
    return {{.name = QStringLiteral("gui.gap.ms"), .value = times[0], .unit = unit, .limit = 25},
        {.name = QStringLiteral("cancel.ms"), .value = times[1], .unit = unit, .limit = 5}};
}

} // namespace larder::bench
