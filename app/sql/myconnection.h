#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/serverpatience.h"
#include "cache/result.h"

#include <QByteArrayList>

#include <functional>
#include <memory>
#include <vector>

struct st_mysql;

namespace larder {

/// A connection to a server of MariaDB or MySQL, bound to the scope of this object and to the thread that
/// made it. It never connects anew by itself. It is made with the client library and not by Qt's driver,
/// which can neither demand TLS nor verify a certificate, and waits for a server without end. All waiting
/// goes by the library's non-blocking calls
/// (https://mariadb.com/kb/en/using-the-non-blocking-library/).
class MyConnection
{
public:
    /// Texts as the server sends them; NULL is a null array.
    using Rows = std::vector<QByteArrayList>;

    /// Through the tunnel of @p server, if it has one. Without a password the library takes MYSQL_PWD. Waits
    /// as long as the target's connect-timeout says, else @p timeout.
    [[nodiscard]] static Result<std::unique_ptr<MyConnection>> open(
        const DatabaseServer& server, std::chrono::seconds timeout = std::chrono::seconds(10));
    ~MyConnection();
    MyConnection(const MyConnection&) = delete;
    MyConnection& operator=(const MyConnection&) = delete;

    [[nodiscard]] st_mysql* handle() const { return m_handle; }
    /// The server has closed it, as far as the kernel knows; asks nobody.
    [[nodiscard]] bool hasEnded() const;
    /// Where it leads: through a tunnel, this end of it.
    [[nodiscard]] const ConnectionTarget& target() const { return m_target; }
    [[nodiscard]] bool isLost() const { return m_givenUp; }
    /// Nothing that comes behind can be understood any more: it counts as lost.
    void giveUp();
    [[nodiscard]] bool isInTransaction() const;
    /// The number by which KILL names it.
    [[nodiscard]] quint64 serverThread() const;

    /// Waits until the call that began with @p events and goes on by @p proceed has ended. @p look is called
    /// 100 times a second while it waits; false gives the connection up. Whether it has ended.
    bool await(int events, const std::function<int(int)>& proceed, const std::function<bool()>& look);
    /// Runs Larder's own @p sql and brings the rows of its first result.
    [[nodiscard]] Result<Rows> exec(const QByteArray& sql, ServerPatience& patience);
    /// Takes note of the last call's error: some say that the connection is gone. Whether it is.
    bool noteError();

private:
    explicit MyConnection(ConnectionTarget target);
    [[nodiscard]] std::optional<Error> connect(const DatabaseServer& server, std::chrono::seconds timeout);
    [[nodiscard]] Rows takeRows(const std::function<bool()>& look);

    const ConnectionTarget m_target;
    st_mysql* const m_handle;
    bool m_givenUp = false;
};

} // namespace larder
