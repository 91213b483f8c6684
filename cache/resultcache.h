#pragma once

#include "cache/answerbasis.h"
#include "cache/cachefill.h"
#include "cache/datachanges.h"
#include "cache/entryinfo.h"
#include "cache/eventlog.h"
#include "cache/expireshelf.h"
#include "cache/expiryqueue.h"
#include "cache/fillledger.h"
#include "cache/guardedstore.h"
#include "cache/liveresults.h"
#include "cache/misshistory.h"
#include "cache/rows/rowindex.h"
#include "cache/standing.h"
#include "cache/validatortokens.h"

#include <QObject>
#include <QTimer>

namespace larder {

/// Decides what is kept and how long it is true. All of it happens in the thread it lives in.
class ResultCache : public QObject
{
    Q_OBJECT

public:
    /// A request and the entry that may answer it, or the reason why there is none.
    struct Lookup
    {
        const CacheEntry* entry = nullptr;
        Reason reason = {};
    };
    using Fill = CacheFill;
    /// What became of a fill.
    struct Landed
    {
        /// Why it was not stored, if so.
        Reason notStored = {};
        /// Why its rows can't be found one by one.
        Reason notByRow = {};
        EntryId entry = {};
    };

    ResultCache(std::unique_ptr<CacheStore> store, const Clock& clock, QObject* parent = nullptr);

    /// The entry for exactly these components, if its tables have not changed through Larder and its time to
    /// live is not over; at most @p maxAge old where that is given. The pointer lives until the next call
    /// that is not const. O(1), whatever the size of the result.
    [[nodiscard]] Lookup find(const CacheKey& key, const KeyComponents& components,
        std::optional<std::chrono::milliseconds> maxAge = std::nullopt);
    /// The same, without a reason where there is no entry.
    [[nodiscard]] Lookup find(
        const CacheKey& key, std::optional<std::chrono::milliseconds> maxAge = std::nullopt);
    /// Takes the stamp: call it before the statement is sent.
    [[nodiscard]] FillTicket beginFill(const CacheKey& key);
    /// Whether nothing at all has changed, and nothing was expired, since it began.
    [[nodiscard]] bool isUntouched(FillTicket ticket) const { return m_fills.isUntouched(ticket, m_tokens); }
    void abandonFill(FillTicket ticket) { m_fills.abandon(ticket); }
    /// Stores the complete result of a fill in place of an older one.
    Landed land(FillTicket ticket, const Fill& fill);

    /// The entry answered a run, which took @p cost and saved @p timeSaved. False if it is not in the store.
    bool recordHit(EntryId id, std::chrono::nanoseconds timeSaved, std::chrono::nanoseconds cost = {});
    /// A run asked for the entry of @p key, if there is one, and is not answered by it.
    void recordMiss(const CacheKey& key);
    /// The database confirmed the entry.
    void recordProof(EntryId id, std::chrono::nanoseconds checkCost = {});
    /// What @p database, which @p connection asks, said last.
    [[nodiscard]] DatabaseMark noteToken(
        ConnectionId connection, const ValidatorToken& token, const ConnectionIdentity& database);
    /// Takes out what depends on what was changed in @p database through Larder. O(1) a table.
    void applyWrites(const ConnectionIdentity& database, const CommittedWrites& writes, const QByteArray& sql,
        ConnectionId connection = {});
    /// What the databases said of where they stand.
    [[nodiscard]] ValidatorTokens& validators() { return m_validators; }
    /// For AnswerBasis::changes of what is read from now on.
    [[nodiscard]] quint64 dataChangeCount() const { return m_data.count(); }
    /// What has been heard of an answer since; knows nothing of transactions.
    [[nodiscard]] Standing standing(const AnswerBasis& basis) const;

    /// Takes the entry of @p key out, and what is on its way for it will not be stored.
    void expire(const CacheKey& key, const Reason& reason);
    /// The same for the entries of @p ids that are there; returns how many. @p cause is an event, 0 for none.
    qint64 expire(const std::vector<EntryId>& ids, const Reason& reason, quint64 cause = 0);
    /// The same for all entries and all fills of @p database, or of every one. O(1): entries that can't be
    /// served any more may stay in the store for a moment.
    void expireAll(const Reason& reason, const std::optional<ConnectionIdentity>& database = std::nullopt);

    /// All entries, in no order, in the memory of @p room, whatever that holds. Quiet.
    [[nodiscard]] std::vector<EntryInfo> entries(std::vector<EntryInfo> room = {}) const;
    [[nodiscard]] const CacheStore& store() const { return m_store.store(); }
    /// What happened, for all that want to tell of it or add to it.
    [[nodiscard]] EventLog& events() { return m_events; }

Q_SIGNALS:
    void entryStored(larder::EntryId id);
    void entryChanged(larder::EntryId id);
    void entryRemoved(larder::EntryId id, const larder::Reason& reason);
    /// Entries may have changed their state, any of them.
    void entriesDoubted();

private:
    friend class CacheControl;
    friend class CacheInspection;
    friend class CachedRows;

    void judge(const CacheEntry& entry, bool allHold, EntryInfo& info) const;
    [[nodiscard]] CacheEntry entryOf(FillTicket ticket, const Fill& fill);
    [[nodiscard]] Reason refusal(FillTicket ticket, const Fill& fill) const;
    // Notes what it depends on and what it takes. Returns why it must not be stored.
    [[nodiscard]] Reason stamp(CacheEntry& entry, const Fill& fill);
    // In the store, or held by somebody else.
    [[nodiscard]] const CacheEntry* entryFor(const CacheKey& key);
    Reason insert(CacheEntry entry, quint64 cause = 0);
    // Makes the rows known. Returns why the entry must not be stored, or why they can't be found.
    [[nodiscard]] Landed indexRows(CacheEntry& entry);
    void remove(EntryId id, const Reason& reason, quint64 cause = 0);
    // It is not in the store any more, or did not come there.
    void tellGone(EventKind kind, const CacheEntry& entry, const Reason& reason, quint64 cause);
    void removeOver();
    void doubtAll();
    void sweep();
    [[nodiscard]] CacheEvent eventOf(EventKind kind, const CacheEntry& entry) const;
    void storeFailed(const QString& why);

    const Clock& m_clock;
    GuardedStore m_store;
    TableTokens m_tokens;
    DataChanges m_data;
    ValidatorTokens m_validators;
    FillLedger m_fills;
    MissHistory m_history;
    ExpiryQueue m_ends;
    EventLog m_events;
    RowIndex m_rows;
    LiveResults m_live;
    std::optional<CacheEntry> m_recalled; // What was found there, until the event loop turns.
    ExpireShelf m_shelf; // What CacheControl can bring back.
    // Where the search for entries that can't be served goes on, a piece in each turn of the event loop; how
    // many changes of tokens it heeds, and how many the last that came to its end.
    QTimer m_sweepTimer;
    size_t m_sweepPlace = 0;
    quint64 m_sweepChanges = 0;
    quint64 m_sweptChanges = 0;
    quint64 m_lastId = 0;
};

} // namespace larder
