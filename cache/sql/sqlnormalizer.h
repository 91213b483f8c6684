#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>
#include <QByteArrayView>

namespace larder {

/// @p sql in the form that goes into the cache key: the same tokens, byte for byte and in the same order, and
/// what stands between two of them reduced to one blank or, where a string literal may go on behind it, one
/// line break. Optimizer hints and executable comments stay; other comments and the last `;` go. Two texts
/// with one form mean the same to the engine; only column headings made from an expression's text may show
/// other white space.
[[nodiscard]] QByteArray normalizedSql(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
