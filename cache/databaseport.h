#pragma once

#include "cache/connectionidentity.h"
#include "cache/ids.h"
#include "cache/provenance.h"
#include "cache/result.h"
#include "cache/resultset.h"
#include "cache/schema.h"
#include "cache/sql/sqldialect.h"
#include "cache/statementfacts.h"
#include "cache/value.h"

#include <functional>

namespace larder {

/// Where a database stands: equal tokens of one port prove that nothing changed between the moments they were
/// read. What stands before the first '|' is another after the loss of a connection: then nobody can tell
/// whether anything changed meanwhile.
using ValidatorToken = QByteArray;

/// What equal tokens of a port prove to be as it was.
enum class TokenScope {
    Nothing, ///< there never is a token
    Rows, ///< what the tables hold
    Definitions, ///< that, and what views and all else consist of
};

/// One statement for the database.
struct Statement
{
    QByteArray sql;
    std::vector<Parameter> parameters = {};
    /// The most rows to fetch; 0 for all.
    qint64 rowLimit = 0;
    /// The text was classified as a plain read: it may go over a connection that can't write.
    bool plainRead = false;
    /// Its rows are to be found by their keys: StatementFacts::rowSource is wanted.
    bool wantsRowSource = false;
};

/// How a statement ended.
struct StatementOutcome
{
    /// All rows that arrived; null if the statement returns no rows or failed before the first.
    ResultPtr result = {};
    /// Set when the statement failed, also in the middle of its rows.
    std::optional<Error> error = std::nullopt;
    bool cancelled = false;
    StatementFacts facts = {};
    /// Which database it ran on, where that is known better than by DatabasePort::identity(): the file may
    /// have been exchanged in between.
    std::optional<ConnectionIdentity> database = std::nullopt;
    /// Tables whose changes became visible to others with this statement: at once, or by its COMMIT.
    CommittedWrites committed = {};
    SessionState session = {};
    qint64 rowsAffected = 0;
    /// What the server remarked while it ran: notices and warnings.
    std::vector<QString> notices = {};
    /// What it brought behind the first, as CALL does.
    std::vector<ResultPtr> moreResults = {};
    /// How many results more it brought, whose rows are lost.
    int resultsNotShown = 0;
    RunTimings timings = {};
};

/// A database as the cache sees it: asynchronous, and used from one thread only, which also receives the
/// answers. No answer comes from inside the call that asked for it, and none after the port was destroyed.
class DatabasePort
{
public:
    using RowsArrived = std::function<void(ResultPtr)>;
    using StatementFinished = std::function<void(StatementOutcome)>;
    using TokenRead = std::function<void(Result<ValidatorToken>)>;
    using SchemaLoaded = std::function<void(Result<Schema>)>;
    using DefinitionLoaded = std::function<void(Result<QString>)>;

    DatabasePort() = default;
    DatabasePort(const DatabasePort&) = delete;
    DatabasePort& operator=(const DatabasePort&) = delete;
    virtual ~DatabasePort() = default;

    /// Which database answers now. It may change when the port had to open another file or server.
    [[nodiscard]] virtual ConnectionIdentity identity() const = 0;
    [[nodiscard]] virtual SqlDialect dialect() const = 0;
    [[nodiscard]] virtual TokenScope tokenScope() const { return TokenScope::Definitions; }
    /// Of all values that it brings.
    [[nodiscard]] virtual Fidelity fidelity() const { return Fidelity::Exact; }
    /// The session as it was opened, before any statement.
    [[nodiscard]] virtual SessionState openedSession() const { return {}; }
    /// @p lost is called when a session that is not as a new one is found to be gone. The next statement is
    /// told so in any case.
    virtual void whenSessionLost(const std::function<void()>& /*lost*/) { }
    /// Runs one statement after those asked for before. @p arrived gets growing snapshots, at most 10 a
    /// second.
    virtual void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) = 0;
    /// Ends a waiting or running statement soon; it finishes as cancelled. Without effect on any other.
    virtual void cancel(RunId run) = 0;
    /// Reads the token, also while a statement runs.
    virtual void readToken(TokenRead read) = 0;
    virtual void loadSchema(SchemaLoaded loaded) = 0;
    /// The statements that make @p object anew, as the database tells it now.
    virtual void loadDefinition(const ObjectName& object, DefinitionLoaded loaded) = 0;
};

} // namespace larder
