#include "tests/support/results.h"

#include <bit>

namespace larder::test {

namespace {

QByteArray realBits(double real)
{
    return "real " + QByteArray::number(std::bit_cast<quint64>(real), 16).rightJustified(16, '0');
}

QByteArray visible(QByteArrayView bytes)
{
    return bytes.toByteArray().replace('\0', "\\0");
}

} // namespace

void append(ColumnBuilder& column, const Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        column.appendInteger(*integer);
    else if (const auto* real = std::get_if<double>(&value))
        column.appendReal(*real);
    else if (const auto* string = std::get_if<Text>(&value))
        column.appendText(string->utf8);
    else if (const auto* bytes = std::get_if<Blob>(&value))
        column.appendBlob(bytes->bytes);
    else
        column.appendNull();
}

ResultPtr resultOf(const QStringList& columns, const std::vector<Row>& rows, Completeness completeness)
{
    std::vector<ColumnInfo> infos;
    for (const QString& name : columns)
        infos.push_back({name});
    ResultBuilder builder(std::move(infos));
    for (const Row& row : rows) {
        Q_ASSERT(qsizetype(row.size()) == columns.size());
        for (size_t column = 0; column < row.size(); ++column)
            append(builder.column(int(column)), row[column]);
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

ResultPtr columnOf(const QString& type, const std::vector<Value>& values)
{
    ResultBuilder builder({{QStringLiteral("n"), type}});
    for (const Value& value : values) {
        append(builder.column(0), value);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

ResultPtr resultOf(qint64 number, Completeness completeness)
{
    return resultOf({QStringLiteral("n")}, {{number}}, completeness);
}

ResultPtr emptyResult()
{
    return resultOf({QStringLiteral("n")}, {});
}

ResultPtr resultOfSize(qsizetype bytes)
{
    return resultOf({QStringLiteral("b")}, {{blob(QByteArray(bytes, 'b'))}});
}

QByteArray described(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        break;
    case CellType::Integer:
        return "integer " + QByteArray::number(cell.integer);
    case CellType::Real:
        return realBits(cell.real);
    case CellType::Text:
        return "text " + visible(cell.bytes);
    case CellType::Blob:
        return "blob " + cell.bytes.toByteArray().toHex();
    }
    return "null";
}

QByteArray described(const Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        return "integer " + QByteArray::number(*integer);
    if (const auto* real = std::get_if<double>(&value))
        return realBits(*real);
    if (const auto* string = std::get_if<Text>(&value))
        return "text " + visible(string->utf8);
    if (const auto* bytes = std::get_if<Blob>(&value))
        return "blob " + bytes->bytes.toHex();
    return "null";
}

QByteArrayList described(const ResultSet& result)
{
    QByteArrayList values;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        for (int column = 0; column < result.columnCount(); ++column)
            values << described(result.cell(row, column));
    }
    return values;
}

} // namespace larder::test
