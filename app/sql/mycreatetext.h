#pragma once

#include "cache/objectname.h"

#include <QByteArrayList>

#include <optional>

namespace larder {

// Reads what SHOW CREATE tells, without ANSI_QUOTES, NO_BACKSLASH_ESCAPES or the modes that imply them.

/// @p created with @p name in place of the one that stands behind the first word @p keyword ("TABLE"), with
/// or without its schema; nothing where there is none.
[[nodiscard]] std::optional<QByteArray> myWithName(
    const QByteArray& created, QByteArrayView keyword, const QByteArray& name);

/// The same for a view, up to the SELECT that it stands for.
[[nodiscard]] std::optional<QByteArray> myViewHead(const QByteArray& created, const QByteArray& name);

/// The statement that makes @p part, an index or a constraint, in the table that is made by @p created and
/// called @p table. Where a constraint stands in a column, it is the one that makes the column so. Nothing if
/// the table has none of that name.
[[nodiscard]] std::optional<QByteArray> myPartStatement(
    const QByteArray& created, const ObjectName& part, const QByteArray& table);

/// @p statement with what ends it, also in clients that end one at any semicolon.
[[nodiscard]] QByteArray myEnded(const QByteArray& statement);

} // namespace larder
