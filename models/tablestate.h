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
    bool operator==(const TableState&) const = default;
};

} // namespace larder
