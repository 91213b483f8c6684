#include "tests/bench/benches.h"

#include "cache/memorystore.h"
#include "cache/resultbuilder.h"
#include "cache/resultcache.h"
#include "cache/sql/sqlnormalizer.h"

namespace larder::bench {

namespace {

constexpr int kLookUps = 20'000;

// 500 bytes of SQL, as long as a query with some joins.
QByteArray sqlFor(qint64 rows)
{
    return "SELECT a, b FROM t WHERE c = :c AND d IN (" + QByteArray(460, '1') + ") LIMIT "
        + QByteArray::number(rows);
}

ResultPtr resultWith(qint64 rows)
{
    ResultBuilder builder({{QStringLiteral("a")}, {QStringLiteral("b")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.column(1).appendText("some text");
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

KeyComponents componentsFor(const QByteArray& sql)
{
    return {Technique::All, {"sqlite", "2049:77:/srv/data/shop.sqlite"}, sql, {{"c", qint64(42)}}, 0};
}

void fill(ResultCache& cache, qint64 rows)
{
    const KeyComponents components = componentsFor(sqlFor(rows));
    const CacheKey key(components);
    const ResultCache::FillTicket ticket = cache.beginFill(key);
    const Reason refused = cache.land(ticket,
        {.key = key,
            .components = components,
            .sql = components.sql,
            .result = resultWith(rows),
            .tables = {"main.t"}});
    if (refused)
        qFatal("hit bench: %s", qPrintable(reasonText(refused)));
}

double nanosecondsPerHit(ResultCache& cache, qint64 rows)
{
    const QByteArray sql = sqlFor(rows);
    qint64 found = 0;
    const double all = threadNanoseconds([&] {
        for (int i = 0; i < kLookUps; ++i) {
            const KeyComponents components = componentsFor(sql);
            const ResultPtr result = cache.find(CacheKey(components), components).entry->result;
            found += result->rowCount();
        }
    });
    if (found != rows * kLookUps)
        qFatal("hit bench: wrong result");
    return all / kLookUps;
}

} // namespace

std::vector<Measure> measureHits(const BenchSize& size)
{
    const SystemClock clock;
    ResultCache cache(std::make_unique<MemoryStore>(qint64(1) << 30), clock);
    const std::vector<qint64> counts{10, 10'000, size.rows};
    std::vector<std::function<double()>> works;
    for (const qint64 rows : counts) {
        fill(cache, rows);
        works.push_back([&cache, rows] { return nanosecondsPerHit(cache, rows); });
    }
    const std::vector<double> times = smallestTimes(size.rounds, works);
    const double normalising = smallestTimes(size.rounds, {[] {
        const QByteArray sql = sqlFor(10);
        qsizetype bytes = 0;
        const double all = threadNanoseconds([&] {
            for (int i = 0; i < kLookUps / 10; ++i)
                bytes += normalizedSql(sql, SqlDialect::Sqlite).size();
        });
        return bytes > 0 ? all / (kLookUps / 10) : 0;
    }})[0];
    return {
        {QStringLiteral("hit.10.us"), times[0] / 1000, QStringLiteral("µs")},
        {QStringLiteral("hit.10k.us"), times[1] / 1000, QStringLiteral("µs"), times[0] / 1000,
            times[1] / times[0], 1.3},
        {QStringLiteral("hit.1m.us"), times[2] / 1000, QStringLiteral("µs"), times[0] / 1000,
            times[2] / times[0], 1.3},
        {QStringLiteral("normalise.us"), normalising / 1000, QStringLiteral("µs")},
    };
}

} // namespace larder::bench
