#pragma once

#include "app/sql/odbctext.h"
#include "cache/error.h"
#include "models/connectiontarget.h"

#include <QStringList>

namespace larder {

/// What a driver or the driver manager told of the last call on a handle.
struct OdbcDiagnostics
{
    /// Of the first record.
    QByteArray sqlState = {};
    /// All texts, each with its SQLSTATE.
    QStringList records = {};
};

/// Reads all records of @p handle, which is of the kind @p handleType (SQL_HANDLE_…).
[[nodiscard]] OdbcDiagnostics odbcDiagnostics(qint16 handleType, void* handle, OdbcTexts texts);

/// Whether the connection is over with this SQLSTATE.
[[nodiscard]] bool odbcEndsConnection(const QByteArray& sqlState);

[[nodiscard]] Error odbcStatementError(const OdbcDiagnostics& diagnostics);
[[nodiscard]] Error odbcLostError(const QString& why, bool wasInTransaction);
/// Of a connection that could not be opened. Drivers give no common SQLSTATE where a password is missing or
/// wrong, and Qt tells none, so the text decides that.
[[nodiscard]] Error odbcConnectError(const ConnectionTarget& target, const QString& text);

} // namespace larder
