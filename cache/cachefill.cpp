#include "cache/cachefill.h"

#include <algorithm>

namespace larder {

std::shared_ptr<const EntryFacts> CacheFill::facts() const
{
    return std::make_shared<const EntryFacts>(EntryFacts{.components = components,
        .sql = sql,
        .tables = tables,
        .key = key.hex(),
        .rows = result->rowCount(),
        .columns = result->columnCount(),
        .followers = followers,
        .fetchCost = cost.fetch,
        .lifetime = lifetime});
}

Lifetime CacheFill::entryLifetime() const
{
    Lifetime living = lifetime;
    if (living.hard && !living.isExact)
        living.hard = jittered(*living.hard, key.digest()[1]);
    if (result->rowCount() == 0)
        living.hard = std::min(living.hard.value_or(kEmptyResultTtl), kEmptyResultTtl);
    return living;
}

} // namespace larder
