#pragma once

#include "tests/bench/trace.h"

namespace larder::bench {

/// A small trace that is the same for the same seed: few answers are asked for often and many seldom, sizes
/// and costs differ by orders of magnitude, and some expire or are called untrue.
[[nodiscard]] Trace makeTrace(quint32 seed, int requests);

} // namespace larder::bench
