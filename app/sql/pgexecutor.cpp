#include "app/sql/pgexecutor.h"

#include "app/sql/connectionlost.h"
#include "app/sql/lostchannels.h"
#include "app/sql/pgdefinition.h"
#include "app/sql/pgerror.h"
#include "app/sql/pgschema.h"

namespace larder {

namespace {

using namespace std::chrono_literals;

// For what nobody can cancel.
constexpr auto kLimit = 10s;

// The server has shown that it is none.
Statement notPlain(Statement statement)
{
    statement.plainRead = false;
    return statement;
}

// Now, or in the transaction that it begins.
bool mayWriteRows(const SqlClassification& classification)
{
    const PgStatementKind kind = pgStatementKind(classification);
    return kind == PgStatementKind::Rows || kind == PgStatementKind::Transaction;
}

} // namespace

PgExecutor::PgExecutor(
    DatabaseServer server, std::shared_ptr<ResultStorage> storage, PgOwnMove::TokenReader tokenReader)
    : m_server(std::move(server))
    , m_storage(std::move(storage))
    , m_ownMove(std::move(tokenReader))
{
}

PgExecutor::~PgExecutor() = default;

std::optional<Error> PgExecutor::open()
{
    ServerPatience patience(kLimit, *m_server.cancellation);
    return ensure(m_reader, patience);
}

std::optional<ConnectionIdentity> PgExecutor::identity() const
{
    return m_settings.identity.engine.isEmpty() ? std::nullopt : std::optional(m_settings.identity);
}

SessionState PgExecutor::session() const
{
    return {m_session.inTransaction(), m_session.transactionStarted(), m_session.peculiarity(),
        m_server.options.readOnly || m_settings.readOnly, m_settings.settings,
        m_writer && m_writer->connection().isInFailedTransaction()};
}

bool PgExecutor::isSessionLost() const
{
    return m_writer && m_writer->connection().hasEnded();
}

StatementOutcome PgExecutor::execute(
    RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
{
    dropEnded();
    StatementOutcome outcome;
    const bool reads = statement.plainRead && !m_session.differsFromNewSession();
    if (m_server.cancellation->isRequested(run))
        outcome.cancelled = true;
    else if (!reads)
        write(run, statement, arrived, outcome);
    else if (!read(run, statement, arrived, outcome))
        write(run, notPlain(statement), arrived, outcome);
    dropLost();
    m_server.explainLoss(outcome.error);
    m_server.cancellation->end(run);
    outcome.session = session();
    if (!m_told.isEmpty())
        outcome.notices.insert(outcome.notices.begin(), std::exchange(m_told, {}));
    return outcome;
}

bool PgExecutor::read(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
    StatementOutcome& outcome)
{
    ServerPatience patience(*m_server.cancellation, run);
    if (const auto error = ensure(m_reader, patience)) {
        outcome.error = error;
        return true;
    }
    PgReader reader(*m_reader, *m_server.cancellation, [this] { return metadata(); });
    PgRun ended = reader.run(run, statement, arrived, m_storage->newKeeper());
    if (ended.isForTheWriter)
        return false;
    outcome = std::move(ended.outcome);
    outcome.notices = m_reader->connection().takeNotices();
    m_settings = m_reader->settings();
    outcome.database = m_settings.identity;
    return true;
}

void PgExecutor::write(RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived,
    StatementOutcome& outcome)
{
    ServerPatience patience(*m_server.cancellation, run);
    if (const auto error = ensure(m_writer, patience)) {
        outcome.error = error;
        return;
    }
    const SqlClassification classification = classifySql(statement.sql, SqlDialect::PostgreSql);
    const bool inTransaction = m_session.inTransaction();
    const QString peculiarity = m_session.peculiarity();
    if (!inTransaction && mayWriteRows(classification))
        m_ownMove.begin();
    PgWriter writer(*m_writer, *m_server.cancellation, [this] { return metadata(); });
    PgRun ended = writer.run(run, statement, classification, arrived, m_storage->newKeeper());
    CommittedWrites& committed = ended.outcome.committed;
    committed = m_session.note(ended, statement, classification, inTransaction, *m_writer);
    if (ended.written && !committed.tables.isEmpty() && !committed.wholeDatabase)
        committed.onlyMove = m_ownMove.end(ended.written->transactionId);
    outcome = std::move(ended.outcome);
    outcome.notices = m_writer->connection().takeNotices();
    outcome.database = m_writer->settings().identity;
    // What was read beside an open transaction or a changed session is true for nobody else.
    if (m_session.differsFromNewSession())
        outcome.facts.forbidsCaching = Reason{ReasonCode::InTransaction};
    if (outcome.error && m_writer->connection().isLost())
        outcome.error = connectionLostError(outcome.error->why, inTransaction, peculiarity);
}

Result<Schema> PgExecutor::loadSchema()
{
    dropEnded();
    // A statement that comes behind this could not be cancelled meanwhile.
    ServerPatience patience(kLimit, *m_server.cancellation);
    if (const auto error = ensureMetadata(patience))
        return *error;
    Result<Schema> schema = loadPgSchema(m_metadata->connection(), patience);
    dropLost();
    return schema;
}

Result<QString> PgExecutor::loadDefinition(const ObjectName& object)
{
    dropEnded();
    ServerPatience patience(kLimit, *m_server.cancellation);
    if (const auto error = ensureMetadata(patience))
        return *error;
    Result<QString> definition = loadPgDefinition(m_metadata->connection(), object, patience);
    dropLost();
    return definition;
}

std::optional<Error> PgExecutor::ensure(std::unique_ptr<PgChannel>& channel, ServerPatience& patience)
{
    if (channel)
        return std::nullopt;
    auto opened = PgChannel::open(m_server, patience);
    if (!opened)
        return opened.error();
    channel = std::move(opened.value());
    m_settings = channel->settings();
    return std::nullopt;
}

void PgExecutor::dropEnded()
{
    if (dropEndedChannels<PgChannel>({&m_reader, &m_writer, &m_metadata}, m_session, *m_server.incarnation))
        m_told = m_server.replacedText();
}

void PgExecutor::dropLost()
{
    dropLostChannels<PgChannel>(
        {&m_reader, &m_writer, &m_metadata}, m_writer, m_session, *m_server.incarnation);
}

// It has no session that could be missed, and without it results would lack the types of their columns.
std::optional<Error> PgExecutor::ensureMetadata(ServerPatience& patience)
{
    if (m_metadata && !m_metadata->connection().isQuiet())
        m_metadata.reset();
    return ensure(m_metadata, patience);
}

PgConnection* PgExecutor::metadata()
{
    ServerPatience patience(kLimit, *m_server.cancellation);
    return ensureMetadata(patience) ? nullptr : &m_metadata->connection();
}

} // namespace larder
