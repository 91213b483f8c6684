#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/pgresult.h"
#include "app/sql/serverpatience.h"
#include "cache/result.h"

#include <QSqlDatabase>

#include <memory>
#include <vector>

struct pg_conn;

namespace larder {

/// A `QSqlDatabase` connection to a PostgreSQL server, bound to the scope of this object and to the thread
/// that made it. It never connects anew by itself.
class PgConnection
{
public:
    /// Through the tunnel of @p server, if it has one. Without a password libpq takes its own means. Waits as
    /// long as the target's connect_timeout says, else
    /// @p timeout.
    [[nodiscard]] static Result<std::unique_ptr<PgConnection>> open(
        const DatabaseServer& server, std::chrono::seconds timeout = std::chrono::seconds(10));
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    /// libpq's own handle under the Qt driver, of the same instance of the library.
    [[nodiscard]] pg_conn* handle() const { return m_handle; }
    /// The server has closed it, as far as the kernel knows; asks nobody.
    [[nodiscard]] bool hasEnded() const;
    [[nodiscard]] bool isLost() const;
    /// Nothing has come since the last answer: also not that the server has let go of it.
    [[nodiscard]] bool isQuiet() const;
    /// What the server or the system said last of the connection.
    [[nodiscard]] QString errorText() const;
    /// Nothing that comes behind can be understood any more: it counts as lost.
    void giveUp() { m_givenUp = true; }
    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] bool isInFailedTransaction() const;

    /// Reads what the server has sent, after waiting for it for @p atMost.
    void wait(std::chrono::milliseconds atMost);
    /// The next answer to what was sent; none at the end. Null with isLost() when @p patience is over.
    [[nodiscard]] PgResult nextResult(ServerPatience& patience);
    /// Runs Larder's own @p sql, one statement or several, up to the first error.
    [[nodiscard]] Result<std::vector<PgResult>> exec(const QByteArray& sql, ServerPatience& patience);
    /// Warnings and notices since the last call.
    [[nodiscard]] std::vector<QString> takeNotices() { return std::exchange(m_notices, {}); }

private:
    explicit PgConnection(const QSqlDatabase& database);
    [[nodiscard]] static Result<std::unique_ptr<PgConnection>> connect(
        const ConnectionTarget& target, const DatabaseServer& server, std::chrono::seconds timeout);
    static void noticed(void* self, const pg_result* notice);

    QSqlDatabase m_database;
    pg_conn* m_handle = nullptr;
    bool m_givenUp = false;
    std::vector<QString> m_notices;
};

} // namespace larder
