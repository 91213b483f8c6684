#pragma once

#include <QtGlobal>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace larder {

/// Makes the allocator give large blocks, as the rows of results are, back to the system when they are freed.
/// By itself it begins to keep them after the first one (mallopt(3), M_MMAP_THRESHOLD). Call it before the
/// first thread starts.
inline void returnLargeBlocks()
{
#ifdef __GLIBC__
    constexpr int kLargeBytes = 256 * 1024;
    mallopt(M_MMAP_THRESHOLD, kLargeBytes);
#endif
}

} // namespace larder
