#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArrayView>

namespace larder {

/// What a call of a built-in function means for a result that is to be kept.
enum class SqlFunctionKind {
    Unknown, ///< may do anything
    Deterministic, ///< depends on its arguments and the settings in the cache key
    Clock, ///< SQLite's date functions: deterministic if the arguments are literals without a word for now
    Volatile, ///< differs from run to run, or depends on the session or the catalogue; changes nothing
    Sequence, ///< changes the sequence named by its first argument
    Effect, ///< changes the session, takes a lock, sends a message, …
};

/// The kind of the function called @p name (in lower case) with @p arguments arguments, by the documentation
/// of each engine's built-in functions. Where overloads differ, the worst counts.
[[nodiscard]] SqlFunctionKind sqlFunctionKind(QByteArrayView name, qsizetype arguments, SqlDialect dialect);

/// Whether the word @p name without parentheses is a value of the clock or the session (CURRENT_DATE, USER,
/// …).
[[nodiscard]] bool isVolatileKeyword(QByteArrayView name, SqlDialect dialect);

/// Whether @p word may stand before a parenthesis without being a function: reserved in every dialect.
[[nodiscard]] bool isReservedBeforeParenthesis(QByteArrayView word, SqlDialect dialect);

} // namespace larder
