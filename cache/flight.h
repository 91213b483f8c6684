#pragma once

#include "cache/cachefill.h"
#include "cache/databaseport.h"
#include "cache/fillledger.h"
#include "cache/flightinfo.h"

#include <memory>

namespace larder {

class QueryRun;
class QueryService;

/// A statement on its way to the database, the runs that wait for its rows, and the place in the cache that
/// they are meant for. Equal requests join it instead of sending the statement again; the first of them that
/// is left leads. Used by QueryService and QueryRun only.
class Flight : public std::enable_shared_from_this<Flight>
{
public:
    /// What the answer may be stored as.
    struct Target
    {
        /// Without what the database answers.
        CacheFill fill;
        /// Taken before the statement was sent, as the mark was.
        FillTicket ticket = {};
    };
    /// What became of it.
    struct Landing
    {
        const StatementOutcome& outcome;
        Reason notStored = {};
        Reason notByRow = {};
        bool stored = false;
        /// Of what was stored.
        EntryId entry = {};
    };

    Flight(QueryService& service, ConnectionId connection, RunId id, Statement statement,
        std::optional<Target> target);
    ~Flight();
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;

    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    /// Sends the statement. A run has joined before.
    void start();
    /// Whether its rows will be the answer to a request with this key that found the database at @p validator
    /// just now. @p unproven: a request that takes rows without any proof.
    [[nodiscard]] bool answers(
        const CacheKey& key, std::optional<DatabaseMark> validator, bool unproven) const;
    void join(const std::shared_ptr<QueryRun>& run) { m_runs.push_back(run); }
    /// True if others wait on, or nobody is there to answer any more; else the statement is cancelled, and
    /// the run hears of its end.
    bool leave(const QueryRun& run);
    /// All that wait for it end as cancelled, soon.
    void cancel() const;
    /// Quiet.
    [[nodiscard]] FlightInfo info() const;

private:
    void ended(const StatementOutcome& outcome);
    [[nodiscard]] std::vector<std::shared_ptr<QueryRun>> runs() const;
    // How many wait beside the run that leads.
    [[nodiscard]] int followers() const;
    [[nodiscard]] ConnectionIdentity answeredBy(const StatementOutcome& outcome) const;
    [[nodiscard]] Reason forbidden(const Target& target, const StatementOutcome& outcome) const;
    void land(Landing& landing);

    QueryService& m_service;
    const ConnectionId m_connection;
    // What the port knows the statement by: the run that came first.
    const RunId m_id;
    const Statement m_statement;
    std::optional<Target> m_target;
    std::vector<std::weak_ptr<QueryRun>> m_runs;
    bool m_cancelled = false;
    Clock::TimePoint m_started = {};
    // Of the newest snapshot.
    qint64 m_rows = 0;
};

} // namespace larder
