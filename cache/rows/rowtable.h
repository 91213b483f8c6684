#pragma once

#include "cache/eviction/slottable.h"
#include "cache/slotindex.h"

#include <string>
#include <string_view>

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
    std::string key = {};
    /// The first of the results that hold it; each knows the next.
    RowRef first = {};
    /// Its generation: the order at which it was first known to be as it is. What was asked before holds it
    /// as it was before.
    quint64 changedAt = 0;
    bool isAbsent = false;
};

/// Rows by their keys, under numbers that stay theirs until they go. No single insertion moves all rows.
class RowTable
{
public:
    using Slot = SlotIndex::Slot;
    static constexpr Slot kNone = SlotIndex::kNone;

    /// The row with @p key, or kNone.
    [[nodiscard]] Slot find(std::string_view key) const;
    /// The same, made if it is not there.
    [[nodiscard]] Slot insert(std::string_view key);
    /// Hashes no key.
    void remove(Slot slot);

    [[nodiscard]] IndexedRow& operator[](Slot slot) { return m_rows[slot]; }
    [[nodiscard]] const IndexedRow& operator[](Slot slot) const { return m_rows[slot]; }
    [[nodiscard]] size_t size() const { return m_rows.size(); }
    /// All slots are below it.
    [[nodiscard]] size_t slotLimit() const { return m_rows.slotLimit(); }
    /// What a row takes here, but for the bytes of a long key.
    [[nodiscard]] static constexpr qint64 rowBytes()
    {
        return SlotTable<IndexedRow>::valueBytes() + SlotIndex::slotBytes();
    }

private:
    [[nodiscard]] Slot findHashed(std::string_view key, quint64 hash) const;

    SlotTable<IndexedRow> m_rows;
    SlotIndex m_byKey;
};

} // namespace larder
