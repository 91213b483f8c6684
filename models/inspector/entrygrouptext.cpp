#include "models/inspector/entrygrouptext.h"

#include "models/inspector/entrytext.h"

#include <QCoreApplication>

namespace larder {

namespace {

struct GroupText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryGroups)
};

} // namespace

QString groupNameText(const EntryGroup& group)
{
    // The singular is a text of its own, because the source language is shown without a translation.
    const qint64 count = group.sums.entries;
    const QString entries
        = count == 1 ? GroupText::tr("1 entry") : GroupText::tr("%n entries", nullptr, int(count));
    return GroupText::tr("%1 · %2").arg(group.name, entries);
}

QString groupSumText(const EntryGroup& group, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Bytes:
    case EntryColumn::Hits:
    case EntryColumn::TimeSaved:
    case EntryColumn::Expire: {
        EntryInfo all;
        all.facts = std::make_shared<const EntryFacts>();
        all.bytes = group.sums.bytes;
        all.hits = group.sums.hits;
        all.timeSaved = group.sums.timeSaved;
        return entryCellText(all, column);
    }
    default:
        return {};
    }
}

QString groupHelp(EntryColumn column)
{
    switch (column) {
    case EntryColumn::Bytes:
    case EntryColumn::Hits:
    case EntryColumn::TimeSaved:
        return GroupText::tr("The sum over the entries of the group that are shown");
    case EntryColumn::Expire:
        return GroupText::tr("Drops the entries of the group that are shown, after a question");
    default:
        return {};
    }
}

} // namespace larder
