#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>
#include <QStringList>

namespace larder {

/// The forms in which rows are written.
enum class RowFormat { Table, Csv, Tsv, Json, JsonLines, Markdown, Html, Sql };

enum class LineEnd { Lf, CrLf };

/// How separated values are spelled. As it stands, RFC 4180.
struct CsvDialect
{
    char separator = ',';
    /// Quotes around every value but NULL, instead of only where needed.
    bool quoteAll = false;
    /// What stands for NULL, without quotes; a text that reads the same has quotes. Holds no separator, quote
    /// or line break.
    QByteArray nullText = {};
    bool header = true;
    LineEnd lineEnd = LineEnd::CrLf;
    /// Some programs take a file without it for one in the character set of the system.
    bool byteOrderMark = false;
    bool operator==(const CsvDialect&) const = default;
};

/// A form with all that can be chosen about it.
struct RowForm
{
    RowFormat format = RowFormat::Csv;
    /// Of CSV and TSV; the separator of TSV is a tab.
    CsvDialect csv = {};
    /// The table to insert into; empty for the one that all columns come from, else "result".
    QString sqlTable = {};
    /// What stands before the rows where the form has comments.
    QStringList comment = {};
    /// Of SQL: whose literals.
    SqlDialect dialect = SqlDialect::Sqlite;
    bool operator==(const RowForm&) const = default;
};

/// The form as programs expect it where nothing else was chosen.
[[nodiscard]] inline RowForm defaultForm(RowFormat format)
{
    RowForm form{format};
    if (format == RowFormat::Tsv)
        form.csv.lineEnd = LineEnd::Lf;
    return form;
}

[[nodiscard]] constexpr bool hasComments(RowFormat format)
{
    return format == RowFormat::Sql || format == RowFormat::Html || format == RowFormat::Markdown;
}

/// Whether @p text can stand for NULL without being taken for something else.
[[nodiscard]] inline bool isNullText(QByteArrayView text)
{
    for (const char byte : text) {
        if (QByteArrayView("\",;\t|\r\n").contains(byte))
            return false;
    }
    return true;
}

} // namespace larder
