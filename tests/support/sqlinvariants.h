#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArrayView>

namespace larder::test {

/// What the SQL text functions promise for any bytes: the name of the first promise that @p text breaks, or
/// nullptr.
[[nodiscard]] const char* brokenSqlPromise(QByteArrayView text, SqlDialect dialect);

} // namespace larder::test
