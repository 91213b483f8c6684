#pragma once

#include "cache/schema.h"
#include "models/rowwriter.h"

namespace larder {

/// INSERT statements of many rows each. Literals read back exactly. Those of SQLite: infinity is 9e999, a
/// BLOB x'00ff', and a text that a script can't carry (no UTF-8, control characters, carriage return) the
/// cast of a BLOB. Doubles have their shortest form; SQLite 3.40 reads about one of a million such literals
/// wrong by its last bit, and more of those below 1e-290. Those of PostgreSQL: infinity is 'Infinity', a BLOB
/// '\x00ff'::bytea, which wants standard_conforming_strings on as it is by default, and a text with
/// backslashes or control characters an E'…'. One that PostgreSQL can't hold (NUL, no UTF-8) is written as
/// its bytes.
class SqlWriter final : public RowWriter
{
public:
    SqlWriter(const RowForm& form, ByteSink& sink);

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override;

private:
    const QString m_table;
    const QStringList m_comment;
    const SqlDialect m_dialect;
    ByteSink& m_sink;
    // INSERT INTO … VALUES
    QByteArray m_head;
    int m_rowsInStatement = 0;
    qint64 m_statementBegin = 0;
};

/// Writes @p cell as a literal of @p dialect.
void writeSqlLiteral(const Cell& cell, ByteSink& sink, SqlDialect dialect = SqlDialect::Sqlite);

/// The table that all @p columns come from; empty if there is none.
[[nodiscard]] TableName commonTable(const std::vector<ColumnInfo>& columns);

} // namespace larder
