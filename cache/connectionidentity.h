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

} // namespace larder
