#pragma once

#include "cache/columnbuilder.h"

#include <QString>

struct st_mysql_field;

namespace larder {

/// How the values of a column are kept that the server sends as text.
enum class MyCellKind { Integer, Real, Bit, Bytes, Text };

/// For the type, flags and character set of @p field. Text is what has a character set; 63 stands for none
/// (https://mariadb.com/kb/en/result-set-packets/, "Column Definition"), also for JSON, UUID and INET6, which
/// only look binary by their flags.
[[nodiscard]] MyCellKind myCellKind(const st_mysql_field& field);

/// As a statement would write it: "bigint(20) unsigned", "decimal(10,2)", "varchar(20)". Empty where the
/// answer does not tell.
[[nodiscard]] QString myTypeName(const st_mysql_field& field);

/// Appends the value that @p text stands for; what does not fit its kind, as an unsigned number above the
/// largest signed one, stays the text that it is.
void appendMyValue(ColumnBuilder& column, MyCellKind kind, QByteArrayView text);

} // namespace larder
