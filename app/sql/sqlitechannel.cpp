#include "app/sql/sqlitechannel.h"

#include "app/sql/sqliteerror.h"
#include "app/sql/sqlitefetcher.h"
#include "app/sql/sqlitehotjournal.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <sqlite3.h>

#include <thread>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kBusyPause = 10ms;
// While nobody waits on purpose, as nobody could cancel it.
constexpr std::chrono::milliseconds kShortTimeout = 200ms;

/// Waits for locks while it lives. SQLite's own waiting can't be cancelled; this can.
class LockWait
{
public:
    LockWait(sqlite3* handle, const SqliteChannel::Patience& patience)
        : m_handle(handle)
        , m_patience(patience)
    {
        sqlite3_busy_handler(m_handle, &LockWait::wait, this);
    }
    ~LockWait() { sqlite3_busy_timeout(m_handle, int(kShortTimeout.count())); }
    LockWait(const LockWait&) = delete;
    LockWait& operator=(const LockWait&) = delete;

private:
    static int wait(void* self, int attempts)
    {
        auto& lock = *static_cast<LockWait*>(self);
        if (attempts == 0)
            lock.m_deadline = QDeadlineTimer(lock.m_patience.limit);
        if (lock.m_deadline.hasExpired() || lock.m_patience.cancellation.isRequested(lock.m_patience.run))
            return 0;
        std::this_thread::sleep_for(kBusyPause);
        return 1;
    }

    sqlite3* m_handle;
    const SqliteChannel::Patience m_patience;
    QDeadlineTimer m_deadline;
};

// Reading the schema proves that the file is a database; SQLite opens anything at first.
std::optional<Error> proveDatabase(sqlite3* handle, SqliteHotJournal& journal)
{
    while (
        sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) != SQLITE_OK) {
        if (!journal.mayRepeat(sqlite3_extended_errcode(handle)))
            return sqliteStatementError(handle);
    }
    return std::nullopt;
}

// Preparing reads the schema where it isn't known yet.
Result<SqliteStatement> prepare(sqlite3* handle, const QByteArray& sql, SqliteHotJournal& journal)
{
    Result<SqliteStatement> prepared = SqliteStatement::prepare(handle, sql);
    while (!prepared && journal.mayRepeat(sqlite3_extended_errcode(handle)))
        prepared = SqliteStatement::prepare(handle, sql);
    return prepared;
}

// Costs no statement, and tells of every commit up to the transaction that has just ended, own ones included.
unsigned lastVersionSeen(sqlite3* handle)
{
    unsigned version = 0;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

void noteFacts(
    StatementFacts& facts, const SqliteChannel::Run& run, SqliteCatalog& catalog, sqlite3_stmt* statement)
{
    const SqliteAuthorizer::Record& record = run.record;
    facts.isRead = run.readOnly && sqlite3_column_count(statement) > 0
        && sqlite3_stmt_isexplain(statement) == 0 && !record.controlsTransaction && !record.attaches
        && !record.changesSchema && record.pragma.isEmpty();
    facts.reads = catalog.baseTables(record.reads);
    facts.forbidsCaching = catalog.forbidsCaching(record);
}

} // namespace

Result<std::unique_ptr<SqliteChannel>> SqliteChannel::open(
    const QString& path, SqliteConnection::Access access, const Patience& patience)
{
    // Declared before the wait, which must end while the connection is open.
    std::unique_ptr<SqliteChannel> channel;
    const std::optional<SqliteFile> file = sqliteFileAt(path);
    if (!file)
        return *unreadableFileError(path);
    auto connection = SqliteConnection::open(path, access, kShortTimeout);
    if (!connection)
        return connection.error();
    const LockWait wait(connection.value()->handle(), patience);
    SqliteHotJournal journal(path, patience);
    Result<SqliteDataVersion> version = SqliteDataVersion::prepare(connection.value()->handle());
    if (!version)
        return version.error();
    if (const auto error = proveDatabase(connection.value()->handle(), journal))
        return *error;
    channel.reset(
        new SqliteChannel(path, access, std::move(connection.value()), std::move(version.value()), *file));
    if (!channel->isCurrent()) {
        const int code = sqlite3_extended_errcode(channel->handle());
        if (code != SQLITE_OK && !journal.mayRepeat(code))
            return sqliteStatementError(channel->handle());
        return std::unique_ptr<SqliteChannel>();
    }
    if (!channel->connection().isOpenOn(channel->file()))
        return std::unique_ptr<SqliteChannel>();
    channel->noteChanges(false);
    channel->m_catalog.load();
    return channel;
}

SqliteChannel::SqliteChannel(QString path, SqliteConnection::Access access,
    std::unique_ptr<SqliteConnection> connection, SqliteDataVersion version, const SqliteFile& file)
    : m_path(std::move(path))
    , m_access(access)
    , m_connection(std::move(connection))
    , m_authorizer(handle())
    , m_catalog(handle())
    , m_keys(handle())
    , m_version(std::move(version))
    , m_file(file)
{
}

SqliteChannel::~SqliteChannel() = default;

bool SqliteChannel::isCurrent()
{
    const std::optional<SqliteFile> file = sqliteFileAt(m_path);
    if (!file || !file->isSameFile(m_file))
        return false;
    if (*file == m_file && m_lastVersion >= 0)
        return true;
    const Result<qint64> version = m_version.read();
    if (!version)
        return false;
    // Other bytes under an unchanged number: the file was overwritten in place, and this connection may go on
    // reading pages that it keeps (ENGINES.md, A.1.3). Other rights or names look the same, and need no more
    // than another connection, once.
    const bool overwritten = m_lastVersion >= 0 && version.value() == m_lastVersion && *file != m_file;
    m_file = *file;
    m_lastVersion = version.value();
    return !overwritten;
}

SqliteChannel::Run SqliteChannel::run(RunId id, const Statement& statement,
    const SqliteCancellation& cancellation, DatabasePort::RowsArrived arrived,
    std::unique_ptr<ChunkKeeper> keeper)
{
    Run run;
    const LockWait wait(handle(), {cancellation, id});
    SqliteHotJournal journal(m_path, {cancellation, id});
    m_authorizer.startRecord();
    const qint64 changesBefore = sqlite3_total_changes64(handle());
    QElapsedTimer preparing;
    preparing.start();
    Result<SqliteStatement> prepared = prepare(handle(), statement.sql, journal);
    std::optional<Error> error = prepared ? prepared.value().bind(statement.parameters) : prepared.error();
    const std::chrono::nanoseconds prepare(preparing.nsecsElapsed());
    if (error) {
        run.outcome.cancelled = cancellation.isRequested(id);
        if (!run.outcome.cancelled)
            run.outcome.error = std::move(error);
        run.readOnly = true;
    } else if (isForTheWriter(prepared.value().get())) {
        run.isForTheWriter = true;
    } else {
        const SqliteAuthorizer::Record asPrepared = m_authorizer.takeRecord();
        SqliteFetcher fetcher({handle(), &prepared.value(), id, statement.rowLimit, &cancellation,
                                  std::move(arrived), [&](int code) { return journal.mayRepeat(code); }},
            std::move(keeper));
        SqliteFetcher::Outcome fetched = fetcher.run();
        run.outcome.result = std::move(fetched.result);
        run.outcome.error = std::move(fetched.error);
        run.outcome.cancelled = fetched.cancelled;
        run.outcome.timings.execute = prepare + fetched.execute;
        run.outcome.timings.fetch = fetched.fetch;
        // `sqlite3_changes()` goes on telling of the last INSERT, UPDATE or DELETE.
        run.outcome.rowsAffected
            = sqlite3_total_changes64(handle()) == changesBefore ? 0 : sqlite3_changes64(handle());
        run.record = m_authorizer.takeRecord();
        // Preparing again told all again, after the schema that held; what else was told meanwhile belongs to
        // the run either way.
        if (!prepared.value().wasPreparedAgain())
            run.record.unite(asPrepared);
        noteEnd(run, statement, prepared.value().get());
    }
    return run;
}

// What writes fails here, as it should: nobody would take account of it.
bool SqliteChannel::isForTheWriter(sqlite3_stmt* prepared) const
{
    return m_access == SqliteConnection::Access::ReadOnly && m_authorizer.record().asksOfOwnWrites()
        && sqlite3_stmt_readonly(prepared) != 0;
}

void SqliteChannel::noteEnd(Run& run, const Statement& statement, sqlite3_stmt* ended)
{
    run.readOnly = sqlite3_stmt_readonly(ended) != 0;
    // SQLite calls the ends of transactions read-only, although they may write
    // (https://www.sqlite.org/c3ref/stmt_readonly.html).
    noteChanges(!run.readOnly || run.record.controlsTransaction);
    noteFacts(run.outcome.facts, run, m_catalog, ended);
    if (statement.wantsRowSource && run.outcome.facts.isRead)
        run.outcome.facts.rowSource = m_keys.rowSource(ended, run.record);
    // The keys of a schema that came behind the rows are not theirs.
    if (lastVersionSeen(handle()) != m_catalogVersion)
        run.outcome.facts.rowSource.reset();
}

void SqliteChannel::noteChanges(bool mayHaveWritten)
{
    const unsigned version = lastVersionSeen(handle());
    if (version != std::exchange(m_catalogVersion, version)) {
        m_catalog.invalidate();
        m_keys.invalidate();
    }
    // Own writes change the file, and `data_version` stays; without this they would look like an overwriting.
    // The path may name another file by now; that is not the one that is open here.
    if (!mayHaveWritten)
        return;
    if (const std::optional<SqliteFile> file = sqliteFileAt(m_path); file && file->isSameFile(m_file))
        m_file = *file;
}

} // namespace larder
