#pragma once

#include <QtGlobal>

#include <functional>

namespace larder::bench {

/// Memory of this process that lies in the machine's memory now, in bytes (proc(5), VmRSS).
[[nodiscard]] qint64 residentBytes();

/// Gives what was freed back to the system, so that what comes next asks for its memory as in a program that
/// has just started. An allocator keeps what it thinks will be wanted again (malloc_trim(3)).
void returnFreeMemory();

/// How far the resident memory rises above what it is now while @p work runs.
[[nodiscard]] qint64 peakGrowthBytes(const std::function<void()>& work);

} // namespace larder::bench
