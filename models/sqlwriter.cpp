#include "models/sqlwriter.h"

#include "models/bytesink.h"
#include "models/sqltext.h"

#include <QRegularExpression>
#include <QUtf8StringView>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

constexpr int kMostRows = 500;
constexpr qint64 kMostBytes = 256 << 10;

QByteArray identifier(const QString& name, SqlDialect dialect)
{
    return quotedName(name, dialect).toUtf8();
}

// The sqlite3 program reads a script line by line and drops a carriage return before a line feed.
bool canStandInQuotes(QByteArrayView text)
{
    return isPlainText(text) && !text.contains('\r');
}

void writeBlob(QByteArrayView bytes, ByteSink& sink)
{
    sink.add("x'");
    sink.addHex(bytes);
    sink.add('\'');
}

void writeQuoted(QByteArrayView text, ByteSink& sink)
{
    sink.add('\'');
    qsizetype begin = 0;
    for (qsizetype quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', begin)) {
        sink.add(text.sliced(begin, quote + 1 - begin));
        sink.add('\'');
        begin = quote + 1;
    }
    sink.add(text.sliced(begin));
    sink.add('\'');
}

void writeText(QByteArrayView text, ByteSink& sink)
{
    if (canStandInQuotes(text)) {
        writeQuoted(text, sink);
        return;
    }
    sink.add("CAST(");
    writeBlob(text, sink);
    sink.add(" AS TEXT)");
}

void writeReal(double real, ByteSink& sink)
{
    if (std::isinf(real))
        sink.add(real < 0 ? "-9e999" : "9e999");
    else if (std::isnan(real))
        sink.add("'nan'"); // SQLite has none
    else
        sink.addReal(real);
}

void writePgBytes(QByteArrayView bytes, ByteSink& sink)
{
    sink.add("'\\x");
    sink.addHex(bytes);
    sink.add("'::bytea");
}

bool mustBeEscaped(char c)
{
    return c == '\\' || c == 0x7f || (quint8(c) < 0x20 && c != '\t' && c != '\n');
}

void writePgText(QByteArrayView text, ByteSink& sink)
{
    if (text.contains('\0') || !QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        writePgBytes(text, sink);
        return;
    }
    if (std::none_of(text.begin(), text.end(), mustBeEscaped)) {
        writeQuoted(text, sink);
        return;
    }
    QByteArray escaped;
    for (const char c : text) {
        if (!mustBeEscaped(c))
            escaped += c;
        else if (c == '\\')
            escaped += "\\\\";
        else
            escaped += "\\x" + QByteArray::number(c, 16).rightJustified(2, '0');
    }
    sink.add('E');
    writeQuoted(escaped, sink);
}

void writePgReal(double real, ByteSink& sink)
{
    if (std::isinf(real))
        sink.add(real < 0 ? "'-Infinity'" : "'Infinity'");
    else if (std::isnan(real))
        sink.add("'NaN'");
    else if (real == 0 && std::signbit(real))
        sink.add("'-0'"); // without quotes a decimal, which has no such zero
    else
        sink.addReal(real);
}

// What a backslash means depends on the sql_mode of the session that reads it.
void writeMyText(QByteArrayView text, ByteSink& sink)
{
    const bool isUtf8 = QUtf8StringView(text.data(), text.size()).isValidUtf8();
    if (isUtf8 && canStandInQuotes(text) && !text.contains('\\')) {
        writeQuoted(text, sink);
        return;
    }
    if (isUtf8)
        sink.add("CONVERT(");
    writeBlob(text, sink);
    if (isUtf8)
        sink.add(" USING utf8mb4)");
}

// A DOUBLE of MySQL is always finite.
void writeMyReal(double real, ByteSink& sink)
{
    if (std::isfinite(real))
        sink.addReal(real);
    else
        sink.add("NULL");
}

void writeMyLiteral(const Cell& cell, ByteSink& sink)
{
    if (cell.type == CellType::Text)
        writeMyText(cell.bytes, sink);
    else if (cell.type == CellType::Real)
        writeMyReal(cell.real, sink);
    else
        writeSqlLiteral(cell, sink);
}

} // namespace

SqlWriter::SqlWriter(const RowForm& form, ByteSink& sink)
    : m_table(form.sqlTable)
    , m_comment(form.comment)
    , m_dialect(form.dialect)
    , m_sink(sink)
{
}

void SqlWriter::begin(const std::vector<ColumnInfo>& columns)
{
    static const QRegularExpression lineBreak(QStringLiteral("[\n\r\u2028\u2029]"));
    for (const QString& line : m_comment.join(u'\n').split(lineBreak, Qt::SkipEmptyParts))
        m_sink.add("-- " + line.toUtf8() + '\n');
    const TableName table = m_table.isEmpty() ? commonTable(columns) : TableName{m_table};
    QByteArrayList names;
    for (const QString& name : distinctNames(columns))
        names << identifier(name, m_dialect);
    const QByteArray schema
        = table.schema.isEmpty() ? QByteArray() : identifier(table.schema, m_dialect) + '.';
    m_head = "INSERT INTO " + schema
        + identifier(table.name.isEmpty() ? QStringLiteral("result") : table.name, m_dialect) + " ("
        + names.join(", ") + ") VALUES\n";
}

void SqlWriter::writeRow(std::span<const Cell> cells)
{
    if (m_rowsInStatement == 0) {
        m_statementBegin = m_sink.byteCount();
        m_sink.add(m_head);
    } else {
        m_sink.add(",\n");
    }
    m_sink.add('(');
    for (size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_sink.add(", ");
        writeSqlLiteral(cells[i], m_sink, m_dialect);
    }
    m_sink.add(')');
    ++m_rowsInStatement;
    if (m_rowsInStatement == kMostRows || m_sink.byteCount() - m_statementBegin > kMostBytes)
        finish();
}

void SqlWriter::finish()
{
    if (m_rowsInStatement > 0)
        m_sink.add(";\n");
    m_rowsInStatement = 0;
}

void writeSqlLiteral(const Cell& cell, ByteSink& sink, SqlDialect dialect)
{
    if (dialect == SqlDialect::MySql) {
        writeMyLiteral(cell, sink);
        return;
    }
    const bool pg = dialect == SqlDialect::PostgreSql;
    switch (cell.type) {
    case CellType::Null:
        sink.add("NULL");
        break;
    case CellType::Integer:
        sink.addInteger(cell.integer);
        break;
    case CellType::Real:
        pg ? writePgReal(cell.real, sink) : writeReal(cell.real, sink);
        break;
    case CellType::Text:
        pg ? writePgText(cell.bytes, sink) : writeText(cell.bytes, sink);
        break;
    case CellType::Blob:
        pg ? writePgBytes(cell.bytes, sink) : writeBlob(cell.bytes, sink);
        break;
    }
}

TableName commonTable(const std::vector<ColumnInfo>& columns)
{
    const auto isSame = [&](const ColumnInfo& column) {
        return column.originTable == columns.front().originTable
            && column.originSchema == columns.front().originSchema;
    };
    return !columns.empty() && std::all_of(columns.begin(), columns.end(), isSame)
        ? TableName{columns.front().originTable, columns.front().originSchema}
        : TableName();
}

} // namespace larder
