#include "cache/rowchunk.h"

#include "cache/heapbytes.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

#include <sys/mman.h>

namespace larder {

namespace {

constexpr qint64 kAlignment = 8;

// The counters of the pointer to a block, with the pointer.
constexpr qint64 kControlBytes = 24;

qint64 aligned(qint64 bytes)
{
    return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

/// How many elements each array of a column has.
struct Counts
{
    Counts(qsizetype rows, const ColumnShape& shape)
        : nulls(shape.storage == ColumnStorage::Mixed ? 0 : shape.nullWords)
        , arena(shape.arenaBytes)
    {
        const bool texts = shape.storage == ColumnStorage::Text || shape.storage == ColumnStorage::Blob;
        const bool mixed = shape.storage == ColumnStorage::Mixed;
        words = texts || shape.storage == ColumnStorage::Empty ? 0 : rows;
        offsets = texts ? rows + 1 : 0;
        tags = mixed ? rows : 0;
    }

    [[nodiscard]] qint64 bytes() const
    {
        return aligned((words + nulls) * qint64(sizeof(quint64)) + offsets * qint64(sizeof(quint32)) + arena
            + tags * qint64(sizeof(CellType)));
    }

    qint64 words = 0;
    qint64 nulls = 0;
    qint64 offsets = 0;
    qint64 arena = 0;
    qint64 tags = 0;
};

/// Hands out the arrays of a column, one behind the other.
class Cursor
{
public:
    explicit Cursor(const std::byte* place) : m_place(place) { }

    template <typename T>
    std::span<const T> take(qint64 count)
    {
        const std::span<const T> taken(reinterpret_cast<const T*>(m_place), size_t(count));
        m_place += taken.size_bytes();
        return taken;
    }

private:
    const std::byte* m_place;
};

ColumnChunk columnAt(const std::byte* place, qsizetype rows, const ColumnShape& shape)
{
    const Counts counts(rows, shape);
    Cursor cursor(place);
    ColumnChunk::Data data{shape.storage};
    data.words = cursor.take<quint64>(counts.words);
    data.nulls = cursor.take<quint64>(counts.nulls);
    data.offsets = cursor.take<quint32>(counts.offsets);
    data.arena = cursor.take<char>(counts.arena);
    data.tags = cursor.take<CellType>(counts.tags);
    return ColumnChunk(data);
}

template <typename T>
std::byte* put(std::byte* place, std::span<const T> values)
{
    if (!values.empty())
        std::memcpy(place, values.data(), values.size_bytes());
    return place + values.size_bytes();
}

constexpr size_t kHugePage = size_t(2) << 20;
// No system that Larder runs on has larger small ones.
constexpr size_t kPage = size_t(64) << 10;

// Large blocks lie where the system can give them memory by huge pages: by small ones, the giving would be a
// fifth of a fetch. An allocator would keep what lies before and behind such a place.
std::shared_ptr<std::byte> hugeBlock(size_t size)
{
    const size_t used = (size + kPage - 1) / kPage * kPage;
    const size_t mapped = used + kHugePage;
    void* const memory = ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();
    void* place = memory;
    size_t room = mapped;
    std::align(kHugePage, used, place, room);
    auto* const begin = static_cast<std::byte*>(place);
    if (room < mapped)
        ::munmap(memory, mapped - room);
    if (used < room)
        ::munmap(begin + used, room - used);
#ifdef MADV_HUGEPAGE
    // Where it is refused, the pages are small ones.
    ::madvise(begin, size / kHugePage * kHugePage, MADV_HUGEPAGE);
#endif
    return {begin, [used](std::byte* bytes) { ::munmap(bytes, used); }};
}

} // namespace

RowChunk::RowChunk(qsizetype rowCount, std::vector<ColumnShape> shapes, SharedBlock block)
    : m_rowCount(rowCount)
    , m_shapes(std::move(shapes))
    , m_block(std::move(block))
{
    Q_ASSERT(m_block.size == chunkBytes(m_rowCount, m_shapes));
    m_columns.reserve(m_shapes.size());
    const std::byte* place = m_block.bytes.get();
    for (const ColumnShape& shape : m_shapes) {
        m_columns.push_back(columnAt(place, m_rowCount, shape));
        place += Counts(m_rowCount, shape).bytes();
    }
}

bool RowChunk::isSound() const
{
    return std::all_of(
        m_columns.begin(), m_columns.end(), [](const ColumnChunk& each) { return each.isSound(); });
}

qint64 RowChunk::heapBytes() const
{
    return sharedBytes<RowChunk>() + larder::heapBytes(m_columns) + larder::heapBytes(m_shapes)
        + blockBytes(kControlBytes) + (m_block.inFile ? 0 : blockBytes(m_block.size));
}

qint64 chunkBytes(qsizetype rowCount, const std::vector<ColumnShape>& shapes)
{
    qint64 bytes = 0;
    for (const ColumnShape& shape : shapes)
        bytes += Counts(rowCount, shape).bytes();
    return bytes;
}

ChunkPtr chunkOf(const std::vector<ColumnBuilder>& columns, qsizetype rowCount)
{
    std::vector<ColumnShape> shapes;
    shapes.reserve(columns.size());
    for (const ColumnBuilder& column : columns)
        shapes.push_back(column.shape());
    const qint64 size = chunkBytes(rowCount, shapes);
    // 8 bytes at least are aligned as operator new aligns them.
    std::shared_ptr<std::byte> bytes = size_t(size) < kHugePage
        ? std::shared_ptr<std::byte>(new std::byte[size_t(size)], std::default_delete<std::byte[]>())
        : hugeBlock(size_t(size));
    std::byte* place = bytes.get();
    for (size_t i = 0; i < columns.size(); ++i) {
        const ColumnChunk::Data data = columns[i].view().data();
        std::byte* end = put(place, data.words);
        end = put(end, data.nulls);
        end = put(end, data.offsets);
        end = put(end, data.arena);
        end = put(end, data.tags);
        std::byte* const next = place + Counts(rowCount, shapes[i]).bytes();
        std::fill(end, next, std::byte());
        place = next;
    }
    return std::make_shared<const RowChunk>(rowCount, std::move(shapes), SharedBlock{std::move(bytes), size});
}

} // namespace larder
