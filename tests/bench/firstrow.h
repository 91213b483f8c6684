#pragma once

#include "models/connectiontarget.h"
#include "tests/bench/benches.h"

namespace larder::bench {

/// From nothing to the first row of table t of @p target, with all that Larder asks of a database that it
/// meets, against @p bare, which connects and reads a row by the bare library.
[[nodiscard]] Measure compareFirstRows(const QString& name, const BenchSize& size,
    const std::function<void()>& bare, const ConnectionTarget& target);

} // namespace larder::bench
