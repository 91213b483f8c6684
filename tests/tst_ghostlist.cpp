#include "cache/eviction/ghostlist.h"

#include <QTest>

using namespace larder;

class TestGhostList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItWasToldLast();
    void forgetsTheOldestFirst();
};

void TestGhostList::givesBackWhatItWasToldLast()
{
    GhostList ghosts;
    QVERIFY(!ghosts.take({1, 1}));
    ghosts.remember({{1, 1}, 3, 2.5}, 10);
    ghosts.remember({{1, 1}, 4, 3.5}, 10);
    QCOMPARE(ghosts.size(), 1U);
    const auto ghost = ghosts.take({1, 1});
    QCOMPARE(ghost->accesses, 4U);
    QCOMPARE(ghost->cost, 3.5);
    QVERIFY(!ghosts.take({1, 1}));
}

void TestGhostList::forgetsTheOldestFirst()
{
    GhostList ghosts;
    for (quint64 key = 0; key < 5; ++key)
        ghosts.remember({{key, 0}, 0, 1}, 3);
    QCOMPARE(ghosts.size(), 3U);
    QVERIFY(!ghosts.take({1, 0}));
    QVERIFY(ghosts.take({2, 0}));
    // Told again, it is the youngest.
    ghosts.remember({{3, 0}, 0, 1}, 3);
    ghosts.remember({{8, 0}, 0, 1}, 2);
    QVERIFY(!ghosts.take({4, 0}));
    QVERIFY(ghosts.take({3, 0}));
}

QTEST_APPLESS_MAIN(TestGhostList)
#include "tst_ghostlist.moc"
