#include "app/sql/sqliteconnection.h"

#include "app/sql/sqliteerror.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

namespace larder {

namespace {

// An URI, because only that can open for writing without creating a file that was missing.
QString uriOf(const QString& path, SqliteConnection::Access access)
{
    const QByteArray mode = access == SqliteConnection::Access::ReadOnly ? "?mode=ro" : "?mode=rw";
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded(QUrl::FullyEncoded) + mode);
}

sqlite3* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

} // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(
    const QString& path, Access access, std::chrono::milliseconds busyTimeout)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(
        QStringLiteral("QSQLITE"), QUuid::createUuid().toString(QUuid::WithoutBraces));
    const auto options = QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeout.count());
    database.setConnectOptions(
        access == Access::ReadOnly ? options + QStringLiteral(";QSQLITE_OPEN_READONLY") : options);
    database.setDatabaseName(uriOf(path, access));
    const bool opened = database.open();
    // From here on the object removes the connection, whatever happens; it must hold the only copy.
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
    database = QSqlDatabase();
    if (!opened)
        return sqliteOpenError(path, SQLITE_CANTOPEN, connection->m_database.lastError().databaseText());
    connection->m_handle = handleOf(connection->m_database);
    if (!connection->m_handle) {
        return Error{QCoreApplication::translate("SqliteConnection", "Cannot open %1").arg(path),
            QCoreApplication::translate(
                "SqliteConnection", "the SQLite driver gives no access to its handle"),
            QCoreApplication::translate("SqliteConnection", "Install Qt's own SQLite driver.")};
    }
    return connection;
}

SqliteConnection::SqliteConnection(const QSqlDatabase& database) : m_database(database) { }

// What the library opened is what its own, resolved name stands for now, if that has not moved.
bool SqliteConnection::isOpenOn(const SqliteFile& file) const
{
    int moved = 0;
    if (sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || moved != 0)
        return false;
    const std::optional<SqliteFile> named
        = sqliteFileAt(QFile::decodeName(sqlite3_db_filename(m_handle, "main")));
    return named && named->isSameFile(file);
}

SqliteConnection::~SqliteConnection()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

} // namespace larder
