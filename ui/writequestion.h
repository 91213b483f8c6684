#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>

#include <vector>

class QWidget;

namespace larder {

/// Asks the user about those of @p statements that change or delete all rows of a table, UPDATE and DELETE
/// without WHERE; of a database in @p production, about all that may change something. True if there are
/// none, or the user wants it.
[[nodiscard]] bool mayRun(
    const std::vector<QByteArray>& statements, SqlDialect dialect, bool production, QWidget* parent);

} // namespace larder
