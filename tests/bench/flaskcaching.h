#pragma once

#include "tests/bench/measure.h"

namespace larder::bench {

/// What a hit of Larder takes, in nanoseconds.
struct HitTimes
{
    /// From SQL text and parameters to the rows.
    double request = 0;
    /// From a key that was made before.
    double key = 0;
    /// As from a request, proven fresh first, where 100 are asked at once.
    double proven = 0;
};

/// How many hits of Larder take as long as one of Flask-Caching's SimpleCache on a result of 100 rows, in the
/// same run: `hit.flask.speedup`, each from the arguments of a query (`@cache.memoize`),
/// `hit.flask.proven.speedup`, where only Larder asks the database first, and `hit.flask.get.speedup`, each
/// from a key that is there (`cache.get`). Left out where it is not installed.
[[nodiscard]] std::vector<Measure> flaskSpeedups(const HitTimes& larder);

} // namespace larder::bench
