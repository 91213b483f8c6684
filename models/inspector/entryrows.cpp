#include "models/inspector/entryrows.h"

#include "cache/resultbuilder.h"
#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"

#include <limits>

namespace larder {

namespace {

enum class Form { Text, Moment, Number, Milliseconds, Nanoseconds };

Form formOf(EntryColumn column)
{
    switch (column) {
    case EntryColumn::Created:
    case EntryColumn::LastHit:
        return Form::Moment;
    case EntryColumn::Age:
    case EntryColumn::TtlLeft:
    case EntryColumn::SoftLeft:
    case EntryColumn::IdleLeft:
        return Form::Milliseconds;
    case EntryColumn::FillCost:
    case EntryColumn::ExecuteCost:
    case EntryColumn::FetchCost:
    case EntryColumn::HitCost:
    case EntryColumn::TimeSaved:
        return Form::Nanoseconds;
    default:
        return isNumeric(column) ? Form::Number : Form::Text;
    }
}

QString nameOf(EntryColumn column)
{
    const QString title = entryColumnTitle(column);
    switch (formOf(column)) {
    case Form::Milliseconds:
        return title + QStringLiteral(" (ms)");
    case Form::Nanoseconds:
        return title + QStringLiteral(" (ns)");
    default:
        return title;
    }
}

QByteArray textOf(const EntryInfo& entry, EntryColumn column, const ConnectionNames& names)
{
    if (column == EntryColumn::Sql)
        return entrySql(*entry.facts);
    if (column == EntryColumn::Connection)
        return names.of(entry.facts->components.connection).toUtf8();
    return entryCellText(entry, column).toUtf8();
}

void append(ColumnBuilder& to, const EntryInfo& entry, EntryColumn column, const ConnectionNames& names)
{
    const Form form = formOf(column);
    if (form == Form::Text) {
        to.appendText(textOf(entry, column, names));
        return;
    }
    if (form == Form::Moment) {
        const QDateTime moment = column == EntryColumn::Created ? entry.created : entry.lastHit;
        if (moment.isValid())
            to.appendText(moment.toUTC().toString(Qt::ISODateWithMs).toLatin1());
        else
            to.appendNull();
        return;
    }
    // The last of all numbers stands for none.
    const qint64 number = entrySortNumber(entry, column);
    const bool isNone = column == EntryColumn::HitCost && entry.hits == 0;
    if (isNone || number == std::numeric_limits<qint64>::max())
        to.appendNull();
    else
        to.appendInteger(number);
}

} // namespace

ResultPtr entryRows(
    std::span<const EntryInfo> entries, std::span<const EntryColumn> columns, const ConnectionNames& names)
{
    std::vector<ColumnInfo> infos;
    infos.reserve(columns.size());
    for (const EntryColumn column : columns)
        infos.push_back({nameOf(column)});
    ResultBuilder builder(infos);
    for (const EntryInfo& entry : entries) {
        for (size_t i = 0; i < columns.size(); ++i)
            append(builder.column(int(i)), entry, columns[i], names);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

} // namespace larder
