#pragma once

#include "cache/error.h"

struct sqlite3;

namespace larder {

/// The error of the last call on @p handle, with SQLite's text, its position in the statement and what to do.
[[nodiscard]] Error sqliteStatementError(sqlite3* handle);

/// Why @p path could not be opened: result code @p code of SQLite, whose text is @p text.
[[nodiscard]] Error sqliteOpenError(const QString& path, int code, const QString& text);

} // namespace larder
