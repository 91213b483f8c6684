#pragma once

#include "tests/bench/measure.h"

namespace larder::bench {

/// `hit.flask.speedup`: how many hits of Larder, of @p nanoseconds each, take as long as one of
/// Flask-Caching's SimpleCache on a result of 100 rows, in the same run. Left out where it is not installed.
[[nodiscard]] Measure flaskSpeedup(double nanoseconds);

} // namespace larder::bench
