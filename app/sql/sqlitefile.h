#pragma once

#include "cache/connectionidentity.h"
#include "cache/error.h"

#include <QString>

#include <optional>

namespace larder {

/// Which file a path names at this moment, and whether its bytes may have changed: unequal where they have,
/// and sometimes where they have not.
struct SqliteFile
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 sizeBytes = 0;
    qint64 modifiedNanoseconds = 0;
    /// The time of the last change of bytes, rights, names or times, which no program can set back.
    qint64 changedNanoseconds = 0;

    [[nodiscard]] bool isSameFile(const SqliteFile& other) const
    {
        return device == other.device && inode == other.inode;
    }
    bool operator==(const SqliteFile&) const = default;
};

/// What `stat()` tells of @p path now; nothing if there is no such file.
[[nodiscard]] std::optional<SqliteFile> sqliteFileAt(const QString& path);

/// Why @p path can't be a database, told before SQLite is asked: missing, a folder, no right to read it.
[[nodiscard]] std::optional<Error> unreadableFileError(const QString& path);

/// Whether other machines may change the file behind SQLite's locks (network file systems); such a file has
/// no token that proves anything (ENGINES.md, A.1.3).
[[nodiscard]] bool isOnNetworkFileSystem(const QString& path);

/// Device, inode and canonical path of @p path.
[[nodiscard]] ConnectionIdentity sqliteIdentity(const QString& path, const SqliteFile& file);

} // namespace larder
