#include "app/sql/myfetcher.h"

#include "app/sql/connectionlost.h"
#include "app/sql/mycancel.h"
#include "app/sql/mycolumns.h"
#include "app/sql/myerror.h"
#include "app/sql/mypacket.h"
#include "app/sql/myparameters.h"

#include <QCoreApplication>

#include <mysql.h>
#include <mysqld_error.h>

#include <thread>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kRowsBetweenLooks = 64;
// What comes beyond the limit is mostly on its way already, and a cancel costs a connection.
constexpr qint64 kDrainMilliseconds = 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("MyFetcher", text);
}

bool isInterruption(unsigned number)
{
    // The last is MariaDB's for KILL QUERY in some states.
    return number == ER_QUERY_INTERRUPTED || number == ER_STATEMENT_TIMEOUT;
}

} // namespace

MyFetcher::MyFetcher(Job job, std::shared_ptr<ResultStorage> storage)
    : m_job(std::move(job))
    , m_publisher(m_job.arrived)
    , m_patience(*m_job.cancellation, m_job.run)
    , m_results(std::move(storage))
{
}

MyFetcher::Outcome MyFetcher::run()
{
    m_timer.start();
    m_publisher.start();
    if (send())
        takeResults();
    awaitCancelCall();
    takeWarnings();
    return outcome();
}

bool MyFetcher::send()
{
    auto sql = mySqlWithValues(*m_job.statement);
    if (!sql) {
        m_outcome.error = sql.error();
        return false;
    }
    m_sql = std::move(sql.value());
    MYSQL* const handle = m_job.connection->handle();
    int failed = 0;
    const int events = mysql_real_query_start(&failed, handle, m_sql.constData(), ulong(m_sql.size()));
    if (!await(events, [&](int seen) { return mysql_real_query_cont(&failed, handle, seen); }))
        return false;
    if (failed != 0)
        noteError();
    return failed == 0;
}

bool MyFetcher::await(int events, const std::function<int(int)>& proceed)
{
    return events == 0 || m_job.connection->await(events, proceed, [this] { return lookAround(); });
}

bool MyFetcher::lookAround()
{
    m_rowsUntilLook = kRowsBetweenLooks;
    if (m_results.isAtFirst())
        m_publisher.publishIfDue(m_results.builder());
    if (m_cancelCall || m_patience.isCancelled()
        || (m_job.mayCut && m_results.isCut() && m_sinceLimit.hasExpired(kDrainMilliseconds)))
        askToEnd();
    return !m_patience.isOver();
}

void MyFetcher::takeResults()
{
    MYSQL* const handle = m_job.connection->handle();
    do {
        MYSQL_RES* const result = mysql_use_result(handle);
        if (result)
            takeRows(result);
        else if (mysql_field_count(handle) == 0)
            m_outcome.rowsAffected += qint64(mysql_affected_rows(handle));
        else
            noteError();
    } while (!m_outcome.error && toNextResult());
}

void MyFetcher::takeRows(MYSQL_RES* result)
{
    MYSQL* const handle = m_job.connection->handle();
    if (m_results.isEmpty())
        m_outcome.execute = std::chrono::nanoseconds(m_timer.nsecsElapsed());
    m_results.begin(myColumns(result));
    m_kinds.clear();
    for (unsigned i = 0; i < mysql_num_fields(result); ++i)
        m_kinds.push_back(myCellKind(*mysql_fetch_field_direct(result, i)));
    bool goesOn = true;
    while (goesOn) {
        const MYSQL_ROW row = nextRow(result);
        goesOn = row != nullptr;
        if (goesOn && m_results.builder())
            takeRow(row, mysql_fetch_lengths(result));
        if (goesOn && --m_rowsUntilLook <= 0)
            (void)lookAround();
    }
    if (m_job.connection->isLost()) {
        // Nothing is read to the end any more.
        result->handle = nullptr;
    } else if (mysql_errno(handle) != 0) {
        noteError();
    }
    mysql_free_result(result);
}

char** MyFetcher::nextRow(MYSQL_RES* result)
{
    // What the library does to be able to wait costs as much as the row.
    if (isMyPacketHere(*m_job.connection->handle()))
        return mysql_fetch_row(result);
    MYSQL_ROW row = nullptr;
    const int events = mysql_fetch_row_start(&row, result);
    return await(events, [&](int seen) { return mysql_fetch_row_cont(&row, result, seen); }) ? row : nullptr;
}

void MyFetcher::takeRow(char** row, const unsigned long* sizes)
{
    ResultBuilder& builder = *m_results.builder();
    if (builder.error() || m_results.isCut())
        return;
    if (m_job.statement->rowLimit > 0 && builder.rowCount() == m_job.statement->rowLimit) {
        m_results.cut();
        m_sinceLimit.start();
        return;
    }
    for (size_t i = 0; i < m_kinds.size(); ++i) {
        ColumnBuilder& column = builder.column(int(i));
        if (row[i])
            appendMyValue(column, m_kinds[i], {row[i], qsizetype(sizes[i])});
        else
            column.appendNull();
    }
    builder.endRow();
    if (builder.error())
        askToEnd();
}

bool MyFetcher::toNextResult()
{
    MYSQL* const handle = m_job.connection->handle();
    if (m_job.connection->isLost() || mysql_more_results(handle) == 0)
        return false;
    int status = 0;
    const int events = mysql_next_result_start(&status, handle);
    if (!await(events, [&](int seen) { return mysql_next_result_cont(&status, handle, seen); }))
        return false;
    if (status > 0)
        noteError();
    return status == 0;
}

void MyFetcher::noteError()
{
    MYSQL* const handle = m_job.connection->handle();
    m_outcome.errorNumber = mysql_errno(handle);
    m_outcome.error = myStatementError(handle, m_sql);
    // Values in places of marks move what stands behind them.
    if (!m_job.statement->parameters.empty())
        m_outcome.error->position.reset();
    if (m_job.connection->noteError())
        m_outcome.error = connectionLostError(m_outcome.error->why, false);
}

void MyFetcher::askToEnd()
{
    if (m_cancelCall && !m_cancelCall->wantsAnother())
        return;
    m_cancelCall.emplace(myCancel(*m_job.connection, m_job.server->options));
}

// A cancel that is still on its way would hit what comes next.
void MyFetcher::awaitCancelCall()
{
    QElapsedTimer waited;
    waited.start();
    while (m_cancelCall && !m_cancelCall->hasEnded() && !m_job.connection->isLost()) {
        std::this_thread::sleep_for(1ms);
        if (m_patience.isOver()
            || waited.hasExpired(std::chrono::milliseconds(ServerPatience::kAfterCancel).count()))
            m_job.connection->giveUp();
    }
    // One that has come too late would be told to whatever comes next.
    ServerPatience patience(ServerPatience::kAfterCancel, *m_job.cancellation);
    if (m_cancelCall && !m_job.connection->isLost())
        (void)m_job.connection->exec("DO 0", patience);
}

void MyFetcher::takeWarnings()
{
    const bool isReady = !m_cancelCall && !m_outcome.error && !m_job.connection->isLost();
    if (!isReady || mysql_warning_count(m_job.connection->handle()) == 0)
        return;
    ServerPatience patience(ServerPatience::kAfterCancel, *m_job.cancellation);
    const auto warnings = m_job.connection->exec("SHOW WARNINGS", patience);
    if (!warnings)
        return;
    for (const QByteArrayList& warning : warnings.value()) {
        m_outcome.notices.push_back(
            QStringLiteral("%1 %2: %3")
                .arg(QString::fromUtf8(warning.value(0)), QString::fromUtf8(warning.value(1)),
                    QString::fromUtf8(warning.value(2))));
    }
}

void MyFetcher::settleError()
{
    if (m_job.connection->isLost()) {
        if (!m_outcome.error || m_outcome.error->kind != ErrorKind::ConnectionLost)
            m_outcome.error = connectionLostError(tr("the server does not answer"), false);
    } else if (m_results.error()) {
        m_outcome.error = m_results.error();
    } else if (m_patience.isCancelled() && m_cancelCall) {
        // A SLEEP that was killed ends without an error, and with a value that nobody asked for.
        m_outcome.cancelled = m_outcome.error ? isInterruption(m_outcome.errorNumber) : !m_results.isEmpty();
        if (m_outcome.cancelled)
            m_outcome.error.reset();
    } else if (m_outcome.error && m_results.isCut() && m_job.mayCut) {
        // The rows that were wanted are all there; what went wrong came behind them.
        m_outcome.error.reset();
    }
}

MyFetcher::Outcome MyFetcher::outcome()
{
    const std::chrono::nanoseconds all(m_timer.nsecsElapsed());
    if (m_results.isEmpty())
        m_outcome.execute = all;
    m_outcome.fetch = all - m_outcome.execute;
    settleError();
    m_outcome.results = m_results.finish(m_outcome.cancelled, m_outcome.error.has_value());
    m_outcome.resultsNotShown = m_results.notKept();
    return std::move(m_outcome);
}

} // namespace larder
