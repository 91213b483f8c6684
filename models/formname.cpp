#include "models/formname.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FormName", text);
}

struct FormNames
{
    QString ending;
    QString mimeType;
};

FormNames namesOf(RowFormat format)
{
    switch (format) {
    case RowFormat::Csv:
        return {QStringLiteral(".csv"), QStringLiteral("text/csv")};
    case RowFormat::Tsv:
        return {QStringLiteral(".tsv"), QStringLiteral("text/tab-separated-values")};
    case RowFormat::Json:
        return {QStringLiteral(".json"), QStringLiteral("application/json")};
    case RowFormat::JsonLines:
        return {QStringLiteral(".jsonl"), QStringLiteral("application/jsonl")};
    case RowFormat::Markdown:
        return {QStringLiteral(".md"), QStringLiteral("text/markdown")};
    case RowFormat::Html:
        return {QStringLiteral(".html"), QStringLiteral("text/html")};
    case RowFormat::Sql:
        return {QStringLiteral(".sql"), QStringLiteral("application/sql")};
    case RowFormat::Table:
        break;
    }
    return {QStringLiteral(".txt"), QStringLiteral("text/plain")};
}

} // namespace

const std::vector<RowFormat>& exportFormats()
{
    static const std::vector<RowFormat> formats{RowFormat::Csv, RowFormat::Tsv, RowFormat::Json,
        RowFormat::JsonLines, RowFormat::Markdown, RowFormat::Html, RowFormat::Sql};
    return formats;
}

QString formatName(RowFormat format)
{
    switch (format) {
    case RowFormat::Csv:
        return tr("CSV");
    case RowFormat::Tsv:
        return tr("Tab-separated");
    case RowFormat::Json:
        return tr("JSON");
    case RowFormat::JsonLines:
        return tr("JSON lines");
    case RowFormat::Markdown:
        return tr("Markdown table");
    case RowFormat::Html:
        return tr("HTML table");
    case RowFormat::Sql:
        return tr("SQL INSERT");
    case RowFormat::Table:
        break;
    }
    return tr("Aligned text");
}

QString mimeType(RowFormat format)
{
    return namesOf(format).mimeType;
}

QString fileEnding(RowFormat format, Compression compression)
{
    const QString packed = compression == Compression::Gzip ? QStringLiteral(".gz")
        : compression == Compression::Zstd                  ? QStringLiteral(".zst")
                                                            : QString();
    return namesOf(format).ending + packed;
}

} // namespace larder
