#include "tests/bench/smallfills.h"

#include "cache/resultbuilder.h"

namespace larder::bench {

ResultPtr smallResult()
{
    ResultBuilder builder({{QStringLiteral("a")}});
    builder.column(0).appendInteger(1);
    builder.endRow();
    return builder.snapshot(Completeness::Complete);
}

KeyComponents smallComponents(qint64 number)
{
    return {.connection = {"sqlite", "2049:77:/srv/data/shop.sqlite"},
        .sql = "SELECT a FROM t WHERE b = ?",
        .parameters = {{"1", number}}};
}

ResultCache::Fill smallFill(qint64 number, const ResultPtr& result, const QByteArrayList& tables)
{
    const KeyComponents components = smallComponents(number);
    return {.key = CacheKey(components),
        .components = components,
        .sql = components.sql,
        .result = result,
        .tables = tables,
        .cost = {.execute = std::chrono::microseconds(100 + number % 900)}};
}

void store(ResultCache& cache, const ResultCache::Fill& fill)
{
    (void)cache.land(cache.beginFill(fill.key), fill);
}

} // namespace larder::bench
