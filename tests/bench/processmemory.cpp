#include "tests/bench/processmemory.h"

#include <QByteArray>
#include <QFile>

#include <malloc.h>

namespace larder::bench {

namespace {

qint64 statusBytes(const QByteArray& name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read /proc/self/status");
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').first().toLongLong() * 1024;
    }
    qFatal("no %s in /proc/self/status", name.constData());
}

void resetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        qFatal("cannot reset the peak of the memory");
}

} // namespace

qint64 residentBytes()
{
    return statusBytes("VmRSS");
}

void returnFreeMemory()
{
    malloc_trim(0);
}

qint64 peakGrowthBytes(const std::function<void()>& work)
{
    returnFreeMemory();
    resetPeak();
    const qint64 before = residentBytes();
    work();
    return statusBytes("VmHWM") - before;
}

} // namespace larder::bench
