#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace larder {

/// The parameters that @p sql wants values for, in the order of their first appearance and with their mark
/// (`:id`,
/// `?3`, `$1`). A name stands once, however often it is used; each bare `?` is a parameter of its own. Marks
/// in quotes and comments do not count, nor do variables of the session.
[[nodiscard]] std::vector<QByteArray> parameterNames(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
