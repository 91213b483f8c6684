#include "app/sql/pgcolumns.h"

#include "app/sql/pgtypes.h"

#include <libpq-fe.h>

namespace larder {

namespace {

bool hasOrigin(const PgResult& result, int column)
{
    return PQftable(result.get(), column) != InvalidOid && PQftablecol(result.get(), column) > 0;
}

QString builtInName(const PgResult& result, int column)
{
    return pgTypeName(PQftype(result.get(), column), PQfmod(result.get(), column)).value_or(QString());
}

// One row for each column, in their order; all that goes into the text are numbers.
QByteArray questionFor(const PgResult& result)
{
    QByteArrayList places;
    for (int i = 0; i < PQnfields(result.get()); ++i) {
        places << '(' + QByteArray::number(i) + ',' + QByteArray::number(PQftype(result.get(), i)) + ','
                + QByteArray::number(PQfmod(result.get(), i)) + ','
                + QByteArray::number(PQftable(result.get(), i)) + ','
                + QByteArray::number(PQftablecol(result.get(), i)) + ')';
    }
    return "SELECT pg_catalog.format_type(q.type, q.modifier),"
           " c.relname, a.attname, n.nspname,"
           " c.relkind IN ('r', 'p', 'f'), a.attnotnull,"
           " EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary"
           " AND a.attnum = ANY (i.indkey))"
           " FROM (VALUES "
        + places.join(',')
        + ") AS q(place, type, modifier, relation, attribute)"
          " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = q.relation AND a.attnum = q.attribute"
          " AND q.attribute > 0"
          " LEFT JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
          " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ORDER BY q.place";
}

void addAnswer(ColumnInfo& column, const PgResult& answer, int row)
{
    column.declaredType = QString::fromUtf8(answer.text(row, 0));
    column.originTable = QString::fromUtf8(answer.text(row, 1));
    column.originColumn = QString::fromUtf8(answer.text(row, 2));
    column.originSchema = QString::fromUtf8(answer.text(row, 3));
    // What a view shows may be NULL or not; only tables declare it.
    if (answer.isTrue(row, 4))
        column.nullability = answer.isTrue(row, 5) ? Nullability::NotNull : Nullability::Nullable;
    column.inPrimaryKey = answer.isTrue(row, 6);
}

} // namespace

bool pgColumnsNeedServer(const PgResult& result)
{
    for (int i = 0; i < PQnfields(result.get()); ++i) {
        if (hasOrigin(result, i) || builtInName(result, i).isEmpty())
            return true;
    }
    return false;
}

std::vector<ColumnInfo> pgColumns(const PgResult& result, PgConnection* metadata, ServerPatience& patience)
{
    std::vector<ColumnInfo> columns;
    columns.reserve(size_t(PQnfields(result.get())));
    for (int i = 0; i < PQnfields(result.get()); ++i)
        columns.push_back({QString::fromUtf8(PQfname(result.get(), i)), builtInName(result, i)});
    if (!metadata || !pgColumnsNeedServer(result))
        return columns;
    const auto answers = metadata->exec(questionFor(result), patience);
    if (!answers || answers.value().size() != 1 || answers.value()[0].rowCount() != int(columns.size()))
        return columns;
    for (size_t i = 0; i < columns.size(); ++i)
        addAnswer(columns[i], answers.value()[0], int(i));
    return columns;
}

} // namespace larder
