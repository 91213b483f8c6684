#include "cache/eviction/reuseweights.h"

#include <QTest>

using namespace larder;

class TestReuseWeights final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithWhatIsUsual();
    void learnsByKind();
    void leansOnAllKindsWhereLittleWasSeen();
    void oldExperienceFades();
    void staysFinite();
};

// By hand: shares 0.40, 0.46 … 0.82; the last bucket 0.82 / 0.18, then w = p (1 + w of the next).
void TestReuseWeights::beginsWithWhatIsUsual()
{
    const ReuseWeights weights(2);
    double expected = 0.82 / 0.18;
    QVERIFY(qFuzzyCompare(weights.weight(0, 7), expected));
    QVERIFY(qFuzzyCompare(weights.weight(0, 1'000), expected));
    for (int bucket = 6; bucket >= 0; --bucket) {
        expected = (0.40 + 0.06 * bucket) * (1 + expected);
        QVERIFY(qFuzzyCompare(weights.weight(1, quint32(bucket)), expected));
    }
}

void TestReuseWeights::learnsByKind()
{
    ReuseWeights weights(2);
    for (int i = 0; i < 300; ++i) {
        weights.entered(0, 0);
        weights.entered(1, 0);
        weights.askedAgain(1, 0);
    }
    QVERIFY(weights.weight(1, 0) > 2 * weights.weight(0, 0));
}

void TestReuseWeights::leansOnAllKindsWhereLittleWasSeen()
{
    ReuseWeights weights(2);
    const double before = weights.weight(1, 0);
    for (int i = 0; i < 300; ++i)
        weights.entered(0, 0);
    QVERIFY(weights.weight(1, 0) < before / 5);
}

void TestReuseWeights::oldExperienceFades()
{
    ReuseWeights weights(1);
    for (int i = 0; i < 100'000; ++i)
        weights.entered(0, 0);
    for (int i = 0; i < 3'000; ++i) {
        weights.entered(0, 0);
        weights.askedAgain(0, 0);
    }
    const double share = weights.weight(0, 0) / (1 + weights.weight(0, 1));
    QVERIFY(share > 0.8);
}

void TestReuseWeights::staysFinite()
{
    ReuseWeights weights(1);
    for (int i = 0; i < 10'000; ++i) {
        weights.entered(0, 7);
        weights.askedAgain(0, 7);
    }
    QVERIFY(weights.weight(0, 7) < 33);
    ReuseWeights never(1);
    for (int i = 0; i < 10'000; ++i)
        never.entered(0, 0);
    QVERIFY(never.weight(0, 0) >= 0.001);
}

QTEST_APPLESS_MAIN(TestReuseWeights)
#include "tst_reuseweights.moc"
