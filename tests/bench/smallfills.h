#pragma once

#include "cache/resultcache.h"

namespace larder::bench {

/// One row with the number 1.
[[nodiscard]] ResultPtr smallResult();

/// The components of the statement that differs from others by @p number.
[[nodiscard]] KeyComponents smallComponents(qint64 number);

/// What brings @p result for it, read from @p tables.
[[nodiscard]] ResultCache::Fill smallFill(
    qint64 number, const ResultPtr& result, const QByteArrayList& tables);

void store(ResultCache& cache, const ResultCache::Fill& fill);

} // namespace larder::bench
