#include "models/tablequery.h"

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqllexer.h"
#include "models/filtersql.h"
#include "models/mycolumn.h"
#include "models/pgcolumn.h"
#include "models/serverfilter.h"
#include "models/sqltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <memory>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TableQuery", text);
}

// On a line of its own, so that a comment at its end comments nothing else out.
const QString kWhere = QStringLiteral("\nWHERE (\n");

QString noCondition()
{
    return tr("This is no condition");
}

/// What would let the condition reach beyond its brackets.
std::optional<Error> defectOf(const QString& where, SqlDialect dialect)
{
    const QByteArray utf8 = where.toUtf8();
    const SqlCode code(utf8, dialect, SqlCode::Reading::Code);
    const QString what = noCondition();
    int depth = 0;
    for (qsizetype i = 0; i < code.size(); ++i) {
        depth += code.isMark(i, "(") ? 1 : code.isMark(i, ")") ? -1 : 0;
        if (depth < 0)
            return Error{what, tr("it closes a bracket that it did not open"), {}, code.token(i).offset};
    }
    if (const auto defect = code.defect())
        return Error{what, tr("it leaves a quote, a bracket or a comment open"), {}, defect->offset};
    SqlLexer lexer(utf8, dialect);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind == SqlTokenKind::Terminator)
            return Error{what, tr("it holds a semicolon"), {}, token.offset};
    }
    return std::nullopt;
}

/// Null where there is none, or, where the engine is to look for it, more than one.
const SchemaTable* tableIn(const Schema& schema, const TableName& name, SqlDialect dialect)
{
    if (!name.schema.isEmpty() || dialect != SqlDialect::PostgreSql)
        return schema.table(name);
    const auto isIt = [&name](const SchemaTable& each) { return each.name == name.name; };
    const auto found = std::find_if(schema.tables.begin(), schema.tables.end(), isIt);
    if (found == schema.tables.end() || std::any_of(found + 1, schema.tables.end(), isIt))
        return nullptr;
    return &*found;
}

/// Empty if @p table is null or lacks it.
QString typeOf(const QString& column, const SchemaTable* table)
{
    if (table) {
        for (const SchemaColumn& each : table->columns) {
            if (each.name == column)
                return each.type;
        }
    }
    return {};
}

/// Null where the engine is no server whose types are known.
std::unique_ptr<ServerColumn> serverColumn(const QString& name, const SchemaTable* table, SqlDialect dialect)
{
    if (dialect == SqlDialect::PostgreSql)
        return std::make_unique<PgColumn>(name, typeOf(name, table));
    if (dialect == SqlDialect::MySql)
        return std::make_unique<MyColumn>(name, typeOf(name, table));
    return nullptr;
}

/// The columns that tell rows apart, as terms; none for a view or a virtual table.
QStringList keyTerms(const SchemaTable& table, SqlDialect dialect)
{
    if (table.kind != SchemaTable::Kind::Table && table.kind != SchemaTable::Kind::PartitionedTable)
        return {};
    const auto hasColumn = [&table](const QString& name) {
        return std::any_of(table.columns.begin(), table.columns.end(),
            [&](const SchemaColumn& each) { return each.name.compare(name, Qt::CaseInsensitive) == 0; });
    };
    if (dialect == SqlDialect::Sqlite && !table.withoutRowId) {
        for (const QString& name :
            {QStringLiteral("rowid"), QStringLiteral("_rowid_"), QStringLiteral("oid")}) {
            if (!hasColumn(name))
                return {name};
        }
    }
    std::vector<SchemaColumn> key;
    std::copy_if(table.columns.begin(), table.columns.end(), std::back_inserter(key),
        [](const SchemaColumn& each) { return each.primaryKeyPosition > 0; });
    std::sort(key.begin(), key.end(), [](const SchemaColumn& a, const SchemaColumn& b) {
        return a.primaryKeyPosition < b.primaryKeyPosition;
    });
    QStringList terms;
    for (const SchemaColumn& each : key)
        terms << quotedName(each.name, dialect);
    return terms;
}

/// What an engine that has no conditions here gets is for the grid to filter.
SqlCondition conditionOf(const ColumnFilterText& filter, const SchemaTable* table, SqlDialect dialect)
{
    if (const auto column = serverColumn(filter.column, table, dialect))
        return serverFilterCondition(*column, filter.text);
    if (dialect == SqlDialect::Sqlite)
        return filterCondition(quotedName(filter.column), filter.text);
    return {{}, false};
}

/// Nothing where the engine would sort otherwise than the grid.
std::optional<QString> orderValues(const QString& column, const SchemaTable* table, SqlDialect dialect)
{
    if (const auto known = serverColumn(column, table, dialect))
        return known->orderTerm();
    if (dialect == SqlDialect::Sqlite)
        return quotedName(column) + QStringLiteral(" COLLATE BINARY");
    return std::nullopt;
}

/// Of the column @p name, sorted by @p values.
QStringList orderTerms(
    const QString& name, const QString& values, Qt::SortOrder order, NullsPlace nulls, SqlDialect dialect)
{
    const bool isRising = order == Qt::AscendingOrder;
    const bool areFirst = nulls == NullsPlace::First;
    const QString term = values + (isRising ? QStringLiteral(" ASC") : QStringLiteral(" DESC"));
    if (dialect != SqlDialect::MySql)
        return {term + (areFirst ? QStringLiteral(" NULLS FIRST") : QStringLiteral(" NULLS LAST"))};
    // There NULL is below all else.
    if (isRising == areFirst)
        return {term};
    return {
        quotedName(name, dialect) + (areFirst ? QStringLiteral(" IS NOT NULL") : QStringLiteral(" IS NULL")),
        term};
}

} // namespace

Result<TableQuery> TableQuery::make(
    const TableState& state, const Schema& schema, const SortRules& rules, SqlDialect dialect)
{
    TableQuery query;
    query.m_table = quotedTable(state.schema, state.table, dialect);
    query.m_where = state.where.trimmed();
    if (const auto defect = defectOf(query.m_where, dialect))
        return *defect;
    const SchemaTable* const table = tableIn(schema, {state.table, state.schema}, dialect);
    query.addFilters(state, table, dialect);
    query.addOrders(state, table, rules, dialect);
    if (table)
        query.m_terms << keyTerms(*table, dialect);
    return query;
}

void TableQuery::addFilters(const TableState& state, const SchemaTable* table, SqlDialect dialect)
{
    for (const ColumnFilterText& filter : state.filters) {
        const SqlCondition condition = conditionOf(filter, table, dialect);
        m_filtersExactly = m_filtersExactly && condition.exact;
        if (!condition.sql.isEmpty())
            m_conditions << u'(' + condition.sql + u')';
    }
}

void TableQuery::addOrders(
    const TableState& state, const SchemaTable* table, const SortRules& rules, SqlDialect dialect)
{
    m_sorts = state.orders.empty() || rules.text == TextOrder::Binary;
    QStringList terms;
    for (const ColumnOrder& order : state.orders) {
        const auto values = orderValues(order.column, table, dialect);
        m_sorts = m_sorts && values;
        if (values)
            terms << orderTerms(order.column, *values, order.order, rules.nulls, dialect);
    }
    if (m_sorts)
        m_terms << terms;
}

QByteArray TableQuery::rows() const
{
    QString sql = QStringLiteral("SELECT * FROM ") + m_table + whereClause();
    if (!m_terms.isEmpty())
        sql += QStringLiteral("\nORDER BY ") + m_terms.join(QStringLiteral(", "));
    return sql.toUtf8();
}

std::optional<Error> TableQuery::errorInWhere(const Error& error) const
{
    const auto begin = (QStringLiteral("SELECT * FROM ") + m_table + kWhere).toUtf8().size();
    const qsizetype size = m_where.toUtf8().size();
    const qsizetype place = error.position.value_or(-1) - begin;
    // One behind it is the bracket that closes it, which nobody typed.
    if (m_where.isEmpty() || place < 0 || place > size + 1)
        return std::nullopt;
    const QString why = place < size ? error.why : tr("something is missing at its end");
    return Error{noCondition(), why, error.advice, std::min(place, size)};
}

QByteArray TableQuery::count() const
{
    return (QStringLiteral("SELECT count(*) FROM ") + m_table + whereClause()).toUtf8();
}

QString TableQuery::whereClause() const
{
    const QString filters = m_conditions.join(QStringLiteral("\n  AND "));
    if (m_where.isEmpty())
        return filters.isEmpty() ? QString() : QStringLiteral("\nWHERE ") + filters;
    const QString typed = kWhere + m_where + QStringLiteral("\n)");
    return filters.isEmpty() ? typed : typed + QStringLiteral("\n  AND ") + filters;
}

} // namespace larder
