#pragma once

#include <QByteArray>

#include <vector>

namespace larder {

/// Tells of a result that each of its rows is one row of a table, and which columns say which. Only the
/// engine can know: it vouches that no two rows of the table are equal in all key columns by the comparison
/// that `=` uses on them (in SQLite, that the index of the key has the collations of the columns), and that
/// the table is neither virtual nor one that shows rows of others.
struct RowSource
{
    /// As in StatementFacts::reads: "main.orders".
    QByteArray table;
    /// The columns of the result that hold the primary key, all of it, in the order of the key.
    std::vector<int> keyColumns;
    /// The result has all columns of the table, as `*` brings them.
    bool allColumns = false;
    bool operator==(const RowSource&) const = default;
};

} // namespace larder
