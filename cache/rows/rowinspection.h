#pragma once

#include "cache/rows/rowindex.h"

namespace larder {

/// A row of a table as the index knows it, for inspection.
struct CachedRowInfo
{
    /// In the order of the key.
    std::vector<Value> key = {};
    /// Known not to be there.
    bool isAbsent = false;
    /// How many entries hold it, and how many of them as it was before.
    qint64 lists = 0;
    qint64 outdated = 0;

    bool operator==(const CachedRowInfo&) const = default;
};

/// An entry that holds a row.
struct RowListInfo
{
    EntryId entry = {};
    /// The row is known to be different since.
    bool isOutdated = false;
    QByteArrayList columns = {};

    bool operator==(const RowListInfo&) const = default;
};

/// A quiet look at which rows of which entries are found by their keys. A view of the index, made where it is
/// needed.
class RowInspection
{
public:
    RowInspection(const RowIndex& index, Clock::TimePoint now) : m_index(index), m_now(now) { }

    /// What is known of each table.
    [[nodiscard]] std::vector<RowScopeInfo> tables() const { return m_index.scopes(); }
    /// At most @p most rows of the table, in no particular order.
    [[nodiscard]] std::vector<CachedRowInfo> rows(const RowScope& scope, size_t most) const;
    /// Nothing if it is not known at all. O(entries that hold it).
    [[nodiscard]] std::optional<CachedRowInfo> row(
        const RowScope& scope, const std::vector<Value>& key) const;
    /// The entries that hold the row, whether or not they are true.
    [[nodiscard]] std::vector<RowListInfo> lists(const RowScope& scope, const std::vector<Value>& key) const;

private:
    [[nodiscard]] std::optional<CachedRowInfo> infoOf(const TableRows& table, RowTable::Slot slot) const;

    const RowIndex& m_index;
    const Clock::TimePoint m_now;
};

} // namespace larder
