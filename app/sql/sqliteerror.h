#pragma once

#include "cache/error.h"

struct sqlite3;

namespace larder {

/// Whether a connection that can't write failed with @p extendedCode because SQLite takes a journal for one
/// that must be rolled back, or a WAL for one that must be recovered, before anything can be read.
[[nodiscard]] bool tellsOfHotJournal(int extendedCode);

/// The error of the last call on @p handle, with SQLite's text, its position in the statement and what to do.
[[nodiscard]] Error sqliteStatementError(sqlite3* handle);

/// Why @p path could not be opened: result code @p code of SQLite, whose text is @p text.
[[nodiscard]] Error sqliteOpenError(const QString& path, int code, const QString& text);

} // namespace larder
