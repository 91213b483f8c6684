#include "cache/clock.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <cstdio>

using namespace larder;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

const auto kTell = QByteArrayLiteral("--tell-the-time");

qint64 secondsNow()
{
    return duration_cast<seconds>(SystemClock().now().time_since_epoch()).count();
}

} // namespace

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void neverGoesBack();
    void goesOnWhileTheMachineSleeps();
};

void TestClock::neverGoesBack()
{
    const SystemClock clock;
    Clock::TimePoint before = clock.now();
    for (int i = 0; i < 1'000; ++i) {
        const Clock::TimePoint now = clock.now();
        QVERIFY(now >= before);
        before = now;
    }
}

// A namespace of time in which the machine has slept for long: CLOCK_BOOTTIME is ahead there, CLOCK_MONOTONIC
// is not (time_namespaces(7)).
void TestClock::goesOnWhileTheMachineSleeps()
{
    constexpr qint64 kSlept = 100'000;
    QProcess sleeper;
    sleeper.start(QStringLiteral("unshare"),
        {QStringLiteral("--time"), QStringLiteral("--boottime"), QString::number(kSlept),
            QCoreApplication::applicationFilePath(), QString::fromLatin1(kTell)});
    QVERIFY(sleeper.waitForFinished(-1));
    if (sleeper.exitCode() != 0)
        QSKIP("no namespace of time may be made here");
    bool isNumber = false;
    const qint64 there = sleeper.readAllStandardOutput().trimmed().toLongLong(&isNumber);
    QVERIFY(isNumber);
    QVERIFY2(there - secondsNow() > kSlept - 1'000, qPrintable(QString::number(there)));
}

int main(int count, char** arguments)
{
    if (count == 2 && arguments[1] == kTell) {
        std::printf("%lld\n", secondsNow());
        return 0;
    }
    const QCoreApplication application(count, arguments);
    TestClock test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_clock.moc"
