#pragma once

#include "cache/cachestatistics.h"
#include "cache/flight.h"
#include "cache/queryrequest.h"
#include "cache/resultcache.h"
#include "cache/runoutcome.h"
#include "cache/runrecord.h"
#include "cache/savepoints.h"
#include "cache/standing.h"
#include "cache/statementcache.h"

namespace larder {

class QueryRun;
class SchemaRun;

/// The one way to an answer: decides for every request whether the cache may serve it, asks the database
/// where it may not, and keeps what may be kept. Owns the open databases. Lives in the thread of its cache.
class QueryService : public QObject
{
    Q_OBJECT

public:
    using SchemaLoaded = std::function<void(const Result<SchemaPtr>&)>;

    QueryService(ResultCache& cache, const Clock& clock, QObject* parent = nullptr);
    ~QueryService() override;

    [[nodiscard]] ConnectionId addConnection(std::unique_ptr<DatabasePort> port);
    /// Finishes its runs as cancelled and drops its entries.
    void removeConnection(ConnectionId connection);

    /// Starts a run. The callbacks come as long as @p context lives; with it ends the run.
    RunId start(QueryRequest request, const QObject* context, RunCallbacks callbacks);
    /// Ends the run soon; it finishes as cancelled. Without effect on one that has finished.
    void cancel(RunId run);

    /// The next run of the same request asks the database, and what is on its way for it is not stored.
    void expire(const QueryRequest& request);

    /// Brings what the database consists of: from the cache where the database confirms that nothing has
    /// changed, else read anew.
    void loadSchema(ConnectionId connection, const QObject* context, SchemaLoaded loaded);
    /// The statements that make @p object; told as long as @p context lives.
    void loadDefinition(ConnectionId connection, const ObjectName& object, const QObject* context,
        DatabasePort::DefinitionLoaded loaded);
    [[nodiscard]] SessionState session(ConnectionId connection) const;
    /// Of the transaction that is open; sessionChanged() tells when they change.
    [[nodiscard]] Savepoints savepoints(ConnectionId connection) const;
    /// Which database @p connection asks now, and as whom; nothing if it is not open.
    [[nodiscard]] std::optional<ConnectionIdentity> identity(ConnectionId connection) const;
    /// An open connection that a request with these components can be sent over, the one whose session stands
    /// least in the cache's way; nothing if there is none. What a database consists of is the same under all
    /// settings.
    [[nodiscard]] std::optional<ConnectionId> connectionLike(const KeyComponents& components) const;
    /// Whether a statement that may change data opens a transaction where none is open, so that nothing is
    /// kept before a COMMIT.
    void setManualCommit(ConnectionId connection, bool manual);
    [[nodiscard]] bool isManualCommit(ConnectionId connection) const;
    /// Asks the database of @p connection where it stands, for standing(), and tells it as long as the
    /// connection is open. Quiet.
    void check(ConnectionId connection, std::function<void(const Result<DatabaseMark>&)> checked = {});
    /// What has been heard of an answer since it was given.
    [[nodiscard]] Standing standing(const AnswerBasis& basis) const;
    /// The statements that are on their way now, in the order of their runs. Quiet.
    [[nodiscard]] std::vector<FlightInfo> flights() const;
    /// Cancels all runs that wait for the statement of FlightInfo::id.
    void cancelFlight(RunId flight);
    [[nodiscard]] const CacheStatistics& statistics() const { return m_statistics; }

Q_SIGNALS:
    void statisticsChanged();
    /// standing() may be another now, of any answer.
    void standingsChanged();
    void sessionChanged(larder::ConnectionId connection);
    /// Once for each session that is found to be gone: SessionState::lost.
    void sessionLost(larder::ConnectionId connection);
    void schemaChanged(larder::ConnectionId connection);
    /// A run has an answer, or failed; for one that is checked behind its answer a second time.
    void runEnded(const larder::RunRecord& record);

private:
    friend class Flight;
    friend class QueryRun;
    friend class RowRun;
    friend class SchemaRun;

    struct Connection
    {
        std::unique_ptr<DatabasePort> port;
        SessionState session = {};
        Savepoints savepoints = {};
        ConnectionIdentity identity = {};
        quint64 endedTransactions = 0;
        quint64 lostSessions = 0;
        bool manualCommit = false;
        // Of the last question, if the database did not answer.
        std::optional<Error> checkError = std::nullopt;
    };

    [[nodiscard]] Connection* connection(ConnectionId id);
    /// Drops what was stored for a file that another one has taken the place of.
    void applyIdentity(ConnectionId id);
    void applySession(ConnectionId id, const QByteArray& sql, const StatementOutcome& outcome);
    void noteLostSession(ConnectionId id);
    /// What the database said of where it stands, or why it did not.
    Result<DatabaseMark> noteAnswer(ConnectionId id, const Result<ValidatorToken>& token);
    /// Opens a transaction, and tells the error if none is open then.
    void beginTransaction(ConnectionId id, std::function<void(std::optional<Error>)> begun);
    void forget(RunId run);
    void forget(const SchemaRun& run);
    std::shared_ptr<Flight> addFlight(
        ConnectionId id, RunId run, Statement statement, std::optional<Flight::Target> target);
    /// The statement on its way whose rows will answer the request; null if there is none.
    [[nodiscard]] std::shared_ptr<Flight> flightFor(
        ConnectionId id, const CacheKey& key, std::optional<DatabaseMark> mark, bool unproven) const;

    ResultCache& m_cache;
    const Clock& m_clock;
    CacheStatistics m_statistics;
    StatementCache m_statements;
    std::unordered_map<ConnectionId, Connection> m_connections;
    std::unordered_map<RunId, std::shared_ptr<QueryRun>> m_runs;
    std::unordered_map<RunId, std::shared_ptr<Flight>> m_flights;
    std::vector<std::shared_ptr<SchemaRun>> m_schemaRuns;
    quint64 m_lastConnection = 0;
    quint64 m_lastRun = 0;
};

} // namespace larder
