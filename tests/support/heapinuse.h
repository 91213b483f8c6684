#pragma once

#include <QtGlobal>

namespace larder::test {

/// Bytes of the heap that this program holds, block by block as the allocator gives them: with what it puts
/// before each. Counted from the start by stand-ins for malloc() and its like.
[[nodiscard]] qint64 heapInUse();

/// Whether the allocator is glibc's; the sanitizers bring one of their own, which is not counted.
[[nodiscard]] bool isHeapCounted();

} // namespace larder::test
