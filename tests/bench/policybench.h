#pragma once

#include <QStringList>

namespace larder::bench {

/// `larder_bench policy [--json FILE] TRACE…`: replays traces under each policy and capacity, and prints what
/// they save. Returns the exit code.
[[nodiscard]] int runPolicyBench(const QStringList& arguments);

} // namespace larder::bench
