#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>

#include <vector>

class QWidget;

namespace larder {

/// Asks the user about those of @p statements that change or delete all rows of a table, UPDATE and DELETE
/// without WHERE. True if there are none, or the user wants it.
[[nodiscard]] bool mayChangeAllRows(
    const std::vector<QByteArray>& statements, SqlDialect dialect, QWidget* parent);

} // namespace larder
