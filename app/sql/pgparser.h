#pragma once

#include "cache/reason.h"

#include <QByteArray>

#include <optional>

namespace larder {

/// A second opinion on a text that was taken for a read: that of PostgreSQL's own parser (libpg_query, of
/// version 15). Why @p sql, which is what was sent, is not certainly one statement that only reads; none if
/// it is. What the parser does not know is doubted. Takes about a tenth of a millisecond for a kilobyte. Any
/// thread.
[[nodiscard]] std::optional<Reason> pgParserDoubt(const QByteArray& sql);

} // namespace larder
