#pragma once

#include "cache/rows/rowmatch.h"
#include "cache/rows/tablerows.h"

#include <functional>
#include <map>
#include <span>

namespace larder {

/// Answers one request from the rows of a table. Changes nothing.
class RowFinder
{
public:
    using IsValid = std::function<bool(EntryId)>;

    /// All must outlive it. @p isValid is asked once for each entry, and for each row that is not there.
    RowFinder(const TableRows& table, const RowRequest& request, const IsValid& isValid, Clock::TimePoint now)
        : m_table(table)
        , m_request(request)
        , m_isValid(isValid)
        , m_now(now)
    {
    }

    [[nodiscard]] RowMatch run();

private:
    static constexpr quint32 kNoLayout = ~quint32(0);

    /// What this request makes of an entry.
    struct Use
    {
        bool isValid = false;
        /// The entry alone has all wanted columns.
        bool isWhole = false;
        quint32 layout = kNoLayout;
    };

    void takeRow(size_t key, RowTable::Slot slot);
    [[nodiscard]] bool takeWhole(const IndexedRow& row);
    [[nodiscard]] bool takeMerged(const IndexedRow& row);
    [[nodiscard]] quint32 layoutOf(const std::vector<RowRef>& refs);
    [[nodiscard]] quint32 addLayout(std::span<const RowRef> refs);
    [[nodiscard]] bool takeColumns();
    [[nodiscard]] Use& useOf(quint32 slot);
    [[nodiscard]] bool hasAllWanted(const IndexedEntry& entry);
    [[nodiscard]] bool isCurrent(const IndexedRow& row, RowRef ref);
    [[nodiscard]] bool isAbsent(RowTable::Slot slot) const;
    [[nodiscard]] QByteArrayList missingIn(const std::vector<RowRef>& refs) const;
    void noteMissingColumns(const QByteArrayList& names);

    const TableRows& m_table;
    const RowRequest& m_request;
    const IsValid& m_isValid;
    const Clock::TimePoint m_now;
    RowMatch m_match;
    // For each column of the key, where its value stands in the request.
    std::vector<size_t> m_keyOrder;
    std::unordered_map<quint32, Use> m_uses;
    std::pair<quint32, Use*> m_lastUse{RowRef::kNoEntry, nullptr};
    // Those of more than one entry, by their slots.
    std::map<std::vector<quint32>, quint32> m_layouts;
    // Where all columns are wanted: what they are.
    QByteArrayList m_allColumns;
    std::vector<bool> m_seen;
    bool m_unknown = false;
};

} // namespace larder
