#include "app/sql/odbcstatement.h"

#include "app/sql/odbcconnection.h"

#include <sql.h>
#include <sqlext.h>

namespace larder {

namespace {

constexpr qsizetype kFirstRoom = 4096;
// What one value has made larger than that is given back.
constexpr qsizetype kMostKept = qsizetype(1) << 20;

} // namespace

OdbcStatement::OdbcStatement(const OdbcConnection& connection)
    : m_connection(connection.handle())
    , m_texts(connection.texts())
    , m_buffer(kFirstRoom, Qt::Uninitialized)
{
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, m_connection, &m_handle)))
        m_handle = nullptr;
}

OdbcStatement::~OdbcStatement()
{
    if (m_handle)
        SQLFreeHandle(SQL_HANDLE_STMT, m_handle);
}

bool OdbcStatement::execute(const QByteArray& sql)
{
    if (!m_handle)
        return note(SQL_ERROR);
    QByteArray text = odbcBytes(sql, m_texts);
    const auto units = SQLINTEGER(text.size() / odbcUnit(m_texts));
    const SQLRETURN result = m_texts == OdbcTexts::Wide
        ? SQLExecDirectW(m_handle, reinterpret_cast<SQLWCHAR*>(text.data()), units)
        : SQLExecDirect(m_handle, reinterpret_cast<SQLCHAR*>(text.data()), units);
    // A change that met no row has no data, and has not failed.
    return result == SQL_NO_DATA || note(result);
}

bool OdbcStatement::note(qint16 result)
{
    m_failed = !SQL_SUCCEEDED(result) && result != SQL_NO_DATA;
    return SQL_SUCCEEDED(result);
}

bool OdbcStatement::fetch()
{
    return note(SQLFetch(m_handle));
}

OdbcStatement::Data OdbcStatement::read(int column, qint16 type)
{
    const qsizetype end = type == SQL_C_WCHAR ? 2 : type == SQL_C_CHAR ? 1 : 0;
    if (m_buffer.size() > kMostKept)
        m_buffer = QByteArray(kFirstRoom, Qt::Uninitialized);
    qsizetype filled = 0;
    for (;;) {
        const qsizetype room = m_buffer.size() - filled;
        SQLLEN length = 0;
        const SQLRETURN result = SQLGetData(
            m_handle, SQLUSMALLINT(column), type, m_buffer.data() + filled, SQLLEN(room), &length);
        if (result == SQL_NO_DATA)
            break;
        if (!note(result))
            return Data::Failed;
        if (length == SQL_NULL_DATA)
            return Data::Null;
        if (length >= 0 && length + end <= room) {
            filled += length;
            break;
        }
        // The end of a text stands behind each piece.
        filled += room - end;
        const qsizetype rest = length == SQL_NO_TOTAL ? m_buffer.size() : length - (room - end);
        m_buffer.resize(filled + ((std::max(rest + end, kFirstRoom) + 1) & ~qsizetype(1)));
    }
    m_bytes = QByteArrayView(m_buffer).first(filled);
    return Data::Present;
}

QByteArrayView OdbcStatement::utf8()
{
    if (m_texts == OdbcTexts::Bytes)
        return m_bytes;
    const QStringView text(reinterpret_cast<const char16_t*>(m_bytes.data()), m_bytes.size() / 2);
    if (m_utf8.size() > kMostKept)
        m_utf8 = {};
    m_utf8.resize(std::max(m_utf8.size(), m_toUtf8.requiredSpace(text.size())));
    const char* const end = m_toUtf8.appendToBuffer(m_utf8.data(), text);
    return QByteArrayView(m_utf8.constData(), end);
}

QByteArray OdbcStatement::text(int column)
{
    const bool isWide = m_texts == OdbcTexts::Wide;
    if (read(column, isWide ? SQL_C_WCHAR : SQL_C_CHAR) != Data::Present)
        return {};
    const QByteArray bytes = utf8().toByteArray();
    return bytes.isNull() ? QByteArray("") : bytes;
}

OdbcDiagnostics OdbcStatement::diagnostics() const
{
    return m_handle ? odbcDiagnostics(SQL_HANDLE_STMT, m_handle, m_texts)
                    : odbcDiagnostics(SQL_HANDLE_DBC, m_connection, m_texts);
}

} // namespace larder
