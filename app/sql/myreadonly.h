#pragma once

#include "cache/error.h"
#include "cache/sql/sqlclassifier.h"

#include <optional>

namespace larder {

/// Why @p sql may not run over a read-only connection; nothing if it may: what is proven to change nothing,
/// USE, and transactions. The server itself forbids changes of rows and definitions only, and lets the
/// session take even that back (ENGINES.md, A.6).
[[nodiscard]] std::optional<Error> myForbidden(
    const QByteArray& sql, const SqlClassification& classification);

} // namespace larder
