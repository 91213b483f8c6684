#include "models/tablequery.h"

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqllexer.h"
#include "models/filtersql.h"
#include "models/sqltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

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
std::optional<Error> defectOf(const QString& where)
{
    const QByteArray utf8 = where.toUtf8();
    const SqlCode code(utf8, SqlDialect::Sqlite, SqlCode::Reading::Code);
    const QString what = noCondition();
    int depth = 0;
    for (qsizetype i = 0; i < code.size(); ++i) {
        depth += code.isMark(i, "(") ? 1 : code.isMark(i, ")") ? -1 : 0;
        if (depth < 0)
            return Error{what, tr("it closes a bracket that it did not open"), {}, code.token(i).offset};
    }
    if (const auto defect = code.defect())
        return Error{what, tr("it leaves a quote, a bracket or a comment open"), {}, defect->offset};
    SqlLexer lexer(utf8, SqlDialect::Sqlite);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind == SqlTokenKind::Terminator)
            return Error{what, tr("it holds a semicolon"), {}, token.offset};
    }
    return std::nullopt;
}

/// The columns that tell rows apart, as terms; none for a view or a virtual table.
QStringList keyTerms(const SchemaTable& table)
{
    if (table.kind != SchemaTable::Kind::Table)
        return {};
    const auto hasColumn = [&table](const QString& name) {
        return std::any_of(table.columns.begin(), table.columns.end(),
            [&](const SchemaColumn& each) { return each.name.compare(name, Qt::CaseInsensitive) == 0; });
    };
    if (!table.withoutRowId) {
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
        terms << quotedName(each.name);
    return terms;
}

QString orderTerm(const ColumnOrder& order, NullsPlace nulls)
{
    return QStringLiteral("%1 COLLATE BINARY %2 NULLS %3")
        .arg(quotedName(order.column),
            order.order == Qt::AscendingOrder ? QStringLiteral("ASC") : QStringLiteral("DESC"),
            nulls == NullsPlace::First ? QStringLiteral("FIRST") : QStringLiteral("LAST"));
}

} // namespace

Result<TableQuery> TableQuery::make(const TableState& state, const Schema& schema, const SortRules& rules)
{
    TableQuery query;
    query.m_table = quotedName(state.table);
    query.m_where = state.where.trimmed();
    if (const auto defect = defectOf(query.m_where))
        return *defect;
    for (const ColumnFilterText& filter : state.filters) {
        const SqlCondition condition = filterCondition(quotedName(filter.column), filter.text);
        query.m_filtersExactly = query.m_filtersExactly && condition.exact;
        if (!condition.sql.isEmpty())
            query.m_conditions << u'(' + condition.sql + u')';
    }
    query.m_sorts = state.orders.empty() || rules.text == TextOrder::Binary;
    if (query.m_sorts) {
        for (const ColumnOrder& order : state.orders)
            query.m_terms << orderTerm(order, rules.nulls);
    }
    if (const SchemaTable* const table = schema.table(state.table))
        query.m_terms << keyTerms(*table);
    return query;
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
