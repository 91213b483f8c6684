#include "app/sql/sqliteexecutor.h"

#include "app/sql/connectoptions.h"
#include "app/sql/sqliteerror.h"
#include "app/sql/sqlitehotjournal.h"
#include "app/sql/sqliteschema.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <sqlite3.h>

namespace larder {

SqliteExecutor::SqliteExecutor(QString path, std::shared_ptr<SqliteCancellation> cancellation,
    std::shared_ptr<ResultStorage> storage, SqliteOwnMove::TokenReader tokenReader,
    SqliteConnection::Access access)
    : m_path(std::move(path))
    , m_writerAccess(access)
    , m_cancellation(std::move(cancellation))
    , m_storage(std::move(storage))
    , m_ownMove(std::move(tokenReader))
{
}

SqliteExecutor::~SqliteExecutor() = default;

std::optional<Error> SqliteExecutor::open()
{
    if (const auto error = unreadableFileError(m_path))
        return error;
    auto error = ensure(m_reader, SqliteConnection::Access::ReadOnly, {*m_cancellation});
    if (error)
        error->what = QCoreApplication::translate("SqliteExecutor", "Cannot open %1").arg(m_path);
    return error;
}

StatementOutcome SqliteExecutor::execute(
    RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
{
    StatementOutcome outcome;
    [[maybe_unused]] const bool ended
        = tryOn(channelFor(run, statement.plainRead), run, statement, arrived, outcome)
        || tryOn(channelFor(run, false), run, statement, arrived, outcome);
    Q_ASSERT(ended);
    m_cancellation->end(run);
    outcome.session = session();
    return outcome;
}

bool SqliteExecutor::tryOn(const Result<SqliteChannel*>& channel, RunId run, const Statement& statement,
    const DatabasePort::RowsArrived& arrived, StatementOutcome& outcome)
{
    if (!channel) {
        outcome.cancelled = m_cancellation->isRequested(run);
        if (!outcome.cancelled)
            outcome.error = channel.error();
        return true;
    }
    m_cancellation->begin(run, channel.value()->handle());
    outcome.cancelled = m_cancellation->isRequested(run);
    return outcome.cancelled || runOn(*channel.value(), run, statement, arrived, outcome);
}

bool SqliteExecutor::runOn(SqliteChannel& channel, RunId run, const Statement& statement,
    const DatabasePort::RowsArrived& arrived, StatementOutcome& outcome)
{
    const bool writes = &channel == m_writer.get();
    if (writes && !m_session.state(channel.handle()).inTransaction)
        m_ownMove.begin(channel.dataVersion());
    SqliteChannel::Run ended = channel.run(run, statement, *m_cancellation, arrived, m_storage->newKeeper());
    if (ended.isForTheWriter)
        return false;
    outcome = std::move(ended.outcome);
    outcome.database = sqliteIdentity(m_path, channel.file());
    // What was read beside an open transaction or a changed session is true for nobody else.
    if (m_session.differsFromNewSession(writerHandle()))
        outcome.facts.forbidsCaching = Reason{ReasonCode::InTransaction};
    if (!writes)
        return true;
    explainRefusal(outcome.error);
    ended.outcome.error = outcome.error;
    outcome.committed = m_session.note(ended, statement, writerHandle());
    if (!outcome.committed.tables.isEmpty() && !outcome.committed.wholeDatabase)
        outcome.committed.onlyMove = m_ownMove.end(channel.dataVersion());
    return true;
}

void SqliteExecutor::explainRefusal(std::optional<Error>& error) const
{
    const int code = sqlite3_extended_errcode(writerHandle());
    const bool isRefused = (code & 0xff) == SQLITE_READONLY && !tellsOfHotJournal(code);
    if (error && isRefused && m_writerAccess == SqliteConnection::Access::ReadOnly)
        error->advice = readOnlyAdvice();
}

Result<Schema> SqliteExecutor::loadSchema()
{
    return loadByReader<Schema>(loadSqliteSchema);
}

Result<QString> SqliteExecutor::loadDefinition(const ObjectName& object)
{
    return loadByReader<QString>(
        [&object](const QSqlDatabase& database) { return loadSqliteDefinition(database, object); });
}

template <typename T, typename Load>
Result<T> SqliteExecutor::loadByReader(const Load& load)
{
    // A statement that comes behind this could not be cancelled meanwhile.
    const SqliteChannel::Patience patience{*m_cancellation, {}, std::chrono::milliseconds(200)};
    if (const auto error = ensure(m_reader, SqliteConnection::Access::ReadOnly, patience))
        return *error;
    SqliteHotJournal journal(m_path, patience);
    Result<T> loaded = load(m_reader->connection().database());
    while (!loaded && journal.mayRepeat(sqlite3_extended_errcode(m_reader->handle())))
        loaded = load(m_reader->connection().database());
    return loaded;
}

Result<SqliteChannel*> SqliteExecutor::channelFor(RunId run, bool reads)
{
    if (m_session.differsFromNewSession(writerHandle()))
        return m_writer.get();
    auto& channel = reads ? m_reader : m_writer;
    const auto access = reads ? SqliteConnection::Access::ReadOnly : m_writerAccess;
    if (const auto error = ensure(channel, access, {*m_cancellation, run}))
        return *error;
    return channel.get();
}

std::optional<Error> SqliteExecutor::ensure(std::unique_ptr<SqliteChannel>& channel,
    SqliteConnection::Access access, const SqliteChannel::Patience& patience)
{
    if (channel && channel->isCurrent())
        return std::nullopt;
    channel.reset();
    while (!channel) {
        auto opened = SqliteChannel::open(m_path, access, patience);
        if (!opened)
            return opened.error();
        channel = std::move(opened.value());
    }
    return std::nullopt;
}

std::optional<ConnectionIdentity> SqliteExecutor::identity() const
{
    const std::optional<SqliteFile> file = sqliteFileAt(m_path);
    return file ? std::optional(sqliteIdentity(m_path, *file)) : std::nullopt;
}

SessionState SqliteExecutor::session() const
{
    SessionState state = m_session.state(writerHandle());
    // Nothing is known of a file that is gone for a while.
    const QFileInfo file(m_path);
    state.readOnly
        = m_writerAccess == SqliteConnection::Access::ReadOnly || (file.exists() && !file.isWritable());
    return state;
}

} // namespace larder
