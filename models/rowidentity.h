#pragma once

#include "cache/resultset.h"

#include <vector>

namespace larder {

/// The columns by which rows of results with the same columns are told apart. Values are equal by type and
/// bits.
class RowIdentity
{
public:
    /// The primary keys among the columns; all columns where there is none.
    [[nodiscard]] static RowIdentity byKey(const ResultSet& result);
    [[nodiscard]] static RowIdentity byValues(const ResultSet& result);

    [[nodiscard]] bool hasKey() const { return m_hasKey; }
    [[nodiscard]] bool isSameRow(
        const ResultSet& one, qint64 row, const ResultSet& other, qint64 otherRow) const;
    [[nodiscard]] size_t hash(const ResultSet& result, qint64 row) const;

private:
    std::vector<int> m_columns;
    bool m_hasKey = false;
};

/// Whether type and bits of two values are the same.
[[nodiscard]] bool isSameCell(const Cell& one, const Cell& other);

} // namespace larder
