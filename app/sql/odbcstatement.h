#pragma once

#include "app/sql/odbcerror.h"

#include <QStringConverter>

namespace larder {

class OdbcConnection;

/// One statement handle of ODBC with the value that was read last. Lives in the thread of its connection, and
/// not longer than that.
class OdbcStatement
{
public:
    /// What SQLGetData() brought.
    enum class Data { Present, Null, Failed };

    explicit OdbcStatement(const OdbcConnection& connection);
    ~OdbcStatement();
    OdbcStatement(const OdbcStatement&) = delete;
    OdbcStatement& operator=(const OdbcStatement&) = delete;

    /// SQLHSTMT; null where the driver gave none.
    [[nodiscard]] void* handle() const { return m_handle; }
    [[nodiscard]] OdbcTexts texts() const { return m_texts; }
    /// Runs @p sql, which is UTF-8, as it stands. False where it failed.
    [[nodiscard]] bool execute(const QByteArray& sql);
    /// Notes what a call of ODBC on the handle has returned; false if it failed.
    [[nodiscard]] bool note(qint16 result);
    /// Takes the next row. False at the end and where it failed: hasFailed().
    [[nodiscard]] bool fetch();
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    /// The value of @p column (from 1, in rising order) as the C type @p type of ODBC (SQL_C_CHAR,
    /// SQL_C_WCHAR, SQL_C_BINARY), all of it, whatever its size.
    [[nodiscard]] Data read(int column, qint16 type);
    /// The same as text in the form of the driver: UTF-8, null for NULL.
    [[nodiscard]] QByteArray text(int column);
    /// What read() brought, until it is called again.
    [[nodiscard]] QByteArrayView bytes() const { return m_bytes; }
    /// The same as UTF-8, until it is called again, if it was read as text in the form of the driver; bytes
    /// that are none stay as they are.
    [[nodiscard]] QByteArrayView utf8();
    [[nodiscard]] OdbcDiagnostics diagnostics() const;

private:
    void* const m_connection;
    const OdbcTexts m_texts;
    void* m_handle = nullptr;
    bool m_failed = false;
    QByteArray m_buffer;
    QByteArrayView m_bytes;
    QByteArray m_utf8;
    QStringEncoder m_toUtf8{QStringEncoder::Utf8, QStringEncoder::Flag::Stateless};
};

} // namespace larder
