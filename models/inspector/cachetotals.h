#pragma once

#include "cache/cachestatistics.h"

namespace larder {

/// The cache as a whole in numbers: what it holds, what it may hold, and how the runs so far were answered.
struct CacheTotals
{
    qint64 entries = 0;
    qint64 usedBytes = 0;
    qint64 budgetBytes = 0;
    CacheStatistics statistics = {};

    bool operator==(const CacheTotals&) const = default;
};

} // namespace larder
