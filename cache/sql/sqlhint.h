#pragma once

#include "cache/sql/sqldialect.h"
#include "cache/sql/sqltoken.h"

#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace larder {

/// What a comment of the form `cache: off`, `cache: all ttl=60` or `cache: individual` in a statement asks
/// for.
struct SqlHint
{
    enum class Technique { Off, All, Individual };

    std::optional<Technique> technique;
    std::optional<std::chrono::seconds> ttl;
    bool malformed = false; ///< it says something else, or there are several; nothing of it holds then
    SqlToken token; ///< the comment

    bool operator==(const SqlHint&) const = default;
};

/// The hint in a block comment of @p sql, if there is one. A time to live is in whole seconds, from one
/// second to a year, and does not go with `off`.
[[nodiscard]] std::optional<SqlHint> sqlHint(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
