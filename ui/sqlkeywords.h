#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArrayView>

namespace larder {

/// Whether @p word is a keyword or a type in @p dialect, without regard to case. Dialects that have no list
/// of their own share one. Words that most often are names of columns are none.
[[nodiscard]] bool isSqlKeyword(QByteArrayView word, SqlDialect dialect);

} // namespace larder
