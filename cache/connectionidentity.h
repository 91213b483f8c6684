#pragma once

#include <QByteArray>

namespace larder {

/// What tells one database from another in a key: never the user's label, never a password.
struct ConnectionIdentity
{
    /// The engine: "sqlite".
    QByteArray engine;
    /// Engine-specific canonical bytes. SQLite: device, inode and canonical path of the file.
    QByteArray database;
    /// The user and role whose rights decide which rows are seen. SQLite has none.
    QByteArray user = {};

    bool operator==(const ConnectionIdentity&) const = default;
};

/// Databases are told apart without the user: a change by one is a change for all.
[[nodiscard]] inline QByteArray databaseOf(const ConnectionIdentity& identity)
{
    return identity.engine + '\0' + identity.database;
}

} // namespace larder
