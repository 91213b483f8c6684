#pragma once

#include "cache/flight.h"
#include "cache/preparedrequest.h"
#include "cache/queryservice.h"
#include "cache/rowrun.h"

#include <QPointer>

namespace larder {

/// One request on its way through the cache: look up, check, load. Each step ends by asking the port and
/// names the step that goes on with the answer. Used by QueryService and Flight only.
class QueryRun : public std::enable_shared_from_this<QueryRun>
{
public:
    QueryRun(QueryService& service, RunId id, QueryRequest request, const QObject* context,
        RunCallbacks callbacks);
    ~QueryRun();

    [[nodiscard]] RunId id() const { return m_id; }
    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    void begin();
    void cancel();
    /// Finishes as cancelled at once; no step goes on.
    void finishCancelled();
    /// More rows of the statement that it waits for.
    void rowsArrived(const ResultPtr& rows);
    /// The statement that it waits for has ended.
    void landed(const Flight::Landing& landing);

private:
    friend class RowRun;

    enum class Stage { New, Waiting, Loading, Refilling, Behind, Done };
    using TokenStep = std::function<void(const Result<DatabaseMark>&)>;

    /// An answer that the cache has.
    struct Hit
    {
        ResultPtr result = {};
        std::vector<EntryId> entries = {};
        QByteArrayList tables = {};
        /// The state of the database that it was read in, where one is known.
        std::optional<DatabaseMark> mark = std::nullopt;
        Clock::TimePoint storedAt = {};
        QDateTime storedWallTime = {};
        std::chrono::nanoseconds fillCost{0};
    };

    [[nodiscard]] Reason bypassReason() const;
    void countAs(EventKind kind, const Reason& reason);
    void refuse(const Reason& reason);
    [[nodiscard]] std::optional<std::chrono::milliseconds> acceptedAge() const;
    // Whether the database is asked before anything is served.
    [[nodiscard]] bool proves() const;
    void prepareKey();
    void lookUp();
    void checkEntry(const CacheEntry& entry);
    void entryChecked(const Result<DatabaseMark>& mark);
    // By the state that was told last.
    [[nodiscard]] Reason whyNotProven(const CacheEntry& entry) const;
    // The event that tells that its database has changed.
    [[nodiscard]] quint64 endOfProof(const CacheEntry& entry) const;
    void answer(const CacheEntry& entry, Freshness freshness);
    void serve(const Hit& hit, HitClass hitClass, Freshness freshness);
    void tellAge(const Hit& hit, Freshness freshness);
    // And goes on behind, if something is left to be asked.
    void deliverCached(const Hit& hit);
    [[nodiscard]] AnswerBasis basisOfHit(std::optional<DatabaseMark> mark) const;
    [[nodiscard]] std::optional<AnswerBasis> basisOf(const StatementOutcome& outcome) const;
    void goOnBehind();
    void recordProof(std::chrono::nanoseconds checkCost);
    void checkedBehind(const Result<DatabaseMark>& mark);
    void miss(const Reason& reason);
    void stampThenLoad();
    void stamped(const Result<DatabaseMark>& mark);
    void joinOrLoad();
    void load(std::optional<Flight::Target> target);
    void begun(const std::optional<Error>& error);
    void send(std::optional<Flight::Target> target);
    void startTimeout();
    [[nodiscard]] Error timeoutError() const;
    void deliver(RunOutcome outcome);
    void record(const RunOutcome& outcome) const;

    void askToken(TokenStep next);
    void tell(EventKind kind, const Reason& reason) const;
    void tellHit(const Hit& hit, HitClass hitClass, std::chrono::nanoseconds timeSaved) const;
    [[nodiscard]] CacheEvent eventOf(EventKind kind) const;
    [[nodiscard]] DatabasePort& port() const;
    [[nodiscard]] std::chrono::nanoseconds sinceStepBegan() const
    {
        return m_service.m_clock.now() - m_stepBegan;
    }

    QueryService& m_service;
    const RunId m_id;
    const ConnectionId m_connection;
    // Until it begins; then the other one, with what the text says.
    QueryRequest m_asked;
    std::optional<PreparedRequest> m_request;
    QPointer<const QObject> m_context;
    QMetaObject::Connection m_contextGone;
    RunCallbacks m_callbacks;
    KeyComponents m_components;
    CacheKey m_key;
    Stage m_stage = Stage::New;
    Clock::TimePoint m_stepBegan = {};
    Provenance m_provenance;
    // What answered. It is looked up anew after every wait, because it may have gone meanwhile.
    std::vector<EntryId> m_entries;
    // What that had read.
    QByteArrayList m_tables;
    // ResultCache::dataChangeCount() when the statement was sent.
    quint64 m_changes = 0;
    std::optional<DatabaseMark> m_mark;
    // Taken before the token is read; handed over to the flight.
    std::optional<FillTicket> m_fill;
    std::shared_ptr<Flight> m_flight;
    RowRun m_rows{*this};
    bool m_timedOut = false;
    bool m_delivered = false;
    // The entry that was looked at was marked as outdated by somebody.
    bool m_wasMarked = false;
};

} // namespace larder
