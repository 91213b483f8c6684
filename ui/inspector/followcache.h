#pragma once

#include "cache/resultcache.h"
#include "models/throttle.h"

namespace larder {

/// Triggers @p throttle, as long as it lives, whenever an entry of @p cache came, went, or may be another.
inline void followCache(const ResultCache& cache, Throttle& throttle)
{
    for (const auto signal : {&ResultCache::entryStored, &ResultCache::entryChanged})
        QObject::connect(&cache, signal, &throttle, &Throttle::trigger);
    QObject::connect(&cache, &ResultCache::entryRemoved, &throttle, &Throttle::trigger);
    QObject::connect(&cache, &ResultCache::entriesDoubted, &throttle, &Throttle::trigger);
}

} // namespace larder
