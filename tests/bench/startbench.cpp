#include "tests/bench/benches.h"
#include "tests/bench/screen.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

namespace larder::bench {

namespace {

/// The least of what was measured in several starts of a program.
struct Start
{
    double milliseconds = std::numeric_limits<double>::max();
    double megabytes = std::numeric_limits<double>::max();
};

double residentMegabytes(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').at(1).toDouble() / 1024;
    }
    return 0;
}

QProcessEnvironment environmentOn(const Screen& screen, const QString& home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* const name : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("DISPLAY"), screen.name());
    environment.insert(QStringLiteral("HOME"), home);
    return environment;
}

/// Starts @p program with an empty window; false if none came.
bool measureOnce(const QString& program, Screen& screen, const QString& home, Start& least)
{
    using namespace std::chrono_literals;
    QProcess process;
    process.setProcessEnvironment(environmentOn(screen, home));
    process.setStandardErrorFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(program, QStringList());
    const bool painted = screen.waitForPaintedWindow();
    least.milliseconds = std::min(least.milliseconds, double(timer.nsecsElapsed()) / 1e6);
    // What comes after the first paint counts as memory too.
    std::this_thread::sleep_for(1s);
    least.megabytes = std::min(least.megabytes, residentMegabytes(process.processId()));
    process.kill();
    process.waitForFinished();
    return painted;
}

std::vector<Measure> leftOut(const QString& why)
{
    return {{.name = QStringLiteral("start.ratio"), .leftOut = why},
        {.name = QStringLiteral("rss.ratio"), .leftOut = why}};
}

} // namespace

std::vector<Measure> measureStart(const BenchSize& size)
{
    const QString peer = QStandardPaths::findExecutable(QStringLiteral("sqlitebrowser"));
    if (peer.isEmpty())
        return leftOut(QStringLiteral("sqlitebrowser is not installed"));
    const std::unique_ptr<Screen> screen = Screen::start();
    if (!screen)
        return leftOut(QStringLiteral("Xvfb is not installed or does not start"));
    const QTemporaryDir home;
    Start ours;
    Start theirs;
    for (int round = 0; round < size.rounds; ++round) {
        if (!measureOnce(QStringLiteral(LARDER_PROGRAM), *screen, home.path(), ours))
            return leftOut(QStringLiteral("larder showed no window"));
        if (!measureOnce(peer, *screen, home.path(), theirs))
            return leftOut(QStringLiteral("sqlitebrowser showed no window"));
    }
    return {{QStringLiteral("start.ratio"), ours.milliseconds, QStringLiteral("ms"), theirs.milliseconds,
                ours.milliseconds / theirs.milliseconds, 0.5},
        {QStringLiteral("rss.ratio"), ours.megabytes, QStringLiteral("MB"), theirs.megabytes,
            ours.megabytes / theirs.megabytes, 0.6}};
}

} // namespace larder::bench
