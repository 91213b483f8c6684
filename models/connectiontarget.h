#pragma once

#include "cache/result.h"
#include "cache/sql/sqldialect.h"

#include <utility>
#include <vector>

namespace larder {

/// What a user names as a connection: a file, or a server by a URL. Never with a password.
struct ConnectionTarget
{
    enum class Engine { Sqlite, PostgreSql, MySql, Odbc };

    Engine engine = Engine::Sqlite;
    /// Names it again, for parseConnectionTarget(): the absolute path of the file, or the URL.
    QString address;
    /// How to call it on screen.
    QString label;
    /// Of a server; empty or 0 for what its client library takes then. A host with a leading slash is a
    /// folder of sockets, for MariaDB the socket itself.
    QString host = {};
    int port = 0;
    QString database = {};
    QString user = {};
    /// As its client library or its programs name them: "sslmode", "connect_timeout", "ssl-ca".
    std::vector<std::pair<QString, QString>> options = {};
    /// The machine through which `ssh` reaches the server, as `ssh` takes it; empty for none.
    QString ssh = {};

    bool operator==(const ConnectionTarget&) const = default;
};

/// Reads @p text: a path, `sqlite:///path`, `postgresql://user@host:port/database?option=value`, where the
/// option "ssh" is Larder's own, with `mariadb` or `mysql` for a server of that family, or what
/// parseOdbcAddress() takes. The error of an engine that Larder does not know names those it does; one with a
/// password in it is refused, and not repeated.
[[nodiscard]] Result<ConnectionTarget> parseConnectionTarget(const QString& text);

/// The address of the server that @p target names by its parts.
[[nodiscard]] QString serverAddress(const ConnectionTarget& target);

/// The same for people, without its options: "ann@db.example:5433/shop through gate".
[[nodiscard]] QString serverText(const ConnectionTarget& target);

/// The rules that the texts of the engine's statements follow, as far as the engine alone tells.
[[nodiscard]] SqlDialect dialectOf(ConnectionTarget::Engine engine);
/// "SQLite", "PostgreSQL", "MariaDB/MySQL", "ODBC".
[[nodiscard]] QString engineName(ConnectionTarget::Engine engine);

} // namespace larder
