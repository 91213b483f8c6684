#pragma once

#include "models/odbctarget.h"

#include <QDir>

namespace larder::test {

/// The file of the ODBC driver @p name ("libsqlite3odbc.so"), found where packages put it; empty if none is
/// installed.
[[nodiscard]] inline QString odbcDriver(const QString& name)
{
    const QStringList folders
        = QDir(QStringLiteral("/usr/lib"))
              .entryList({QStringLiteral("*-linux-gnu*"), QStringLiteral("odbc")}, QDir::Dirs);
    for (const QString& folder : folders) {
        for (const char* const below : {"/odbc/", "/"}) {
            const QString file = QStringLiteral("/usr/lib/") + folder + QString::fromLatin1(below) + name;
            if (QFile::exists(file))
                return file;
        }
    }
    return {};
}

[[nodiscard]] inline QString sqliteOdbcDriver()
{
    return odbcDriver(QStringLiteral("libsqlite3odbc.so"));
}

[[nodiscard]] inline QString pgOdbcDriver()
{
    return odbcDriver(QStringLiteral("psqlodbcw.so"));
}

/// The address of the SQLite file @p path by ODBC, with more options of the driver.
[[nodiscard]] inline QString sqliteOdbcAddress(const QString& path, const QString& options = {})
{
    return parseOdbcString(
        QStringLiteral("Driver=%1;Database=%2;%3").arg(sqliteOdbcDriver(), odbcQuoted(path), options))
        .value()
        .address;
}

/// The address of a database of a PostgreSQL server on this machine by ODBC, with more options of the driver.
[[nodiscard]] inline QString pgOdbcAddress(int port, const QString& database,
    const QString& user = QStringLiteral("postgres"), const QString& options = {})
{
    return parseOdbcString(QStringLiteral("Driver=%1;Server=127.0.0.1;Port=%2;Database=%3;UID=%4;%5")
                               .arg(pgOdbcDriver())
                               .arg(port)
                               .arg(database, user, options))
        .value()
        .address;
}

} // namespace larder::test
