#pragma once

#include "cache/rows/rowfill.h"
#include "cache/rows/rowtable.h"

#include <QByteArrayList>

namespace larder {

/// An entry in the index of its table.
struct IndexedEntry
{
    /// The neighbours in the list of the results that hold a row.
    struct Link
    {
        RowRef previous = {};
        RowRef next = {};
    };

    explicit IndexedEntry(const RowFill& fill)
        : id(fill.entry)
        , result(fill.result)
        , order(fill.order)
        , stampId(fill.stampId)
        , allColumns(fill.source.allColumns)
    {
    }

    /// The column of the result that holds the table's column @p name, or -1.
    [[nodiscard]] int columnOf(const QByteArray& name) const { return int(columns.indexOf(name)); }

    EntryId id = {};
    ResultPtr result = {};
    quint64 order = 0;
    quint64 stampId = 0;
    bool allColumns = false;
    /// The table's names of the result's columns, comparable.
    QByteArrayList columns = {};
    /// By row of the result.
    std::vector<RowTable::Slot> rowSlots = {};
    std::vector<Link> links = {};
    /// How many of its rows are known to have changed since.
    qint64 outdatedRows = 0;
};

} // namespace larder
