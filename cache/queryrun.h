#pragma once

#include "cache/queryservice.h"
#include "cache/sql/sqlclassifier.h"

#include <QPointer>

namespace larder {

/// One request on its way through the cache: look up, check, execute, store. Each step ends by asking the
/// port and names the step that goes on with the answer. Used by QueryService only.
class QueryRun : public std::enable_shared_from_this<QueryRun>
{
public:
    QueryRun(QueryService& service, RunId id, QueryRequest request, const QObject* context,
        RunCallbacks callbacks);
    ~QueryRun();

    [[nodiscard]] ConnectionId connection() const { return m_request.connection; }
    void begin();
    void cancel();
    /// Finishes as cancelled at once; no step goes on.
    void finishCancelled();

private:
    enum class Stage { New, Waiting, Executing, Behind, Done };
    using TokenStep = void (QueryRun::*)(const Result<ValidatorToken>&);

    void applyHint();
    [[nodiscard]] Reason bypassReason() const;
    void prepareKey();
    void lookUp();
    void checkEntry(const CacheEntry& entry);
    void entryChecked(const Result<ValidatorToken>& token);
    void serve(const CacheEntry& entry, Freshness freshness);
    void recordProof();
    void checkedBehind(const Result<ValidatorToken>& token);
    void miss(const Reason& reason);
    void stampThenExecute();
    void stamped(const Result<ValidatorToken>& token);
    void execute();
    void executed(const StatementOutcome& outcome);
    [[nodiscard]] Reason land(const StatementOutcome& outcome);
    [[nodiscard]] bool mayLand(const StatementOutcome& outcome) const;
    void deliver(RunOutcome outcome);

    void askToken(TokenStep next);
    [[nodiscard]] DatabasePort& port() const;
    [[nodiscard]] std::chrono::nanoseconds sinceStepBegan() const;

    QueryService& m_service;
    const RunId m_id;
    QueryRequest m_request;
    QPointer<const QObject> m_context;
    QMetaObject::Connection m_contextGone;
    RunCallbacks m_callbacks;
    SqlClassification m_classification;
    KeyComponents m_components;
    CacheKey m_key;
    Stage m_stage = Stage::New;
    Clock::TimePoint m_stepBegan = {};
    Provenance m_provenance;
    // The entry that may answer. It is looked up anew after every wait, because it may have gone meanwhile.
    EntryId m_entry = {};
    std::optional<ValidatorToken> m_token;
    std::optional<ResultCache::FillTicket> m_fill;
    bool m_hinted = false;
    bool m_delivered = false;
};

} // namespace larder
