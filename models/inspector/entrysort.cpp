#include "models/inspector/entrysort.h"

#include "models/inspector/entrytext.h"

#include <limits>

namespace larder {

namespace {

constexpr qint64 kLast = std::numeric_limits<qint64>::max();

qint64 epochMilliseconds(const QDateTime& moment)
{
    return moment.isValid() ? moment.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
}

qint64 millisecondsLeft(const std::optional<std::chrono::milliseconds>& left)
{
    return left ? qint64(left->count()) : kLast;
}

qint64 costNumber(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::FillCost:
        return qint64(entry.fillCost.count());
    case EntryColumn::ExecuteCost:
        return qint64((entry.fillCost - entry.facts->fetchCost).count());
    case EntryColumn::FetchCost:
        return qint64(entry.facts->fetchCost.count());
    case EntryColumn::HitCost:
        return qint64(entry.hitCost.count());
    case EntryColumn::TimeSaved:
        return qint64(entry.timeSaved.count());
    default:
        return qint64(entry.id);
    }
}

qint64 timeNumber(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Created:
        return epochMilliseconds(entry.created);
    case EntryColumn::Age:
        return qint64(entry.age.count());
    case EntryColumn::TtlLeft:
        return millisecondsLeft(entry.ttlLeft);
    case EntryColumn::SoftLeft:
        return millisecondsLeft(entrySoftLeft(entry));
    case EntryColumn::IdleLeft:
        return millisecondsLeft(entry.idleLeft);
    case EntryColumn::LastHit:
        return epochMilliseconds(entry.lastHit);
    case EntryColumn::LastCheck:
        return std::max(epochMilliseconds(entry.provenAt), epochMilliseconds(entry.refutedAt));
    default:
        return costNumber(entry, column);
    }
}

} // namespace

bool isText(EntryColumn column)
{
    switch (column) {
    case EntryColumn::Sql:
    case EntryColumn::Connection:
    case EntryColumn::User:
    case EntryColumn::Parameters:
    case EntryColumn::Tables:
    case EntryColumn::Tags:
    case EntryColumn::Key:
        return true;
    default:
        return false;
    }
}

qint64 entrySortNumber(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::State:
        return qint64(entry.state);
    case EntryColumn::Kind:
        return qint64(entry.facts->components.technique);
    case EntryColumn::Rows:
        return entry.facts->rows;
    case EntryColumn::Columns:
        return entry.facts->columns;
    case EntryColumn::Bytes:
        return entry.bytes;
    case EntryColumn::Hits:
        return entry.hits;
    case EntryColumn::Misses:
        return entry.misses;
    case EntryColumn::Number:
        return qint64(entry.id);
    case EntryColumn::Followers:
        return entry.facts->followers;
    case EntryColumn::EvictionRank:
        return entry.evictionRank > 0 ? entry.evictionRank : kLast;
    default:
        return timeNumber(entry, column);
    }
}

QString entrySortText(const EntryInfo& entry, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Sql:
        return QString::fromUtf8(entrySql(*entry.facts));
    case EntryColumn::User:
    case EntryColumn::Parameters:
    case EntryColumn::Tables:
    case EntryColumn::Tags:
    case EntryColumn::Key:
        return entryCellText(entry, column);
    default:
        return {};
    }
}

} // namespace larder
