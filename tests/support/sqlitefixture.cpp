#include "tests/support/sqlitefixture.h"

#include <QFile>
#include <QTest>

#include <sqlite3.h>

namespace larder {

SqliteFixture::SqliteFixture(const QByteArray& script)
{
    exec(script);
}

void SqliteFixture::exec(const QString& path, const QByteArray& script)
{
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 10'000);
    char* message = nullptr;
    sqlite3_exec(handle, script.constData(), nullptr, nullptr, &message);
    const QByteArray error(message);
    sqlite3_free(message);
    sqlite3_close(handle);
    QCOMPARE(error, QByteArray());
}

} // namespace larder
