#include "models/rowsteps.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace larder;

namespace {

using Rows = std::vector<int>;

RowSteps stepsBetween(const Rows& shown, const Rows& wanted)
{
    Rows places(1000, -1);
    RowSteps steps = rowSteps(shown, wanted, places);
    [&] { QVERIFY(std::ranges::count(places, -1) == 1000); }();
    return steps;
}

/// What becomes of @p rows by @p steps.
Rows carriedOut(Rows rows, const RowSteps& steps)
{
    if (!steps.gathering.empty())
        rows = inOrder(rows, steps.gathering);
    for (const RowRange& range : steps.removals)
        rows.erase(rows.begin() + range.begin, rows.begin() + range.end);
    if (!steps.order.empty())
        rows = inOrder(rows, steps.order);
    auto next = steps.inserted.begin();
    for (const RowRange& range : steps.insertions) {
        rows.insert(rows.begin() + range.begin, next, next + (range.end - range.begin));
        next += range.end - range.begin;
    }
    return steps.finalOrder.empty() ? rows : inOrder(rows, steps.finalOrder);
}

/// Each of [0, @p count) with a chance of @p chance, in an order by chance or in theirs.
Rows someOf(int count, double chance, QRandomGenerator& random)
{
    Rows rows;
    for (int row = 0; row < count; ++row) {
        if (random.generateDouble() < chance)
            rows.push_back(row);
    }
    if (random.bounded(2) == 0)
        std::ranges::shuffle(rows, random);
    return rows;
}

} // namespace

class TestRowSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsFromAnyListToAnyOther();
    void tellsRunsWhereThereAreFew();
    void tellsOneLayoutWhereThereAreManyRuns();
    void takesOutWhatIsBelowZero();
    void turnsAnOrderRound();
};

void TestRowSteps::leadsFromAnyListToAnyOther()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 2000; ++round) {
        const int count = random.bounded(1, 60);
        const Rows shown = someOf(count, random.generateDouble(), random);
        const Rows wanted = someOf(count, random.generateDouble(), random);
        QCOMPARE(carriedOut(shown, stepsBetween(shown, wanted)), wanted);
    }
}

void TestRowSteps::tellsRunsWhereThereAreFew()
{
    const RowSteps steps = stepsBetween({1, 2, 3, 4, 5}, {1, 7, 8, 4, 5, 9});
    QVERIFY(steps.gathering.empty() && steps.order.empty() && steps.finalOrder.empty());
    QCOMPARE(steps.removals, std::vector<RowRange>({{1, 3}}));
    QCOMPARE(steps.insertions, std::vector<RowRange>({{1, 3}, {5, 6}}));
    QCOMPARE(steps.inserted, Rows({7, 8, 9}));
    QCOMPARE(stepsBetween({1, 2, 3}, {3, 1, 2}).order, Rows({2, 0, 1}));
}

void TestRowSteps::tellsOneLayoutWhereThereAreManyRuns()
{
    Rows all(100);
    std::iota(all.begin(), all.end(), 0);
    Rows even = all;
    std::erase_if(even, [](int row) { return row % 2 == 1; });
    const RowSteps fewer = stepsBetween(all, even);
    QCOMPARE(fewer.removals, std::vector<RowRange>({{50, 100}}));
    QCOMPARE(fewer.gathering.size(), size_t(100));
    const RowSteps more = stepsBetween(even, all);
    QCOMPARE(more.insertions, std::vector<RowRange>({{50, 100}}));
    QVERIFY(more.order.empty());
    QCOMPARE(more.finalOrder.size(), size_t(100));
}

void TestRowSteps::takesOutWhatIsBelowZero()
{
    QCOMPARE(carriedOut({-1, 4, -1, 5}, stepsBetween({-1, 4, -1, 5}, {5, 6})), Rows({5, 6}));
}

void TestRowSteps::turnsAnOrderRound()
{
    QCOMPARE(placesAfter({2, 0, 1}), Rows({1, 2, 0}));
    QCOMPARE(inOrder({7, 8, 9}, {2, 0, 1}), Rows({9, 7, 8}));
}

QTEST_GUILESS_MAIN(TestRowSteps)
#include "tst_rowsteps.moc"
