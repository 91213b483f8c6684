#pragma once

#include "cache/error.h"
#include "models/connectiontarget.h"

struct st_mysql;

namespace larder {

/// Why the statement @p sql failed, which was the last on @p handle: the server's text, its number and
/// SQLSTATE, and the position in bytes where the text leaves no doubt about it.
[[nodiscard]] Error myStatementError(st_mysql* handle, QByteArrayView sql);

/// Where in @p sql the error of @p message stands, "… near '…' at line N". Nothing unless there is exactly
/// one place.
[[nodiscard]] std::optional<qsizetype> myErrorPosition(const QByteArray& message, QByteArrayView sql);

/// Whether the error @p number says that the connection is gone.
[[nodiscard]] bool myEndsConnection(unsigned number);

/// Why no connection to @p target came about over @p handle.
[[nodiscard]] Error myConnectError(const ConnectionTarget& target, st_mysql* handle);

} // namespace larder
