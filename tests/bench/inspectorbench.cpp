#include "tests/bench/benches.h"
#include "tests/bench/benchwindow.h"
#include "tests/bench/smallfills.h"

#include "tests/support/heartbeat.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheeventsdock.h"
#include "ui/inspector/cachestatisticsdock.h"

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTableView>

#include <utility>

namespace larder::bench {

namespace {

constexpr int kEventsOfBeat = 5;
constexpr std::chrono::milliseconds kBeat(5);

/// What goes on in a busy cache of @p count entries: each event is a hit, an entry that is stored again or
/// one that is expired.
class Traffic
{
public:
    Traffic(ResultCache& cache, quint64 count) : m_cache(cache), m_count(count)
    {
        for (quint64 number = 0; number < count; ++number)
            store(number);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            for (int i = 0; i < kEventsOfBeat; ++i)
                step();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
    }

    void start() { m_timer.start(kBeat); }
    void stop() { m_timer.stop(); }

private:
    void step()
    {
        const quint64 number = m_random.bounded(m_count);
        const ResultCache::Lookup found = m_cache.find(CacheKey(smallComponents(qint64(number))));
        if (!found.entry)
            store(number);
        else if (m_random.bounded(10) == 0)
            m_cache.expire(std::vector{found.entry->id}, {ReasonCode::ExpiredByUser});
        else
            (void)m_cache.recordHit(found.entry->id, std::chrono::microseconds(800));
    }
    void store(quint64 number)
    {
        bench::store(
            m_cache, smallFill(qint64(number), m_result, {"main.t" + QByteArray::number(number % 20)}));
    }

    ResultCache& m_cache;
    const quint64 m_count;
    const ResultPtr m_result = smallResult();
    QRandomGenerator m_random{1};
    QTimer m_timer;
};

/// The longest time without an answer, and the part of a core that is spent, over some seconds.
struct Busy
{
    double gapMilliseconds = 0;
    double workMilliseconds = 0;
    double core = 0;
    double updatesPerSecond = 0;
};

Busy watch(Traffic& traffic, const QAbstractItemModel& shown, std::chrono::seconds time)
{
    int updates = 0;
    bool noted = false;
    QObject context;
    // All that one turn of the event loop tells is one update.
    const auto note = [&] {
        if (std::exchange(noted, true))
            return;
        ++updates;
        QTimer::singleShot(0, &context, [&] { noted = false; });
    };
    QObject::connect(&shown, &QAbstractItemModel::dataChanged, &context, note);
    QObject::connect(&shown, &QAbstractItemModel::layoutChanged, &context, note);
    QObject::connect(&shown, &QAbstractItemModel::rowsInserted, &context, note);
    QObject::connect(&shown, &QAbstractItemModel::rowsRemoved, &context, note);
    traffic.start();
    Busy busy;
    const double spent = threadNanoseconds([&] {
        const test::Heartbeat heartbeat(kBeat);
        const test::Heartbeat work(kBeat, threadClock);
        const QDeadlineTimer end(time);
        while (!end.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        busy.gapMilliseconds = double(heartbeat.longest().count()) / 1e6;
        busy.workMilliseconds = double(work.longest().count()) / 1e6;
    });
    traffic.stop();
    busy.core = spent / double(std::chrono::nanoseconds(time).count());
    busy.updatesPerSecond = double(updates) / double(time.count());
    return busy;
}

} // namespace

std::vector<Measure> measureInspector(const BenchSize& size)
{
    const bool quick = size.rounds == 1;
    BenchWindow window(100);
    MainWindow& shown = window.application().window();
    shown.resize(1280, 800);
    for (QDockWidget* const dock : shown.findChildren<QDockWidget*>()) {
        if (qobject_cast<CacheEntriesDock*>(dock) || qobject_cast<CacheStatisticsDock*>(dock))
            dock->show();
    }
    auto* const entries = shown.findChild<CacheEntriesDock*>();
    entries->raise();
    Traffic traffic(window.application().engine().cache(), quick ? 2'000 : 100'000);
    const auto* const table = entries->findChild<QTableView*>();
    const QDeadlineTimer settled(2'000);
    spinUntil([&] { return settled.hasExpired(); });
    // What else runs on the machine adds to a gap, so the best of some stretches counts; of the thread's own
    // work between two beats, the longest of all.
    Busy best = watch(traffic, *table->model(), std::chrono::seconds(quick ? 1 : 10));
    for (int round = 1; round < (quick ? 1 : 6); ++round) {
        const Busy next = watch(traffic, *table->model(), std::chrono::seconds(10));
        best.gapMilliseconds = std::min(best.gapMilliseconds, next.gapMilliseconds);
        best.workMilliseconds = std::max(best.workMilliseconds, next.workMilliseconds);
        best.core = std::min(best.core, next.core);
        best.updatesPerSecond = std::max(best.updatesPerSecond, next.updatesPerSecond);
    }
    return {{.name = QStringLiteral("inspector.gap.ms"),
                .value = best.gapMilliseconds,
                .unit = QStringLiteral("ms"),
                .limit = 50},
        {.name = QStringLiteral("inspector.work.ms"),
            .value = best.workMilliseconds,
            .unit = QStringLiteral("ms"),
            .limit = 50},
        {.name = QStringLiteral("inspector.core"), .value = best.core, .limit = 0.25},
        {.name = QStringLiteral("inspector.updates"),
            .value = best.updatesPerSecond,
            .unit = QStringLiteral("/s"),
            .limit = 4.2}};
}

} // namespace larder::bench
