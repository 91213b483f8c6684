#pragma once

#include <QtGlobal>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace larder {

/// A row of an entry's result, by the entry's slot.
struct RowRef
{
    static constexpr quint32 kNoEntry = ~quint32(0);

    quint32 entry = kNoEntry;
    quint32 row = 0;

    [[nodiscard]] explicit operator bool() const { return entry != kNoEntry; }
    bool operator==(const RowRef&) const = default;
};

/// What is known of the row of a table that has a certain key.
struct IndexedRow
{
    std::string key;
    quint64 hash = 0;
    /// The first of the results that hold it; each knows the next.
    RowRef first = {};
    /// Its generation: the order at which it was first known to be as it is. What was asked before holds it
    /// as it was before.
    quint64 changedAt = 0;
    bool isAbsent = false;
    quint32 nextInBucket = 0;
};

/// Rows by their keys, under numbers that stay theirs until they go. Grows bucket by bucket (linear hashing,
/// Litwin 1980), so that no single insertion has to move all rows.
class RowTable
{
public:
    using Slot = quint32;
    static constexpr Slot kNone = ~Slot(0);

    RowTable() : m_buckets(1, kNone) { }

    /// The row with @p key, or kNone.
    [[nodiscard]] Slot find(std::string_view key) const;
    /// The same, made if it is not there.
    [[nodiscard]] Slot insert(std::string_view key);
    /// Hashes no key.
    void remove(Slot slot);

    [[nodiscard]] IndexedRow& operator[](Slot slot) { return m_rows[slot]; }
    [[nodiscard]] const IndexedRow& operator[](Slot slot) const { return m_rows[slot]; }
    [[nodiscard]] size_t size() const { return m_rows.size() - m_free.size(); }
    /// All slots are below it.
    [[nodiscard]] size_t slotLimit() const { return m_rows.size(); }
    /// The most memory that a row takes here, but for the bytes of a long key.
    [[nodiscard]] static constexpr qint64 rowBytes() { return qint64(sizeof(IndexedRow) + 2 * sizeof(Slot)); }

private:
    [[nodiscard]] Slot findHashed(std::string_view key, quint64 hash) const;
    [[nodiscard]] size_t bucketOf(quint64 hash) const;
    void split();

    std::deque<IndexedRow> m_rows;
    std::vector<Slot> m_free;
    // There are m_half + m_split buckets; those below m_split and from m_half on tell apart one bit more.
    std::vector<Slot> m_buckets;
    size_t m_half = 1;
    size_t m_split = 0;
};

} // namespace larder
