#include "cache/lifetime.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

class TestLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void varyByATenthAtMost();
    void endSoftlyAtFourFifths();
};

void TestLifetime::varyByATenthAtMost()
{
    std::chrono::milliseconds least = 60s;
    std::chrono::milliseconds most = 60s;
    for (quint64 dice = 0; dice < 5'000; ++dice) {
        const std::chrono::milliseconds ttl = jittered(60s, dice);
        least = std::min(least, ttl);
        most = std::max(most, ttl);
    }
    QCOMPARE(least, 54s);
    QCOMPARE(most, 66s);
    QCOMPARE(jittered(1ms, 0), 0ms);
    QVERIFY(jittered(std::chrono::hours(24) * 365, 2'000) > std::chrono::hours(24) * 401);
}

void TestLifetime::endSoftlyAtFourFifths()
{
    QCOMPARE(softEnd(60s), 48s);
}

QTEST_APPLESS_MAIN(TestLifetime)
#include "tst_lifetime.moc"
