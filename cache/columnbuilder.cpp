#include "cache/columnbuilder.h"

namespace larder {

namespace {

// A column of texts of ordinary length stays below it.
constexpr size_t kKeptArenaBytes = size_t(4) << 20;

quint64 packedRange(quint32 begin, quint32 end)
{
    return quint64(begin) << 32 | end;
}

} // namespace

void ColumnBuilder::appendNull()
{
    if (m_storage == ColumnStorage::Mixed) {
        appendMixed(CellType::Null, 0);
        return;
    }
    markNull(m_rows);
    if (m_storage == ColumnStorage::Text || m_storage == ColumnStorage::Blob)
        m_offsets.push_back(quint32(m_arena.size()));
    else if (m_storage != ColumnStorage::Empty)
        m_words.push_back(0);
    ++m_rows;
}

void ColumnBuilder::appendOther(ColumnStorage storage, CellType type, quint64 word)
{
    if (m_storage == ColumnStorage::Empty) {
        become(storage);
        m_words.push_back(word);
        ++m_rows;
        return;
    }
    becomeMixed();
    appendMixed(type, word);
}

void ColumnBuilder::appendBytes(ColumnStorage storage, QByteArrayView bytes)
{
    if (m_storage == ColumnStorage::Empty)
        become(storage);
    const auto begin = quint32(m_arena.size());
    m_arena.insert(m_arena.end(), bytes.begin(), bytes.end());
    const auto end = quint32(m_arena.size());
    if (m_storage == storage) {
        m_offsets.push_back(end);
        ++m_rows;
        return;
    }
    becomeMixed();
    appendMixed(storage == ColumnStorage::Text ? CellType::Text : CellType::Blob, packedRange(begin, end));
}

void ColumnBuilder::clear()
{
    m_storage = ColumnStorage::Empty;
    m_rows = 0;
    m_words.clear();
    m_nulls.clear();
    m_offsets.clear();
    m_tags.clear();
    if (m_arena.capacity() > kKeptArenaBytes)
        m_arena = {};
    m_arena.clear();
}

ColumnShape ColumnBuilder::shape() const
{
    const bool needsMarks = m_storage != ColumnStorage::Empty;
    return {m_storage, needsMarks ? quint32(m_nulls.size()) : 0, quint32(m_arena.size())};
}

ColumnChunk ColumnBuilder::view() const
{
    const std::span<const quint64> nulls(m_nulls.data(), shape().nullWords);
    return ColumnChunk({m_storage, m_words, nulls, m_offsets, m_arena, m_tags});
}

void ColumnBuilder::appendMixed(CellType type, quint64 slot)
{
    m_tags.push_back(type);
    m_words.push_back(slot);
    ++m_rows;
}

// Rows so far are all NULL: give each its place in the new form.
void ColumnBuilder::become(ColumnStorage storage)
{
    m_storage = storage;
    if (storage == ColumnStorage::Text || storage == ColumnStorage::Blob)
        m_offsets.assign(size_t(m_rows) + 1, 0);
    else
        m_words.assign(size_t(m_rows), 0);
}

void ColumnBuilder::becomeMixed()
{
    if (m_storage == ColumnStorage::Mixed)
        return;
    std::vector<CellType> tags(size_t(m_rows), CellType::Null);
    std::vector<quint64> words(size_t(m_rows), 0);
    const ColumnChunk values = view();
    for (qsizetype row = 0; row < m_rows; ++row) {
        const auto at = size_t(row);
        const CellType type = values.cell(row).type;
        tags[at] = type;
        if (isNumber(type))
            words[at] = m_words[at];
        else if (type != CellType::Null)
            words[at] = packedRange(m_offsets[at], m_offsets[at + 1]);
    }
    m_storage = ColumnStorage::Mixed;
    m_tags = std::move(tags);
    m_words = std::move(words);
    m_offsets.clear();
    m_nulls.clear();
}

void ColumnBuilder::markNull(qsizetype row)
{
    const auto word = size_t(row) / 64;
    if (m_nulls.size() <= word)
        m_nulls.resize(word + 1, 0);
    m_nulls[word] |= quint64(1) << (row % 64);
}

} // namespace larder
