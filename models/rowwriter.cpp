#include "models/rowwriter.h"

#include "models/csvwriter.h"
#include "models/htmlwriter.h"
#include "models/jsonwriter.h"
#include "models/markdownwriter.h"
#include "models/sqlwriter.h"
#include "models/tablewriter.h"

#include <QSet>
#include <QUtf8StringView>

#include <algorithm>

namespace larder {

namespace {

CsvDialect tabSeparated(CsvDialect dialect)
{
    dialect.separator = '\t';
    return dialect;
}

} // namespace

std::unique_ptr<RowWriter> RowWriter::create(const RowForm& form, ByteSink& sink)
{
    switch (form.format) {
    case RowFormat::Csv:
        return std::make_unique<CsvWriter>(form.csv, sink);
    case RowFormat::Tsv:
        return std::make_unique<CsvWriter>(tabSeparated(form.csv), sink);
    case RowFormat::Json:
        return std::make_unique<JsonWriter>(JsonWriter::Shape::Array, sink);
    case RowFormat::JsonLines:
        return std::make_unique<JsonWriter>(JsonWriter::Shape::Lines, sink);
    case RowFormat::Markdown:
        return std::make_unique<MarkdownWriter>(form.comment, sink);
    case RowFormat::Html:
        return std::make_unique<HtmlWriter>(form.comment, sink);
    case RowFormat::Sql:
        return std::make_unique<SqlWriter>(form, sink);
    case RowFormat::Table:
        break;
    }
    return std::make_unique<TableWriter>(sink);
}

QStringList distinctNames(const std::vector<ColumnInfo>& columns)
{
    QStringList names;
    QSet<QString> taken;
    for (const ColumnInfo& column : columns) {
        QString name = column.name;
        for (int i = 1; taken.contains(name); ++i)
            name = QStringLiteral("%1:%2").arg(column.name).arg(i);
        taken.insert(name);
        names << name;
    }
    return names;
}

bool isPlainText(QByteArrayView text)
{
    const bool hasControl = std::any_of(text.begin(), text.end(),
        [](char c) { return (quint8(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f; });
    return !hasControl && QUtf8StringView(text.data(), text.size()).isValidUtf8();
}

} // namespace larder
