#include "tests/bench/benches.h"
#include "tests/bench/smallfills.h"

#include "cache/cachecontrol.h"
#include "cache/memorystore.h"
#include "models/inspector/eventfigures.h"

namespace larder::bench {

namespace {

const QByteArrayList kTables{"main.t", "main.u"};

Measure expiring(ResultCache& cache, CacheControl& control, const BenchSize& size)
{
    const double time = smallestTimes(size.rounds, {[&] {
        const double once
            = threadNanoseconds([&] { control.expireTable(smallComponents(0).connection, "main.u"); });
        if (control.undo() != 0 || cache.entries().empty())
            qFatal("engine bench: expiring a table went through the entries");
        return once;
    }})[0];
    return {QStringLiteral("expire.table.us"), time / 1000, QStringLiteral("µs"), {}, {}, 50};
}

Measure snapshot(ResultCache& cache, const BenchSize& size)
{
    std::vector<EntryInfo> entries;
    const double time = smallestTimes(size.rounds, {[&] {
        return threadNanoseconds([&] {
            // As the application does it: into the list that the panel gave back.
            entries = cache.entries(std::move(entries));
            if (entries.empty())
                qFatal("engine bench: no entries");
        });
    }})[0];
    return {QStringLiteral("snapshot.ms"), time / 1e6, QStringLiteral("ms"), {}, {}, 20};
}

// The longest of many inserts, most of which have to evict.
double longestInsert(qint64 count, const Clock& clock)
{
    const ResultPtr result = smallResult();
    constexpr qint64 kBudgetBytes = qint64(64) << 20;
    ResultCache cache(std::make_unique<MemoryStore>(kBudgetBytes), clock);
    double longest = 0;
    for (qint64 number = 0; number < count; ++number) {
        const ResultCache::Fill fill = smallFill(number, result, kTables);
        const double time = threadNanoseconds([&] { store(cache, fill); });
        longest = std::max(longest, time);
    }
    return longest;
}

Measure inserting(const BenchSize& size, const Clock& clock)
{
    const bool quick = size.rounds == 1;
    // One of so many is held up by the machine now and then, but not in each round.
    const double longest = smallestTimes(
        quick ? 1 : 3, {[&] { return longestInsert(quick ? 100'000 : 1'000'000, clock); }})[0];
    return {QStringLiteral("insert.pause.ms"), longest / 1e6, QStringLiteral("ms"), {}, {}, 5};
}

// The longest turn of the event loop that the statistics take for a backlog as long as the log, of as many
// statements as they tell apart and more.
Measure countingEvents(const BenchSize& size)
{
    EventLog log;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (size_t i = 0; i < EventLog::kMostEvents; ++i)
        log.append({.kind = EventKind::Hit,
            .time = now,
            .sql = "SELECT a FROM t WHERE b = " + QByteArray::number(qulonglong(i % 3'000)),
            .duration = std::chrono::microseconds(10),
            .database = "sqlite",
            .tables = {"main.t"}});
    const double time = smallestTimes(size.rounds, {[&] {
        EventFigures figures(log);
        double longest = 0;
        for (bool goesOn = true; goesOn;)
            longest = std::max(longest, threadNanoseconds([&] { goesOn = figures.readSome(now); }));
        return longest;
    }})[0];
    return {QStringLiteral("events.turn.ms"), time / 1e6, QStringLiteral("ms"), {}, {}, 20};
}

} // namespace

std::vector<Measure> measureEngine(const BenchSize& size)
{
    const bool quick = size.rounds == 1;
    const SystemClock clock;
    ResultCache cache(std::make_unique<MemoryStore>(qint64(4) << 30), clock);
    CacheControl control(cache, clock);
    const ResultPtr result = smallResult();
    for (qint64 number = 0; number < (quick ? 2'000 : 100'000); ++number)
        store(cache, smallFill(number, result, kTables));
    std::vector<Measure> measures{snapshot(cache, size)};
    measures.push_back(expiring(cache, control, size));
    measures.push_back(inserting(size, clock));
    measures.push_back(countingEvents(size));
    return measures;
}

} // namespace larder::bench
