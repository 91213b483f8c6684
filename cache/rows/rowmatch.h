#pragma once

#include "cache/ids.h"
#include "cache/resultset.h"
#include "cache/rows/rowscope.h"
#include "cache/sql/sqlrowquery.h"
#include "cache/statementfacts.h"

#include <QByteArrayList>

namespace larder {

/// Rows of a table by their keys.
struct RowRequest
{
    RowScope scope;
    /// The columns of the key, comparable, in any order.
    std::vector<QByteArray> keyColumns = {};
    /// Key by key a value for each of them. A key may stand twice.
    std::vector<Value> keys = {};
    /// What is wanted of each row; empty for all columns of the table.
    std::vector<SqlRowColumn> columns = {};
    /// Of the session that asks: rows of others may read differently.
    std::vector<SessionSetting> settings = {};
};

/// For each column of @p key (comparable, in the order of the key) where its value stands among those of
/// @p request; nothing if they are other columns.
[[nodiscard]] std::vector<size_t> keyPlaces(const RowRequest& request, const QByteArrayList& key);

/// Rows that lie in the results of one or more entries.
struct RowSet
{
    /// Where the columns of some rows are.
    struct Layout
    {
        struct Place
        {
            quint32 part = 0;
            int column = 0;
            bool operator==(const Place&) const = default;
        };

        /// The results, of as many entries.
        std::vector<ResultPtr> parts = {};
        std::vector<EntryId> entries = {};
        /// For each wanted column.
        std::vector<Place> places = {};
    };
    /// A row and where it begins in @c rowNumbers: there stands one number for each part of its layout.
    struct Row
    {
        quint32 layout = 0;
        quint32 firstNumber = 0;
    };

    /// The first also tells what the columns are; there is one wherever the rows were found, be they none.
    std::vector<Layout> layouts = {};
    std::vector<Row> rows = {};
    std::vector<quint32> rowNumbers = {};
    /// What the columns are called, where not by the table's names.
    std::vector<std::optional<QByteArray>> labels = {};
};

/// What an index knows of the rows that were asked for.
struct RowMatch
{
    enum class Outcome {
        Found, ///< all of them, or known not to be there
        UnknownRow,
        ColumnMissing, ///< all of them, but not with all columns
        OtherKey, ///< the columns asked for are not the key of the table, or the table is not known
    };

    Outcome outcome = Outcome::OtherKey;
    /// The rows that are known, in the order in which their keys were asked for, each once.
    RowSet rows = {};
    /// The numbers of the keys whose rows are not known, or not with all columns.
    std::vector<size_t> missingKeys = {};
    /// Without duplicates; "*" where no result is known to have all columns.
    QByteArrayList missingColumns = {};
};

} // namespace larder
