#include "tests/bench/benches.h"
#include "tests/bench/processmemory.h"

#include "cache/memorystore.h"
#include "cache/resultbuilder.h"
#include "cache/resultcache.h"

namespace larder::bench {

namespace {

struct Shape
{
    const char* name;
    qint64 rows;
    qsizetype sqlBytes;
    int entries;
};

constexpr Shape kShapes[]{{"small", 1, 40, 20'000}, {"usual", 100, 500, 5'000}, {"large", 10'000, 500, 100}};

// All entries of a connection share it.
const ConnectionIdentity kDatabase{"sqlite", "2049:77:/srv/data/shop.sqlite"};

ResultPtr resultOf(qint64 rows, int number)
{
    ResultBuilder builder({{QStringLiteral("id")}, {QStringLiteral("name")}, {QStringLiteral("price")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row * number);
        builder.column(1).appendText("name " + QByteArray::number(row * number));
        builder.column(2).appendReal(double(row) * 1.25);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

// The account of what happened is bounded by itself, so nothing of these entries is left in it.
void fillEvents(ResultCache& cache)
{
    for (size_t i = 0; i < EventLog::kMostEvents; ++i)
        cache.events().append({});
}

/// How much more memory is in use than the entries are charged for.
Measure measureShape(const Shape& shape)
{
    SystemClock clock;
    ResultCache cache(std::make_unique<MemoryStore>(qint64(1) << 34), clock);
    fillEvents(cache);
    const qint64 before = heapBytes();
    for (int number = 0; number < shape.entries; ++number) {
        KeyComponents components{.connection = kDatabase,
            .sql = "SELECT " + QByteArray::number(number).leftJustified(shape.sqlBytes, ' '),
            .parameters = {{"1", qint64(number)}}};
        const CacheKey key(components);
        (void)cache.land(cache.beginFill(key),
            {.key = key,
                .components = components,
                .sql = components.sql,
                .result = resultOf(shape.rows, number),
                .tables = {"main.t"}});
    }
    fillEvents(cache);
    const auto used = double(heapBytes() - before);
    const auto charged = double(cache.store().usedBytes());
    return {QStringLiteral("charge.%1.ratio").arg(QLatin1String(shape.name)), used / 1e6,
        QStringLiteral("MB"), charged / 1e6, used / charged};
}

} // namespace

std::vector<Measure> measureCharges()
{
    std::vector<Measure> measures;
    for (const Shape& shape : kShapes)
        measures.push_back(measureShape(shape));
    return measures;
}

} // namespace larder::bench
