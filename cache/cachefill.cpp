#include "cache/cachefill.h"

#include <algorithm>

namespace larder {

namespace {

qint64 componentBytes(const KeyComponents& components)
{
    qint64 bytes = components.sql.size() + components.connection.database.size();
    for (const Parameter& parameter : components.parameters)
        bytes += qint64(sizeof(Parameter)) + parameter.name.size() + literalFromValue(parameter.value).size();
    return bytes;
}

} // namespace

qint64 CacheFill::chargeBytes() const
{
    return qint64(sizeof(CacheEntry) + sizeof(EntryFacts)) + result->byteSize() + result->fileBytes()
        + sql.size() + componentBytes(components) + key.canonicalBytes().size();
}

std::shared_ptr<const EntryFacts> CacheFill::facts() const
{
    return std::make_shared<const EntryFacts>(EntryFacts{.components = components,
        .sql = sql,
        .tables = tables,
        .key = key.hex(),
        .rows = result->rowCount(),
        .columns = result->columnCount()});
}

Lifetime CacheFill::entryLifetime() const
{
    Lifetime living = lifetime;
    if (living.hard)
        living.hard = jittered(*living.hard, key.digest()[1]);
    if (result->rowCount() == 0)
        living.hard = std::min(living.hard.value_or(kEmptyResultTtl), kEmptyResultTtl);
    return living;
}

} // namespace larder
