#include "models/inspector/entrycolumn.h"

#include <QCoreApplication>

#include <array>

namespace larder {

namespace {

struct ColumnText
{
    const char* title;
    const char* help;
};

/// By EntryColumn.
constexpr std::array kTexts{
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "State"),
        QT_TRANSLATE_NOOP("larder::EntryText", "What is known of the entry's truth; whether it is pinned")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "SQL"),
        QT_TRANSLATE_NOOP("larder::EntryText", "The statement as it was written")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Kind"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "Result: stored as one whole. Row list: its rows can be found by their keys. Schema: what the "
            "tree shows")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Connection"),
        QT_TRANSLATE_NOOP("larder::EntryText", "The open connections whose database the entry is of")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "User"),
        QT_TRANSLATE_NOOP(
            "larder::EntryText", "The user whose rights decided which rows were seen; files have none")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Parameters"),
        QT_TRANSLATE_NOOP("larder::EntryText", "The values that the statement was run with")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Tables"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "The tables that the result was read from; a write to one of them drops the entry")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Tags"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Words to find the entry by, and to expire it")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Rows"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Rows of the result")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Columns"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Columns of the result")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Bytes"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Memory counted against the budget")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Created"),
        QT_TRANSLATE_NOOP("larder::EntryText", "When the result was read from the database")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Age"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Time since the result was read from the database")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "TTL left"),
        QT_TRANSLATE_NOOP("larder::EntryText", "How long the entry may still be served")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Soft TTL left"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "How long until a run that this entry answers fetches a fresh answer behind")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Idle TTL left"),
        QT_TRANSLATE_NOOP("larder::EntryText", "How long the entry stays if nobody asks for it")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Hits"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Runs that this entry answered")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Last hit"),
        QT_TRANSLATE_NOOP("larder::EntryText", "When the entry last answered a run")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Followers"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "Runs that asked the same meanwhile, and got these rows with the run that fetched them")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Fill cost"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "What it took the database to execute the statement and to deliver the rows")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Execute"),
        QT_TRANSLATE_NOOP("larder::EntryText", "The part of the fill cost until the first row was there")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Fetch"),
        QT_TRANSLATE_NOOP("larder::EntryText", "The part of the fill cost that it took to deliver the rows")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Hit cost"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "What it takes to answer a run from this entry, on the average: looking up and checking")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Time saved"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "Fill cost minus the cost of the hit, summed over all hits. Below zero where the database "
            "answers "
            "quicker than the cache looks up and checks, as with a small statement on a local file")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Last validation"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "When the database was last asked whether the entry still holds, and what came of it")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Evicted as"),
        QT_TRANSLATE_NOOP("larder::EntryText", "Which entry goes first when room is needed: 1 is the next")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Key"),
        QT_TRANSLATE_NOOP(
            "larder::EntryText", "The digest of the key: what tells this request from all others")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Misses"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "Runs that asked for this entry since it was created and were not answered by it, as when it "
            "could not be checked")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Entry"),
        QT_TRANSLATE_NOOP("larder::EntryText",
            "The number of the entry, by which the other panels name it; a fresh answer gets another one")},
    ColumnText{QT_TRANSLATE_NOOP("larder::EntryText", "Expire"),
        QT_TRANSLATE_NOOP(
            "larder::EntryText", "Drops this entry (Space on this cell): the next run asks the database")},
};
static_assert(kTexts.size() == kEntryColumnCount);

} // namespace

QString entryColumnTitle(EntryColumn column)
{
    return QCoreApplication::translate("larder::EntryText", kTexts.at(size_t(column)).title);
}

QString entryColumnHelp(EntryColumn column)
{
    return QCoreApplication::translate("larder::EntryText", kTexts.at(size_t(column)).help);
}

bool isNumeric(EntryColumn column)
{
    switch (column) {
    case EntryColumn::State:
    case EntryColumn::Sql:
    case EntryColumn::Kind:
    case EntryColumn::Connection:
    case EntryColumn::User:
    case EntryColumn::Parameters:
    case EntryColumn::Tables:
    case EntryColumn::Tags:
    case EntryColumn::LastCheck:
    case EntryColumn::Key:
    case EntryColumn::Expire:
        return false;
    default:
        return true;
    }
}

bool isShownAtFirst(EntryColumn column)
{
    switch (column) {
    case EntryColumn::Connection:
    case EntryColumn::User:
    case EntryColumn::Parameters:
    case EntryColumn::Tags:
    case EntryColumn::Columns:
    case EntryColumn::SoftLeft:
    case EntryColumn::IdleLeft:
    case EntryColumn::Misses:
    case EntryColumn::Followers:
    case EntryColumn::ExecuteCost:
    case EntryColumn::FetchCost:
    case EntryColumn::HitCost:
    case EntryColumn::LastCheck:
    case EntryColumn::EvictionRank:
    case EntryColumn::Key:
    case EntryColumn::Number:
        return false;
    default:
        return true;
    }
}

} // namespace larder
