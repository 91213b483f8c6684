#include "app/sql/odbcconnection.h"

#include "app/sql/odbcerror.h"
#include "app/sql/odbcstatement.h"
#include "models/odbctarget.h"

#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <sql.h>
#include <sqlext.h>

#include <array>

namespace larder {

namespace {

const auto kDriver = QStringLiteral("QODBC");
// Seconds; a driver may have its own idea.
const auto kOptions = QStringLiteral("SQL_ATTR_ODBC_VERSION=SQL_OV_ODBC3;SQL_ATTR_LOGIN_TIMEOUT=15");

QString tr(const char* text)
{
    return QCoreApplication::translate("OdbcConnection", text);
}

// QODBC puts "DSN=" before what names neither a driver nor a server.
QString databaseName(const ConnectionTarget& target)
{
    const QString string = odbcConnectionString(target);
    const bool isTaken = string.contains(QStringLiteral("DRIVER="), Qt::CaseInsensitive)
        || string.contains(QStringLiteral("SERVER="), Qt::CaseInsensitive);
    const auto source = QStringLiteral("DSN=");
    return !isTaken && string.startsWith(source) ? string.mid(source.size()) : string;
}

std::optional<Error> unusable(const ConnectionTarget& target)
{
    if (!QSqlDatabase::isDriverAvailable(kDriver)) {
        return Error{tr("Cannot open %1").arg(target.address), tr("Qt's driver for ODBC is not installed"),
            tr("Install it; Debian calls it libqt6sql6-odbc.")};
    }
    // Qt would take the whole for a file that names the source.
    if (odbcConnectionString(target).contains(QStringLiteral(".dsn"), Qt::CaseInsensitive)) {
        return Error{tr("Cannot open %1").arg(target.address),
            tr("Qt takes no connection string with .dsn in it"),
            tr("Make it a data source (odbcinst), and name that.")};
    }
    return std::nullopt;
}

// What is sent to the driver must not end the value that it stands in.
QString quotedIfAny(const QString& value)
{
    return value.isEmpty() ? value : odbcQuoted(value);
}

SqlDialect dialectNamed(const QString& dbms)
{
    const auto has
        = [&](const char* name) { return dbms.contains(QLatin1String(name), Qt::CaseInsensitive); };
    if (has("PostgreSQL"))
        return SqlDialect::PostgreSql;
    if (has("MySQL") || has("MariaDB"))
        return SqlDialect::MySql;
    if (has("SQLite"))
        return SqlDialect::Sqlite;
    return has("SQL Server") ? SqlDialect::SqlServer : SqlDialect::Generic;
}

// What makes the engine itself refuse to write from now on; empty where it has no such thing.
QByteArray readOnlyStatement(SqlDialect dialect)
{
    switch (dialect) {
    case SqlDialect::PostgreSql:
        return "SET default_transaction_read_only = on";
    case SqlDialect::MySql:
        return "SET SESSION TRANSACTION READ ONLY";
    case SqlDialect::Sqlite:
        return "PRAGMA query_only = ON";
    case SqlDialect::SqlServer:
    case SqlDialect::Generic:
        return {};
    }
    Q_UNREACHABLE();
}

SQLPOINTER attribute(SQLULEN value)
{
    return reinterpret_cast<SQLPOINTER>(value); // NOLINT(performance-no-int-to-ptr): as ODBC wants it
}

} // namespace

Result<std::unique_ptr<OdbcConnection>> OdbcConnection::open(const OdbcServer& server)
{
    const ConnectionTarget& target = server.target;
    if (const auto error = unusable(target))
        return *error;
    QSqlDatabase database
        = QSqlDatabase::addDatabase(kDriver, QUuid::createUuid().toString(QUuid::WithoutBraces));
    database.setConnectOptions(kOptions);
    database.setDatabaseName(databaseName(target));
    database.setUserName(quotedIfAny(target.user));
    database.setPassword(quotedIfAny(server.options.password));
    const bool opened = database.open();
    // From here on the object removes the connection, whatever happens; it must hold the only copy.
    std::unique_ptr<OdbcConnection> connection(new OdbcConnection(database));
    database = QSqlDatabase();
    if (!opened)
        return odbcConnectError(target, connection->m_database.lastError().databaseText());
    connection->readTraits(target);
    if (server.options.readOnly) {
        if (auto error = connection->forbidWriting())
            return *error;
    }
    return connection;
}

OdbcConnection::~OdbcConnection()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

void OdbcConnection::readTraits(const ConnectionTarget& target)
{
    const QVariant handle = m_database.driver()->handle();
    m_handle = *static_cast<void* const*>(handle.constData());
    m_texts = probeTexts();
    const QString dbms = info(SQL_DBMS_NAME);
    m_dialect = dialectNamed(dbms);
    const QString user = info(SQL_USER_NAME);
    // The same source may come to mean another database.
    m_identity = {"odbc",
        QStringList{odbcConnectionString(target), dbms, info(SQL_SERVER_NAME), info(SQL_DATABASE_NAME)}
            .join(u'\n')
            .toUtf8(),
        (user.isEmpty() ? target.user : user).toUtf8()};
}

// Between a driver of bytes and the wide functions the driver manager converts, and loses what is beyond the
// first 65,536 characters, or beyond those of the locale. Nothing is executed.
OdbcTexts OdbcConnection::probeTexts() const
{
    const QString asked = QStringLiteral("SELECT 'ü€😀'");
    std::array<SQLWCHAR, 64> answer{};
    SQLINTEGER length = 0;
    QByteArray text = odbcBytes(asked.toUtf8(), OdbcTexts::Wide);
    const SQLRETURN result = SQLNativeSqlW(m_handle, reinterpret_cast<SQLWCHAR*>(text.data()),
        SQLINTEGER(asked.size()), answer.data(), SQLINTEGER(answer.size()), &length);
    if (!SQL_SUCCEEDED(result))
        return OdbcTexts::Wide;
    const QString told = QString::fromUtf16(reinterpret_cast<const char16_t*>(answer.data()));
    return told == asked ? OdbcTexts::Wide : OdbcTexts::Bytes;
}

QString OdbcConnection::info(quint16 what) const
{
    QByteArray answer(2048, '\0');
    SQLSMALLINT length = 0;
    const auto room = SQLSMALLINT(answer.size());
    const SQLRETURN result = m_texts == OdbcTexts::Wide
        ? SQLGetInfoW(m_handle, what, answer.data(), room, &length)
        : SQLGetInfo(m_handle, what, answer.data(), room, &length);
    if (!SQL_SUCCEEDED(result))
        return {};
    return odbcString(answer.first(std::clamp<qsizetype>(length, 0, answer.size())), m_texts);
}

bool OdbcConnection::isDead() const
{
    SQLUINTEGER dead = SQL_CD_FALSE;
    const SQLRETURN result = SQLGetConnectAttr(m_handle, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
    return SQL_SUCCEEDED(result) && dead == SQL_CD_TRUE;
}

std::optional<Error> OdbcConnection::setAutoCommit(bool on)
{
    const SQLRETURN result = SQLSetConnectAttr(m_handle, SQL_ATTR_AUTOCOMMIT,
        attribute(on ? SQL_AUTOCOMMIT_ON : SQL_AUTOCOMMIT_OFF), SQL_IS_UINTEGER);
    if (SQL_SUCCEEDED(result))
        return std::nullopt;
    return odbcStatementError(odbcDiagnostics(SQL_HANDLE_DBC, m_handle, m_texts));
}

// The attribute is a hint for most drivers, so it may fail.
std::optional<Error> OdbcConnection::forbidWriting()
{
    const QByteArray sql = readOnlyStatement(m_dialect);
    if (!sql.isEmpty()) {
        OdbcStatement statement(*this);
        if (!statement.execute(sql)) {
            Error error = odbcStatementError(statement.diagnostics());
            error.what = tr("The connection could not be made read-only");
            return error;
        }
    }
    (void)SQLSetConnectAttr(m_handle, SQL_ATTR_ACCESS_MODE, attribute(SQL_MODE_READ_ONLY), SQL_IS_UINTEGER);
    return std::nullopt;
}

} // namespace larder
