#pragma once

#include <QtGlobal>

namespace larder::test {

/// Bytes of the heap that this program holds, block by block as the allocator gives them: with what it puts
/// before each. Counted from the start by stand-ins for malloc() and its like, so it is not built for the
/// sanitizers, which bring their own.
[[nodiscard]] qint64 heapInUse();

} // namespace larder::test
