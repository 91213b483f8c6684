#pragma once

#include "cache/result.h"
#include "cache/schema.h"
#include "cache/sql/sqldialect.h"
#include "models/rowsort.h"
#include "models/tablestate.h"

#include <QByteArray>
#include <QStringList>

namespace larder {

/// The statements that bring the rows of a table or view, in the dialect of the database.
class TableQuery
{
public:
    /// @p schema may lack the table. An error says what is wrong with the condition, with its place in it.
    [[nodiscard]] static Result<TableQuery> make(
        const TableState& state, const Schema& schema, const SortRules& rules, SqlDialect dialect);

    /// The rows, in an order that is the same each time where the table has a key.
    [[nodiscard]] QByteArray rows() const;
    /// The same as @p error of rows() where that is about the condition: with its place in that, and in words
    /// that quote nothing else.
    [[nodiscard]] std::optional<Error> errorInWhere(const Error& error) const;
    /// How many rows there are; for people only where filtersExactly().
    [[nodiscard]] QByteArray count() const;
    /// The condition and the filters leave nothing to be done with the rows that come.
    [[nodiscard]] bool filtersExactly() const { return m_filtersExactly; }
    /// The order is as the rules want it; else the rows come in that of the table.
    [[nodiscard]] bool sorts() const { return m_sorts; }

private:
    void addFilters(const TableState& state, const SchemaTable* table, SqlDialect dialect);
    void addOrders(
        const TableState& state, const SchemaTable* table, const SortRules& rules, SqlDialect dialect);
    [[nodiscard]] QString whereClause() const;

    QString m_table;
    QString m_where;
    QStringList m_conditions;
    QStringList m_terms;
    bool m_filtersExactly = true;
    bool m_sorts = true;
};

} // namespace larder
