#include "app/sql/myexecutor.h"

#include "app/sql/connectionlost.h"
#include "app/sql/lostchannels.h"
#include "app/sql/mydefinition.h"
#include "app/sql/mykeys.h"
#include "app/sql/myreadonly.h"
#include "app/sql/myschema.h"
#include "app/sql/mytables.h"
#include "cache/sql/sqlrowquery.h"

#include <mysqld_error.h>

namespace larder {

namespace {

using namespace std::chrono_literals;

// For what nobody can cancel.
constexpr auto kLimit = 10s;

} // namespace

MyExecutor::MyExecutor(DatabaseServer server, std::shared_ptr<ResultStorage> storage)
    : m_server(std::move(server))
    , m_storage(std::move(storage))
{
}

MyExecutor::~MyExecutor() = default;

std::optional<Error> MyExecutor::open()
{
    ServerPatience patience(kLimit, *m_server.cancellation);
    return ensure(m_reader, MyChannel::Use::Reads, patience);
}

std::optional<ConnectionIdentity> MyExecutor::identity() const
{
    return m_settings.identity.engine.isEmpty() ? std::nullopt : std::optional(m_settings.identity);
}

SessionState MyExecutor::session() const
{
    return {m_session.inTransaction(), m_session.transactionStarted(), m_session.peculiarity(),
        m_server.options.readOnly, m_settings.settings};
}

bool MyExecutor::isSessionLost() const
{
    return m_writer && m_writer->connection().hasEnded();
}

StatementOutcome MyExecutor::execute(
    RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
{
    dropEnded();
    StatementOutcome outcome;
    const Job job{run, &statement, &arrived, classifySql(statement.sql, SqlDialect::MySql)};
    // What asks of the session, as LAST_INSERT_ID() does, is for the one that writes.
    const bool reads
        = statement.plainRead && job.classification.cacheable && !m_session.differsFromNewSession();
    if (m_server.cancellation->isRequested(run))
        outcome.cancelled = true;
    else if (!reads || !read(job, outcome))
        write(job, outcome);
    dropLost();
    m_server.explainLoss(outcome.error);
    m_server.cancellation->end(run);
    outcome.session = session();
    if (!m_told.isEmpty())
        outcome.notices.insert(outcome.notices.begin(), std::exchange(m_told, {}));
    return outcome;
}

bool MyExecutor::read(const Job& job, StatementOutcome& outcome)
{
    ServerPatience patience(*m_server.cancellation, job.run);
    if (const auto error = ensure(m_reader, MyChannel::Use::Reads, patience)) {
        outcome.error = error;
        return true;
    }
    StatementOutcome read;
    const MyFetcher::Outcome fetched = fetch(job, *m_reader, read);
    // The server has shown that it is no read.
    if (fetched.errorNumber == ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION)
        return false;
    outcome = std::move(read);
    m_settings = m_reader->settings();
    outcome.database = m_settings.identity;
    if (outcome.error || outcome.cancelled || !outcome.result)
        return true;
    MyTables tables(m_reader->connection(), m_settings.database, patience);
    outcome.facts = tables.factsOf(job.statement->sql);
    if (job.statement->wantsRowSource && outcome.facts.reads.size() == 1) {
        const bool wantsAll = rowQuery(job.statement->sql, SqlDialect::MySql).columns.empty();
        outcome.facts.rowSource = myRowSource(m_reader->connection(), *outcome.result, wantsAll, patience);
    }
    if (m_settings.readsTextsDifferently) {
        outcome.facts.forbidsCaching
            = Reason{ReasonCode::Uncacheable, tr("sql_mode makes texts mean something else")};
    }
    return true;
}

void MyExecutor::write(const Job& job, StatementOutcome& outcome)
{
    if (const auto error = prepareWriter(job)) {
        outcome.error = error;
        return;
    }
    MyConnection& connection = m_writer->connection();
    const bool wasInTransaction = connection.isInTransaction();
    const QString peculiarity = m_session.peculiarity();
    (void)fetch(job, *m_writer, outcome);
    ServerPatience patience(kLimit, *m_server.cancellation);
    // An error does not tell whether the transaction has ended with it.
    if ((outcome.error || outcome.cancelled) && !connection.isLost())
        (void)connection.exec("DO 0", patience);
    if (wasInTransaction && !connection.isLost() && !connection.isInTransaction()
        && !job.classification.transactionControl)
        outcome.notices.push_back(tr("The statement has committed the open transaction."));
    const bool succeeded = !outcome.error && !outcome.cancelled;
    outcome.committed = m_session.note(
        job.classification, {succeeded, connection.isLost(), wasInTransaction, connection.isInTransaction()});
    outcome.database = m_writer->settings().identity;
    if (m_session.differsFromNewSession() || wasInTransaction)
        outcome.facts.forbidsCaching = Reason{ReasonCode::InTransaction};
    else
        outcome.facts.forbidsCaching = Reason{ReasonCode::Uncacheable, tr("it may write")};
    if (connection.isLost() && outcome.error)
        outcome.error = connectionLostError(outcome.error->why, wasInTransaction, peculiarity);
}

std::optional<Error> MyExecutor::prepareWriter(const Job& job)
{
    // The server would say that it is done.
    if (job.classification.rule == UncacheableRule::Empty)
        return Error{tr("Nothing to run"), tr("the text holds no statement"), tr("Write a statement.")};
    if (m_server.options.readOnly) {
        if (auto forbidden = myForbidden(job.statement->sql, job.classification))
            return forbidden;
    }
    ServerPatience patience(*m_server.cancellation, job.run);
    return ensure(m_writer, MyChannel::Use::Statements, patience);
}

MyFetcher::Outcome MyExecutor::fetch(const Job& job, MyChannel& channel, StatementOutcome& outcome)
{
    MyFetcher fetcher({&m_server, &channel.connection(), job.statement, job.run, m_server.cancellation.get(),
                          *job.arrived, job.classification.readOnly},
        m_storage);
    MyFetcher::Outcome fetched = fetcher.run();
    fetched.tellTo(outcome);
    return fetched;
}

Result<Schema> MyExecutor::loadSchema()
{
    dropEnded();
    // A statement that comes behind this could not be cancelled meanwhile.
    ServerPatience patience(kLimit, *m_server.cancellation);
    if (const auto error = ensure(m_reader, MyChannel::Use::Reads, patience))
        return *error;
    Result<Schema> schema = loadMySchema(m_reader->connection(), patience);
    dropLost();
    return schema;
}

Result<QString> MyExecutor::loadDefinition(const ObjectName& object)
{
    dropEnded();
    ServerPatience patience(kLimit, *m_server.cancellation);
    if (const auto error = ensure(m_reader, MyChannel::Use::Reads, patience))
        return *error;
    Result<QString> definition = loadMyDefinition(m_reader->connection(), object, patience);
    dropLost();
    return definition;
}

std::optional<Error> MyExecutor::ensure(
    std::unique_ptr<MyChannel>& channel, MyChannel::Use use, ServerPatience& patience)
{
    if (channel)
        return std::nullopt;
    auto opened = MyChannel::open(m_server, use, patience);
    if (!opened)
        return opened.error();
    channel = std::move(opened.value());
    if (use == MyChannel::Use::Reads)
        m_settings = channel->settings();
    return std::nullopt;
}

void MyExecutor::dropEnded()
{
    if (dropEndedChannels<MyChannel>({&m_reader, &m_writer}, m_session, *m_server.incarnation))
        m_told = m_server.replacedText();
}

void MyExecutor::dropLost()
{
    dropLostChannels<MyChannel>({&m_reader, &m_writer}, m_writer, m_session, *m_server.incarnation);
}

} // namespace larder
