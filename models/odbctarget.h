#pragma once

#include "models/connectiontarget.h"

namespace larder {

/// Whether @p text is an address of ODBC: `odbc://…`.
[[nodiscard]] bool isOdbcAddress(const QString& text);

/// Reads `odbc://user@source?keyword=value;…`: the name of a data source, or after `odbc:///?` a connection
/// string, or both; user and the rest may be left out. Names and the string may be percent-encoded. The user
/// is also taken from the keyword UID. A keyword for a password is refused, and not repeated.
[[nodiscard]] Result<ConnectionTarget> parseOdbcAddress(const QString& text);

/// Reads a connection string as ODBC has it, `keyword=value;keyword={value};…`: the same as behind
/// `odbc:///?`.
[[nodiscard]] Result<ConnectionTarget> parseOdbcString(const QString& text);

/// The address of what @p target names by its parts: the source is its database.
[[nodiscard]] QString odbcAddress(const ConnectionTarget& target);

/// The source of @p target and its options as a connection string, without the user.
[[nodiscard]] QString odbcConnectionString(const ConnectionTarget& target);

/// @p value as it may stand in a connection string: in braces where it has to
/// (https://learn.microsoft.com/sql/odbc/reference/syntax/sqldriverconnect-function, "Comments").
[[nodiscard]] QString odbcQuoted(const QString& value);

} // namespace larder
