#pragma once

#include "cache/resultbuilder.h"
#include "cache/value.h"

#include <QByteArrayList>
#include <QStringList>

namespace larder::test {

using Row = std::vector<Value>;

[[nodiscard]] inline Value text(const QByteArray& utf8)
{
    return Text{utf8};
}

[[nodiscard]] inline Value blob(const QByteArray& bytes)
{
    return Blob{bytes};
}

void append(ColumnBuilder& column, const Value& value);

/// A result of @p rows, which have as many values as there are @p columns.
[[nodiscard]] ResultPtr resultOf(const QStringList& columns, const std::vector<Row>& rows,
    Completeness completeness = Completeness::Complete);
/// One column "n" of the declared @p type, with a row for each of @p values.
[[nodiscard]] ResultPtr columnOf(const QString& type, const std::vector<Value>& values);
/// One column "n" with one row, the integer @p number.
[[nodiscard]] ResultPtr resultOf(qint64 number, Completeness completeness = Completeness::Complete);
/// One column "n" without a row.
[[nodiscard]] ResultPtr emptyResult();
/// One column "b" with one BLOB of @p bytes.
[[nodiscard]] ResultPtr resultOfSize(qsizetype bytes);

/// A value so that a comparison sees each bit: "integer 42", "real 3ff8000000000000", "text a\0b", "blob
/// 00ff", "null".
[[nodiscard]] QByteArray described(const Cell& cell);
[[nodiscard]] QByteArray described(const Value& value);
/// The values of all rows, row by row.
[[nodiscard]] QByteArrayList described(const ResultSet& result);

} // namespace larder::test
