#pragma once

#include "cache/eviction/evictionpolicy.h"
#include "tests/bench/trace.h"

namespace larder::bench {

/// What a policy made of a trace.
struct ReplayFigures
{
    /// The cost of the requests that were answered, as a share of the cost of all.
    double costSaved = 0;
    double hitRatio = 0;
    double byteHitRatio = 0;
    double nanosecondsPerRequest = 0;
};

/// Sends the requests of @p trace to @p policy: what has expired goes first, a hit is credited with the cost
/// of its own row, and what was fetched may come in. Nothing is left out at the beginning.
[[nodiscard]] ReplayFigures replay(const Trace& trace, EvictionPolicy& policy);

} // namespace larder::bench
