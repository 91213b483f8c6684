#include "models/throttle.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace larder;
using namespace std::chrono_literals;

namespace {

/// So long that no test lives to see a second publication.
constexpr auto kForever = 1h;

} // namespace

class TestThrottle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void publishesNothingUntriggered();
    void publishesTheFirstTriggerInTheNextTurn();
    void publishesTheTriggersOfOneTurnOnce();
    void publishesOncePerInterval();
    void neverLosesTheLastTrigger();
    void publishesAtOnceAfterAQuietTime();
    void publishesAgainWhenThePublicationTriggers();
    void publishesNothingAfterItsEnd();
};

void TestThrottle::publishesNothingUntriggered()
{
    int published = 0;
    const Throttle throttle([&] { ++published; }, 1ms);
    QTest::qWait(20);
    QCOMPARE(published, 0);
}

void TestThrottle::publishesTheFirstTriggerInTheNextTurn()
{
    int published = 0;
    Throttle throttle([&] { ++published; }, kForever);
    throttle.trigger();
    QCOMPARE(published, 0);
    QTRY_COMPARE(published, 1);
}

void TestThrottle::publishesTheTriggersOfOneTurnOnce()
{
    int published = 0;
    Throttle throttle([&] { ++published; }, kForever);
    for (int i = 0; i < 1000; ++i)
        throttle.trigger();
    QTRY_COMPARE(published, 1);
    QTest::qWait(20);
    QCOMPARE(published, 1);
}

void TestThrottle::publishesOncePerInterval()
{
    constexpr auto kInterval = 20ms;
    QElapsedTimer clock;
    std::vector<std::chrono::milliseconds> moments;
    Throttle throttle([&] { moments.emplace_back(clock.elapsed()); }, kInterval);
    clock.start();
    while (moments.size() < 5) {
        throttle.trigger();
        QCoreApplication::processEvents();
        QVERIFY(clock.elapsed() < 30000);
    }
    // A millisecond for the rounding of either clock.
    for (size_t i = 1; i < moments.size(); ++i)
        QVERIFY(moments[i] - moments[i - 1] >= kInterval - 1ms);
}

void TestThrottle::neverLosesTheLastTrigger()
{
    int state = 0;
    int shown = 0;
    int published = 0;
    const auto publish = [&] {
        shown = state;
        ++published;
    };
    Throttle throttle(publish, 10ms);
    for (state = 1; state <= 50; ++state) {
        throttle.trigger();
        QCoreApplication::processEvents();
    }
    state = 51;
    throttle.trigger();
    QTRY_COMPARE(shown, 51);
    QVERIFY(published <= 51);
}

void TestThrottle::publishesAtOnceAfterAQuietTime()
{
    int published = 0;
    Throttle throttle([&] { ++published; }, 5ms);
    throttle.trigger();
    QTRY_COMPARE(published, 1);
    QTest::qWait(20);
    throttle.trigger();
    QCoreApplication::processEvents();
    QCOMPARE(published, 2);
}

void TestThrottle::publishesAgainWhenThePublicationTriggers()
{
    int published = 0;
    std::unique_ptr<Throttle> throttle;
    const auto publish = [&] {
        if (++published < 3)
            throttle->trigger();
    };
    throttle = std::make_unique<Throttle>(publish, 5ms);
    throttle->trigger();
    QTRY_COMPARE(published, 3);
    QTest::qWait(20);
    QCOMPARE(published, 3);
}

void TestThrottle::publishesNothingAfterItsEnd()
{
    int published = 0;
    {
        Throttle throttle([&] { ++published; }, 1ms);
        throttle.trigger();
    }
    QTest::qWait(20);
    QCOMPARE(published, 0);
}

QTEST_GUILESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
