#include "tests/support/heapinuse.h"

#include <atomic>
#include <cerrno>

#include <malloc.h>

namespace {

std::atomic<qint64> inUse = 0;

qint64 sizeOf(void* block)
{
    return block ? qint64(malloc_usable_size(block) + sizeof(size_t)) : 0;
}

void* counted(void* block)
{
    inUse += sizeOf(block);
    return block;
}

} // namespace

// What glibc's own functions are behind those that a program may replace (glibc manual, "Replacing malloc").
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming)
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);
// NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming)

void* malloc(size_t size)
{
    return counted(__libc_malloc(size));
}

void* calloc(size_t count, size_t size)
{
    return counted(__libc_calloc(count, size));
}

void* realloc(void* block, size_t size)
{
    const qint64 before = sizeOf(block);
    void* const moved = __libc_realloc(block, size);
    if (moved || size == 0)
        inUse -= before;
    return counted(moved);
}

void* aligned_alloc(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}

void* memalign(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}

int posix_memalign(void** block, size_t alignment, size_t size)
{
    *block = counted(__libc_memalign(alignment, size));
    return *block ? 0 : ENOMEM;
}

void free(void* block)
{
    inUse -= sizeOf(block);
    __libc_free(block);
}
}

qint64 larder::test::heapInUse()
{
    return inUse;
}
