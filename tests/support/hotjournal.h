#pragma once

#include "tests/support/sqlitefixture.h"

#include <QFile>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>

#include <sqlite3.h>

namespace larder::test {

/// A program in the middle of a transaction on the table `t(x)` of a file, with its journal on the disk.
class HalfTransaction
{
public:
    explicit HalfTransaction(const SqliteFixture& file)
    {
        sqlite3_open(file.path().toUtf8().constData(), &m_handle);
        QCOMPARE(sqlite3_exec(m_handle,
                     "PRAGMA cache_size = 1; BEGIN; UPDATE t SET x = 'half';"
                     "INSERT INTO t SELECT zeroblob(20000) FROM t; UPDATE t SET x = 'never'",
                     nullptr, nullptr, nullptr),
            SQLITE_OK);
    }
    ~HalfTransaction() { sqlite3_close(m_handle); }
    HalfTransaction(const HalfTransaction&) = delete;
    HalfTransaction& operator=(const HalfTransaction&) = delete;

    void commit() { QCOMPARE(sqlite3_exec(m_handle, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK); }

private:
    sqlite3* m_handle = nullptr;
};

inline QString journalPath(const SqliteFixture& file)
{
    return file.path() + QStringLiteral("-journal");
}

/// Leaves beside @p file, which has a table `t(x)`, the journal of a program that crashed. The file itself
/// stays as it is, its time too, as if no page had been written to it.
inline void leaveHotJournal(const SqliteFixture& file)
{
    const QString kept = file.folder() + QStringLiteral("/kept");
    const QByteArray path = QFile::encodeName(file.path());
    struct stat before
    {
    };
    QCOMPARE(::stat(path.constData(), &before), 0);
    {
        const HalfTransaction running(file);
        QVERIFY(QFile::copy(journalPath(file), kept));
    }
    const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
    QCOMPARE(::utimensat(AT_FDCWD, path.constData(), times.data(), 0), 0);
    QVERIFY(QFile::rename(kept, journalPath(file)));
}

/// Leaves what SQLite takes for a journal and nobody can roll back, not even an administrator: a link, which
/// SQLite sees and never follows.
inline void leaveHopelessJournal(const SqliteFixture& file)
{
    QVERIFY(QFile::link(file.path(), journalPath(file)));
}

} // namespace larder::test
