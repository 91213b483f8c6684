#pragma once

#include "app/sql/sqliteauthorizer.h"
#include "app/sql/sqlitecancellation.h"
#include "app/sql/sqlitecatalog.h"
#include "app/sql/sqliteconnection.h"
#include "app/sql/sqlitedataversion.h"
#include "app/sql/sqlitefile.h"
#include "app/sql/sqlitekeys.h"
#include "cache/chunkkeeper.h"
#include "cache/databaseport.h"

struct sqlite3_stmt;

namespace larder {

/// One connection to a SQLite file with all that watches what runs on it. Lives in the worker's thread.
class SqliteChannel
{
public:
    /// A statement's end, with what it was seen to do.
    struct Run
    {
        StatementOutcome outcome = {};
        SqliteAuthorizer::Record record = {};
        /// SQLite itself says that it changes nothing.
        bool readOnly = false;
        /// It did not run: it asks what this session has written, and this connection never writes.
        bool isForTheWriter = false;
    };

    /// How long to wait for the locks of others: until @p limit is over or @p run is cancelled.
    struct Patience
    {
        const SqliteCancellation& cancellation;
        RunId run = {};
        std::chrono::milliseconds limit = std::chrono::seconds(5);
    };

    /// Null if the path named another file meanwhile, even if only for a moment; to be opened again.
    [[nodiscard]] static Result<std::unique_ptr<SqliteChannel>> open(
        const QString& path, SqliteConnection::Access access, const Patience& patience);
    ~SqliteChannel();
    SqliteChannel(const SqliteChannel&) = delete;
    SqliteChannel& operator=(const SqliteChannel&) = delete;

    [[nodiscard]] sqlite3* handle() const { return m_connection->handle(); }
    [[nodiscard]] const SqliteConnection& connection() const { return *m_connection; }
    /// Whether the path still names the file that is open here and this connection sees its present bytes.
    /// False means: open another one.
    [[nodiscard]] bool isCurrent();
    /// The file that is open here.
    [[nodiscard]] const SqliteFile& file() const { return m_file; }
    /// Tells of the commits of other connections; see SqliteDataVersion.
    [[nodiscard]] SqliteDataVersion& dataVersion() { return m_version; }
    /// Rows go to @p keeper.
    [[nodiscard]] Run run(RunId id, const Statement& statement, const SqliteCancellation& cancellation,
        DatabasePort::RowsArrived arrived,
        std::unique_ptr<ChunkKeeper> keeper = std::make_unique<MemoryKeeper>());

private:
    SqliteChannel(QString path, SqliteConnection::Access access, std::unique_ptr<SqliteConnection> connection,
        SqliteDataVersion version, const SqliteFile& file);
    [[nodiscard]] bool isForTheWriter(sqlite3_stmt* prepared) const;
    void noteEnd(Run& run, const Statement& statement, sqlite3_stmt* ended);
    void noteChanges(bool mayHaveWritten);

    const QString m_path;
    const SqliteConnection::Access m_access;
    // Members die in the reverse order: what uses the connection goes before it.
    std::unique_ptr<SqliteConnection> m_connection;
    SqliteAuthorizer m_authorizer;
    SqliteCatalog m_catalog;
    SqliteKeys m_keys;
    SqliteDataVersion m_version;
    qint64 m_lastVersion = -1;
    unsigned m_catalogVersion = 0;
    SqliteFile m_file;
};

} // namespace larder
