#pragma once

#include "cache/queryservice.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"
#include "tests/support/scriptedport.h"

namespace larder::test {

/// What one run told its caller.
struct RunLog
{
    RunId id = {};
    std::vector<RunOutcome> finished = {};
    std::vector<RunOutcome> refreshed = {};
    std::vector<ResultPtr> progressed = {};
    /// Every callback came from outside of QueryService::start().
    bool onlyLater = true;
};

/// A query service over one database that the test plays; more can be added.
class ServiceBench
{
public:
    explicit ServiceBench(qint64 budgetBytes = qint64(1) << 30);

    [[nodiscard]] QueryRequest request(
        const QByteArray& sql, FreshnessPolicy policy = FreshnessPolicy::Verify) const;
    /// Starts a run; its log stays valid as long as the bench.
    const RunLog& start(const QueryRequest& request, const QObject* receiver = nullptr);
    /// The same, then lets the run take its first step.
    const RunLog& begin(const QueryRequest& request, const QObject* receiver = nullptr);
    /// Runs @p sql fresh with the answers @p token and @p outcome.
    const RunLog& fill(
        const QByteArray& sql, const StatementOutcome& outcome, const ValidatorToken& token = "1");
    /// Runs @p sql without the cache with the answer @p outcome.
    const RunLog& runPlain(const QByteArray& sql, const StatementOutcome& outcome);
    /// What the cache serves for @p request without asking the database; null if nothing. No token may be
    /// waited for.
    [[nodiscard]] ResultPtr served(const QueryRequest& request);
    ScriptedPort& addPort(const ConnectionIdentity& identity, ConnectionId& connection);

    ManualClock clock;
    ResultCache cache;
    QObject context;
    QueryService service;
    ConnectionId connection = {};
    ScriptedPort& port;

private:
    std::vector<std::unique_ptr<RunLog>> m_logs;
    bool m_starting = false;
};

/// Lets everything happen that waits in the event loop.
void settle();

/// The outcome of a statement that read @p number from the table "main.orders".
[[nodiscard]] StatementOutcome ordersRead(qint64 number);

/// The integer in the first cell of @p outcome; -1 without any row.
[[nodiscard]] qint64 firstNumber(const RunOutcome& outcome);

} // namespace larder::test
