#pragma once

#include "models/rowwriter.h"

namespace larder {

/// INSERT statements of many rows each. Literals are those of SQLite and read back exactly: infinity is
/// 9e999, a BLOB x'00ff', and a text that a script can't carry (no UTF-8, control characters, carriage
/// return) the cast of a BLOB. Doubles have their shortest form; SQLite 3.40 reads about one of a million
/// such literals wrong by its last bit, and more of those below 1e-290.
class SqlWriter final : public RowWriter
{
public:
    /// @p table as in RowForm::sqlTable.
    SqlWriter(const QString& table, const QStringList& comment, ByteSink& sink);

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override;

private:
    const QString m_table;
    const QStringList m_comment;
    ByteSink& m_sink;
    // INSERT INTO … VALUES
    QByteArray m_head;
    int m_rowsInStatement = 0;
    qint64 m_statementBegin = 0;
};

/// Writes @p cell as a literal of SQLite.
void writeSqlLiteral(const Cell& cell, ByteSink& sink);

/// The table that all @p columns come from; empty if there is none.
[[nodiscard]] QString commonTable(const std::vector<ColumnInfo>& columns);

} // namespace larder
