#pragma once

#include <QtGlobal>

#include <functional>

namespace larder::bench {

/// Memory of this process that lies in the machine's memory now, in bytes (proc(5), VmRSS).
[[nodiscard]] qint64 residentBytes();

/// How far the resident memory rises above what it is now while @p work runs.
[[nodiscard]] qint64 peakGrowthBytes(const std::function<void()>& work);

} // namespace larder::bench
