#pragma once

#include <QFile>
#include <QTest>

#include <array>

#include <sys/stat.h>

namespace larder::test {

inline QByteArray fileContents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes @p contents over the file at @p path, which keeps its time of modification, as a restore leaves it.
inline void overwriteKeepingTheTime(const QString& path, const QByteArray& contents)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    struct stat before
    {
    };
    QCOMPARE(::fstat(file.handle(), &before), 0);
    const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
    struct stat after = before;
    // The clock of a file system may tick only every few milliseconds.
    while (after.st_ctim.tv_sec == before.st_ctim.tv_sec && after.st_ctim.tv_nsec == before.st_ctim.tv_nsec) {
        QVERIFY(file.seek(0));
        QCOMPARE(file.write(contents), contents.size());
        QVERIFY(file.flush());
        QCOMPARE(::futimens(file.handle(), times.data()), 0);
        QCOMPARE(::fstat(file.handle(), &after), 0);
    }
    QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
}

} // namespace larder::test
