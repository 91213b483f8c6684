#pragma once

#include "cache/databaseport.h"

namespace larder {

/// The text of @p statement with its values in the places of its `?`, as literals of their types. They are
/// not bound by a prepared statement: that would bring rows by another protocol, with other texts for the
/// same values, and the server refuses to prepare many statements. Texts are written in hexadecimal behind
/// `_utf8mb4`, so that no setting of the session can read them differently.
[[nodiscard]] Result<QByteArray> mySqlWithValues(const Statement& statement);

} // namespace larder
