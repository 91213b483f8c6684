#pragma once

#include <QByteArray>

#include <vector>

namespace larder {

/// Where the rows of a result come from, when they are rows of one table and can be told apart by its key.
struct RowSource
{
    /// As in StatementFacts::reads: "main.orders".
    QByteArray table;
    /// The columns of the result that hold the primary key, all of them, in the order of the key.
    std::vector<int> keyColumns;
    bool operator==(const RowSource&) const = default;
};

} // namespace larder
