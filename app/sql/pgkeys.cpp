#include "app/sql/pgkeys.h"

#include <libpq-fe.h>

#include <algorithm>

namespace larder {

namespace {

// A table with children shows their rows too, whose keys may be equal. The types are smallint, integer,
// bigint, uuid, text and varchar.
QByteArray questionFor(unsigned table)
{
    const QByteArray oid = QByteArray::number(table);
    return "SELECT n.nspname, c.relname, k.attnum, k.place, i.indnkeyatts"
           " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
           " JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indisvalid,"
           " pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)"
           " JOIN pg_catalog.pg_attribute a ON a.attnum = k.attnum"
           " LEFT JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation"
           " WHERE c.oid = "
        + oid
        + " AND c.relkind = 'r' AND NOT c.relhassubclass AND a.attrelid = c.oid AND k.place <= i.indnkeyatts"
          " AND a.atttypid IN (20, 21, 23, 25, 1043, 2950) AND coalesce(o.collisdeterministic, true)"
          " ORDER BY k.place;"
          "SELECT a.attnum FROM pg_catalog.pg_attribute a WHERE a.attrelid = "
        + oid + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
}

} // namespace

PgOrigins PgOrigins::of(const PgResult& result)
{
    PgOrigins origins;
    for (int i = 0; i < PQnfields(result.get()); ++i) {
        origins.tables.push_back(PQftable(result.get(), i));
        origins.columns.push_back(PQftablecol(result.get(), i));
    }
    return origins;
}

std::optional<RowSource> pgRowSource(
    PgConnection& connection, const PgOrigins& origins, ServerPatience& patience)
{
    const std::vector<unsigned>& tables = origins.tables;
    const bool isOneTable = !tables.empty() && tables.front() != InvalidOid
        && std::all_of(tables.begin(), tables.end(), [&](unsigned each) { return each == tables.front(); })
        && std::all_of(origins.columns.begin(), origins.columns.end(), [](int each) { return each > 0; });
    if (!isOneTable)
        return std::nullopt;
    const auto answers = connection.exec(questionFor(tables.front()), patience);
    if (!answers || answers.value()[0].rowCount() == 0)
        return std::nullopt;
    const PgResult& key = answers.value()[0];
    // One column of another type, and the key does not tell rows apart.
    if (key.text(0, 4).toInt() != key.rowCount())
        return std::nullopt;
    RowSource source{key.text(0, 0) + '.' + key.text(0, 1), {}, false};
    for (int row = 0; row < key.rowCount(); ++row) {
        const auto found
            = std::find(origins.columns.begin(), origins.columns.end(), key.text(row, 2).toInt());
        if (found == origins.columns.end())
            return std::nullopt;
        source.keyColumns.push_back(int(found - origins.columns.begin()));
    }
    std::vector<int> all;
    all.reserve(size_t(answers.value()[1].rowCount()));
    for (int row = 0; row < answers.value()[1].rowCount(); ++row)
        all.push_back(answers.value()[1].text(row, 0).toInt());
    source.allColumns = all == origins.columns;
    return source;
}

} // namespace larder
