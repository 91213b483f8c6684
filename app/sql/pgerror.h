#pragma once

#include "app/sql/pgresult.h"
#include "cache/error.h"
#include "models/connectiontarget.h"

namespace larder {

/// @p text of libpq, which may have several lines, of which the last may be a question, in one.
[[nodiscard]] QString pgText(const QString& text);

/// Why the statement @p sql failed, with the server's text, its position in bytes and the server's hint.
[[nodiscard]] Error pgStatementError(const PgResult& result, QByteArrayView sql);

/// Whether @p sqlState says that the server has ended the connection.
[[nodiscard]] bool pgEndsConnection(const QByteArray& sqlState);

/// Why no connection to @p target came about: @p text is libpq's, @p sqlState the server's where it answered.
[[nodiscard]] Error pgConnectError(
    const ConnectionTarget& target, const QString& text, const QByteArray& sqlState, bool wantsPassword);

} // namespace larder
