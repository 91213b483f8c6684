#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

#include <sys/resource.h>

namespace larder::bench {

namespace {

double secondsOf(const timeval& time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

/// Processor time of the children that have ended, in milliseconds.
double childMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return 1'000 * (secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime));
}

double millisecondsOf(const QString& program, const QStringList& arguments, const QString& output)
{
    QProcess process;
    process.setStandardOutputFile(output);
    const double before = childMilliseconds();
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("export bench: %s: %s", qPrintable(program), process.readAllStandardError().constData());
    return childMilliseconds() - before;
}

} // namespace

std::vector<Measure> measureExport(const BenchSize& size)
{
    const QString sqlite = QStandardPaths::findExecutable(QStringLiteral("sqlite3"));
    if (sqlite.isEmpty()) {
        std::fprintf(stderr, "export.csv.ratio is left out: the program sqlite3 is not installed\n");
        return {};
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    const QString ours = folder.filePath(QStringLiteral("ours.csv"));
    const QString theirs = folder.filePath(QStringLiteral("theirs.csv"));
    writeBenchTable(path, size.rows);
    const QString sql = QStringLiteral("SELECT * FROM t");
    const QStringList query{QStringLiteral("query"), path, sql, QStringLiteral("--format"),
        QStringLiteral("csv"), QStringLiteral("--output"), ours};
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] {
             return millisecondsOf(sqlite, {QStringLiteral("-csv"), path, sql}, theirs);
         },
            [&] { return millisecondsOf(QStringLiteral(LARDER_PROGRAM), query, QProcess::nullDevice()); }});
    if (QFileInfo(ours).size() < QFileInfo(theirs).size() / 2)
        qFatal("export bench: too little was written");
    return {{QStringLiteral("export.csv.ratio"), times[1], QStringLiteral("ms"), times[0],
        times[1] / times[0], 1}};
}

} // namespace larder::bench
