#pragma once

#include "cache/cachestatistics.h"
#include "cache/ids.h"
#include "cache/queryrequest.h"
#include "cache/reason.h"

#include <QByteArrayList>
#include <QDateTime>

#include <chrono>

namespace larder {

/// What happened to a run or an entry.
enum class EventKind {
    Hit, ///< a run was answered from the cache
    Miss, ///< a run was not, although it asked
    Bypass, ///< a run did not ask
    Asked, ///< a panel had the database asked, which counts as no run
    Joined, ///< a run waits for the rows of another one that asks the same
    Stored, ///< an entry came
    Refused, ///< an answer was not stored
    Removed, ///< an entry went
    Validated, ///< the database confirmed an entry
    DatabaseChanged, ///< the database says that it has changed
    ConnectionLost, ///< what the database said before counts no more
    TableChanged, ///< a write through Larder was applied
    Expired, ///< somebody expired something
    Restored, ///< an expire was taken back
    Pinned,
    Unpinned,
    StoreFailed, ///< the store can't be used for now
};

/// One line of the account that the cache keeps of itself. Fields that have no meaning for a kind are empty.
struct CacheEvent
{
    /// From 1 on, without gaps.
    quint64 number = 0;
    EventKind kind = EventKind::Hit;
    QDateTime time = {};
    EntryId entry = {};
    /// The digest of the key in hexadecimal.
    QByteArray key = {};
    /// As the user wrote it, or the table that changed.
    QByteArray sql = {};
    Reason reason = {};
    /// Of what happened itself: a look-up with its check, the fill that was stored or refused, the check that
    /// validated. 0 where nothing took time, or where that is not known.
    std::chrono::nanoseconds duration{0};
    qint64 bytes = 0;
    /// What the cache knows the database by.
    QByteArray database = {};
    /// The number of the event that led to this one; 0 for none.
    quint64 cause = 0;
    /// What the entry or the answer was read from.
    QByteArrayList tables = {};
    Technique technique = Technique::Off;
    /// Of a hit, as CacheStatistics counts it.
    HitClass hitClass = HitClass::ProvenFresh;
    std::chrono::nanoseconds timeSaved{0};

    bool operator==(const CacheEvent&) const = default;
};

/// "Hit", "Miss", …: as scripts see it.
[[nodiscard]] QString eventName(EventKind kind);

} // namespace larder
