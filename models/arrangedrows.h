#pragma once

#include "models/rowtask.h"

namespace larder {

/// A result in the order and with the choice of rows that the user wants to see; the values stay where they
/// are. Cheap to copy, safe to read from any thread.
struct ArrangedRows
{
    ResultPtr result = {};
    /// The rows to show; null for all as they are.
    std::shared_ptr<const RowOrder> order = {};

    [[nodiscard]] qint64 rowCount() const
    {
        if (order)
            return qint64(order->size());
        return result ? result->rowCount() : 0;
    }
    /// The row of the result that is shown as @p row.
    [[nodiscard]] qint64 resultRow(qint64 row) const { return order ? qint64((*order)[size_t(row)]) : row; }
    [[nodiscard]] Cell cell(qint64 row, int column) const { return result->cell(resultRow(row), column); }

    bool operator==(const ArrangedRows&) const = default;
};

} // namespace larder
