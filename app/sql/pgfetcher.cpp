#include "app/sql/pgfetcher.h"

#include "app/sql/connectionlost.h"
#include "app/sql/pgcancel.h"
#include "app/sql/pgerror.h"

#include <QCoreApplication>

#include <libpq-fe.h>

namespace larder {

namespace {

using namespace std::chrono_literals;

// Of waiting for the server, and with it of cancelling.
constexpr auto kLookAround = 10ms;
constexpr qint64 kRowsBetweenLooks = 64;
// What comes beyond the limit is mostly on its way already, and a cancel costs a connection.
constexpr qint64 kDrainMilliseconds = 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("PgFetcher", text);
}

} // namespace

PgFetcher::PgFetcher(Job job, std::unique_ptr<ChunkKeeper> keeper)
    : m_job(std::move(job))
    , m_publisher(m_job.arrived)
    , m_patience(*m_job.cancellation, m_job.run)
    , m_keeper(std::move(keeper))
{
}

PgFetcher::Outcome PgFetcher::run()
{
    m_timer.start();
    m_publisher.start();
    if (send()) {
        while (const PgResult result = next())
            take(result);
        awaitCancelCall();
    }
    return outcome();
}

bool PgFetcher::send()
{
    const auto parameters = PgParameters::of(*m_job.statement);
    if (!parameters) {
        m_outcome.error = parameters.error();
        return false;
    }
    const PgParameters& bound = parameters.value();
    m_outcome.sql = bound.sql();
    PGconn* const handle = m_job.connection->handle();
    const bool sent = !m_job.connection->isLost()
        && PQsendQueryParams(handle, bound.sql().constData(), bound.count(), bound.types(),
               bound.values().data(), bound.lengths(), bound.formats(), 0)
            != 0;
    if (sent)
        PQsetSingleRowMode(handle);
    return sent;
}

PgResult PgFetcher::next()
{
    PGconn* const handle = m_job.connection->handle();
    if (--m_rowsUntilLook <= 0)
        lookAround();
    while (!m_job.connection->isLost() && PQisBusy(handle) != 0) {
        m_job.connection->wait(kLookAround);
        lookAround();
        if (m_patience.isOver())
            m_job.connection->giveUp();
    }
    if (m_job.connection->isLost() && PQisBusy(handle) != 0)
        return PgResult();
    return PgResult(PQgetResult(handle));
}

void PgFetcher::lookAround()
{
    m_rowsUntilLook = kRowsBetweenLooks;
    m_publisher.publishIfDue(m_builder);
    if (m_cancelCall || m_patience.isCancelled())
        askToEnd();
    cutWhenLate();
}

void PgFetcher::take(const PgResult& result)
{
    switch (PQresultStatus(result.get())) {
    case PGRES_SINGLE_TUPLE:
        takeColumns(result);
        takeRow(result);
        break;
    case PGRES_TUPLES_OK:
        takeColumns(result);
        takeEnd(result);
        break;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
        refuseCopy(result);
        break;
    case PGRES_EMPTY_QUERY:
        m_outcome.error
            = Error{tr("Nothing to run"), tr("the text holds no statement"), tr("Write a statement.")};
        break;
    default:
        takeEnd(result);
    }
}

void PgFetcher::takeColumns(const PgResult& result)
{
    if (m_builder)
        return;
    m_outcome.execute = std::chrono::nanoseconds(m_timer.nsecsElapsed());
    for (int i = 0; i < PQnfields(result.get()); ++i)
        m_kinds.push_back(pgCellKind(PQftype(result.get(), i)));
    m_builder.emplace(m_job.columns(result), std::move(m_keeper));
}

void PgFetcher::takeRow(const PgResult& result)
{
    if (m_builder->error() || m_moreExist)
        return;
    if (m_job.statement->rowLimit > 0 && m_builder->rowCount() == m_job.statement->rowLimit) {
        m_moreExist = true;
        m_sinceLimit.start();
        return;
    }
    for (int i = 0; i < int(m_kinds.size()); ++i) {
        ColumnBuilder& column = m_builder->column(i);
        if (PQgetisnull(result.get(), 0, i) != 0)
            column.appendNull();
        else
            appendPgValue(column, m_kinds[size_t(i)],
                {PQgetvalue(result.get(), 0, i), qsizetype(PQgetlength(result.get(), 0, i))});
    }
    m_builder->endRow();
    if (m_builder->error())
        askToEnd();
}

void PgFetcher::takeEnd(const PgResult& result)
{
    if (!result.isError()) {
        m_outcome.commandTag = result.commandTag();
        if (!m_outcome.commandTag.startsWith("SELECT"))
            m_outcome.rowsAffected = QByteArray(PQcmdTuples(result.get())).toLongLong();
        return;
    }
    m_outcome.sqlState = result.sqlState();
    // Behind the refusal of a COPY, the server only tells that it ended it.
    if (!m_outcome.error)
        m_outcome.error = pgStatementError(result, m_job.statement->sql);
}

void PgFetcher::refuseCopy(const PgResult& result)
{
    m_outcome.error
        = Error{tr("Cannot run COPY between the server and this program"), tr("its data is no result"),
            tr("Use SELECT and an export, or INSERT; or COPY with a file of the server's machine.")};
    PGconn* const handle = m_job.connection->handle();
    if (PQresultStatus(result.get()) == PGRES_COPY_IN) {
        PQputCopyEnd(handle, "refused by the client");
        return;
    }
    askToEnd();
    char* row = nullptr;
    int size = 0;
    while (!m_job.connection->isLost() && (size = PQgetCopyData(handle, &row, 1)) >= 0) {
        if (size == 0)
            m_job.connection->wait(kLookAround);
        PQfreemem(row);
        row = nullptr;
        if (m_patience.isOver())
            m_job.connection->giveUp();
    }
}

void PgFetcher::cutWhenLate()
{
    const bool isLate = m_moreExist && m_sinceLimit.hasExpired(kDrainMilliseconds);
    if (!isLate || !m_job.beforeCut || m_cancelCall)
        return;
    m_job.beforeCut();
    m_outcome.cutOff = true;
    askToEnd();
}

void PgFetcher::askToEnd()
{
    if (m_cancelCall && !m_cancelCall->wantsAnother())
        return;
    m_cancelCall.emplace(pgCancel(m_job.connection->handle()));
}

// A cancel that is still on its way would hit what comes next.
void PgFetcher::awaitCancelCall()
{
    QElapsedTimer waited;
    waited.start();
    while (m_cancelCall && !m_cancelCall->hasEnded() && !m_job.connection->isLost()) {
        m_job.connection->wait(1ms);
        if (m_patience.isOver()
            || waited.hasExpired(std::chrono::milliseconds(ServerPatience::kAfterCancel).count()))
            m_job.connection->giveUp();
    }
}

void PgFetcher::settleError()
{
    const bool ended = m_outcome.sqlState == "57014";
    if (m_job.connection->isLost() || pgEndsConnection(m_outcome.sqlState)) {
        const QString why = m_outcome.error ? m_outcome.error->why : m_job.connection->errorText();
        m_job.connection->giveUp();
        m_outcome.error = connectionLostError(why, false);
    } else if (m_builder && m_builder->error()) {
        m_outcome.error = m_builder->error();
    } else if (m_outcome.error && m_moreExist && m_job.beforeCut) {
        // The rows that were wanted are all there; what went wrong came behind them.
        m_outcome.cutOff = true;
        m_outcome.error.reset();
    } else if (m_outcome.error && ended && m_patience.isCancelled()) {
        m_outcome.cancelled = true;
        m_outcome.error.reset();
    }
}

PgFetcher::Outcome PgFetcher::outcome()
{
    const std::chrono::nanoseconds all(m_timer.nsecsElapsed());
    if (!m_builder)
        m_outcome.execute = all;
    m_outcome.fetch = all - m_outcome.execute;
    settleError();
    const Completeness completeness
        = endOfRows(m_outcome.cancelled, m_outcome.error.has_value(), m_moreExist);
    if (m_builder)
        m_outcome.result = m_builder->snapshot(completeness);
    return std::move(m_outcome);
}

} // namespace larder
