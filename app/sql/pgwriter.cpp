#include "app/sql/pgwriter.h"

#include "app/sql/connectoptions.h"
#include "app/sql/pgcolumns.h"
#include "app/sql/pgerror.h"
#include "app/sql/pgreadonly.h"

#include <QCoreApplication>

#include <libpq-fe.h>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PgWriter", text);
}

bool wantsCommit(const SqlClassification& classification)
{
    // PREPARE TRANSACTION leaves the COMMIT to anybody.
    return classification.transactionControl
        && (classification.verb == "COMMIT" || classification.verb == "END"
            || classification.verb == "PREPARE");
}

// Only of the user's own: the server answers COMMIT with ROLLBACK behind a statement that has failed.
Error rolledBack()
{
    return {tr("Nothing was committed"),
        tr("a statement of the transaction had failed, so the server has rolled all of it back"),
        tr("Run its statements again, without the one that fails.")};
}

Error refusedCommit()
{
    return {tr("The statement failed"), tr("its changes could not be committed"), {}};
}

Error unknownCommit(const Error& error)
{
    Error unknown = error;
    unknown.advice
        = tr("It is not known whether the changes were committed. Look before you make them again; the next "
             "run connects anew.");
    return unknown;
}

} // namespace

PgWriter::PgWriter(PgChannel& channel, const ServerCancellation& cancellation, PgReader::Metadata metadata)
    : m_channel(channel)
    , m_cancellation(cancellation)
    , m_metadata(std::move(metadata))
{
}

PgRun PgWriter::run(RunId id, const Statement& statement, const SqlClassification& classification,
    const DatabasePort::RowsArrived& arrived, std::unique_ptr<ChunkKeeper> keeper)
{
    PgRun run;
    ServerPatience patience(m_cancellation, id);
    PgConnection& connection = m_channel.connection();
    run.hadOwnTransaction = needsOwnTransaction(statement, classification);
    if (run.hadOwnTransaction)
        begin(run, patience);
    else if (wantsCommit(classification) && PQtransactionStatus(connection.handle()) == PQTRANS_INTRANS)
        prepareCommit(run, patience);
    if (run.outcome.error)
        return run;
    fetch(run, id, statement, arrived, std::move(keeper));
    if (run.succeeded() && wantsCommit(classification) && run.commandTag == "ROLLBACK")
        run.outcome.error = rolledBack();
    if (run.hadOwnTransaction && !connection.isLost())
        endOwnTransaction(run, patience);
    if (m_channel.isReadOnly())
        keepReadOnly(run, patience);
    if (!connection.isLost())
        restoreEncoding();
    return run;
}

bool PgWriter::needsOwnTransaction(const Statement& statement, const SqlClassification& classification) const
{
    if (m_channel.connection().isInTransaction())
        return false;
    if (m_channel.isReadOnly())
        return !classification.transactionControl
            || (classification.verb != "BEGIN" && classification.verb != "START");
    return pgStatementKind(classification) == PgStatementKind::Rows && !statement.plainRead;
}

void PgWriter::begin(PgRun& run, ServerPatience& patience)
{
    PgConnection& connection = m_channel.connection();
    if (const auto begun = connection.exec("BEGIN", patience); !begun)
        run.outcome.error = begun.error();
    else if (m_channel.isReadOnly())
        run.outcome.error = pgForbidWriting(connection, patience);
}

void PgWriter::prepareCommit(PgRun& run, ServerPatience& patience)
{
    PgConnection& connection = m_channel.connection();
    if (m_channel.isReadOnly())
        run.outcome.error = pgForbiddenWrite(connection, patience);
    if (!run.outcome.error)
        askWritten(run, patience);
    else if (!connection.isLost() && !connection.exec("ROLLBACK", patience))
        connection.giveUp();
}

// Where it can't be told, nobody knows what the COMMIT shows.
void PgWriter::askWritten(PgRun& run, ServerPatience& patience)
{
    auto written = PgRelations::written(m_channel.connection(), patience);
    if (written)
        run.written = std::move(written.value());
    else if (m_channel.connection().isLost())
        run.outcome.error = written.error();
}

void PgWriter::fetch(PgRun& run, RunId id, const Statement& statement,
    const DatabasePort::RowsArrived& arrived, std::unique_ptr<ChunkKeeper> keeper)
{
    ServerPatience patience(m_cancellation, id);
    const auto columns = [&](const PgResult& row) {
        return pgColumns(row, pgColumnsNeedServer(row) ? m_metadata() : nullptr, patience);
    };
    PgFetcher fetcher(
        {&m_channel.connection(), &statement, id, &m_cancellation, arrived, columns, {}}, std::move(keeper));
    PgFetcher::Outcome fetched = fetcher.run();
    run.commandTag = fetched.commandTag;
    run.outcome.result = std::move(fetched.result);
    run.outcome.error = std::move(fetched.error);
    run.outcome.cancelled = fetched.cancelled;
    run.outcome.rowsAffected = fetched.rowsAffected;
    if (m_channel.isReadOnly() && fetched.sqlState == "25006" && run.outcome.error)
        run.outcome.error->advice = readOnlyAdvice();
    run.outcome.timings.execute = fetched.execute;
    run.outcome.timings.fetch = fetched.fetch;
    run.outcome.facts.forbidsCaching = Reason{ReasonCode::Uncacheable, tr("it may write")};
}

void PgWriter::endOwnTransaction(PgRun& run, ServerPatience& patience)
{
    PgConnection& connection = m_channel.connection();
    if (!run.succeeded()) {
        if (const auto ended = connection.exec("ROLLBACK", patience); !ended)
            connection.giveUp();
        return;
    }
    prepareCommit(run, patience);
    if (run.outcome.error)
        return;
    const auto committed = connection.exec("COMMIT", patience);
    if (committed && committed.value()[0].commandTag() == "COMMIT")
        return;
    // What failed, or ended as a rollback, shows nothing; an unknown end may show all.
    const Error error = committed ? refusedCommit() : committed.error();
    const bool isUnknown = error.kind == ErrorKind::ConnectionLost;
    run.outcome.error = isUnknown ? unknownCommit(error) : error;
    run.outcome.error->position.reset();
    run.mayHaveCommitted = isUnknown;
}

// The user's transaction began with this statement, or another with the COMMIT AND CHAIN that it was.
void PgWriter::keepReadOnly(PgRun& run, ServerPatience& patience)
{
    PgConnection& connection = m_channel.connection();
    if (connection.isLost() || PQtransactionStatus(connection.handle()) != PQTRANS_INTRANS)
        return;
    if (auto error = pgForbidWriting(connection, patience)) {
        run.outcome.error = std::move(error);
        connection.giveUp();
    }
}

// Larder reads UTF-8; the session may ask for something else, but the connection goes on as it was.
void PgWriter::restoreEncoding()
{
    PGconn* const handle = m_channel.connection().handle();
    if (PQtransactionStatus(handle) != PQTRANS_INERROR
        && qstrcmp(PQparameterStatus(handle, "client_encoding"), "UTF8") != 0)
        PQsetClientEncoding(handle, "UTF8");
}

} // namespace larder
