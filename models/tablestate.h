#pragma once

#include <QString>

#include <vector>

namespace larder {

struct ColumnOrder
{
    QString column;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const ColumnOrder&) const = default;
};

/// A filter as RowFilter::parse() takes it.
struct ColumnFilterText
{
    QString column;
    QString text;
    bool operator==(const ColumnFilterText&) const = default;
};

/// What is shown of a table or view; everything that its user typed.
struct TableState
{
    QString table;
    /// A condition in SQL; empty for all rows.
    QString where = {};
    std::vector<ColumnOrder> orders = {};
    std::vector<ColumnFilterText> filters = {};
    /// Where the table lies; empty for where the engine looks, and where it has no schemas.
    QString schema = {};
    bool operator==(const TableState&) const = default;

    [[nodiscard]] bool isSameTable(const TableState& other) const
    {
        return table == other.table && schema == other.schema;
    }
    /// For people: "orders", "audit.orders".
    [[nodiscard]] QString title() const { return schema.isEmpty() ? table : schema + u'.' + table; }
};

} // namespace larder
