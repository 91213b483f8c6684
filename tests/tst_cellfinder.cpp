#include "models/cellfinder.h"

#include "support/results.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ArrangedRows rowsOf(int count)
{
    ResultBuilder builder({{QStringLiteral("n")}, {QStringLiteral("t")}});
    for (int row = 0; row < count; ++row) {
        builder.column(0).appendInteger(row);
        builder.column(1).appendText(row % 10 == 3 ? "tea 3" : "coffee");
        builder.endRow();
    }
    return {builder.snapshot(Completeness::Complete)};
}

CellMatcher matcherOf(const char* text)
{
    return CellMatcher::make({QString::fromUtf8(text)}).value();
}

/// What a finder has found and whether it has ended.
struct Search
{
    Search()
    {
        QObject::connect(&finder, &CellFinder::found, &finder, [this](const std::vector<GridPlace>& more) {
            hits.insert(hits.end(), more.begin(), more.end());
        });
        QObject::connect(&finder, &CellFinder::finished, &finder, [this] { finished = true; });
    }

    CellFinder finder;
    std::vector<GridPlace> hits;
    bool finished = false;
};

using Hits = std::vector<GridPlace>;

} // namespace

class TestCellFinder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsCellsInTheOrderShown();
    void looksThroughTheColumnsGivenOnly();
    void looksAtRowsAsTheyAreShown();
    void aNewSearchEndsTheOneBefore();
    void cancelEndsIt();
    void stopsAtTheMostHits();
    void endsWhileItLooks();
};

void TestCellFinder::findsCellsInTheOrderShown()
{
    Search search;
    search.finder.find(rowsOf(14), {1, 0}, matcherOf("3"));
    QTRY_VERIFY(search.finished);
    QCOMPARE(search.hits, (Hits{{3, 0}, {3, 1}, {13, 0}, {13, 1}}));
    QVERIFY(!search.finder.isBusy());
}

void TestCellFinder::looksThroughTheColumnsGivenOnly()
{
    Search search;
    search.finder.find(rowsOf(14), {0}, matcherOf("3"));
    QTRY_VERIFY(search.finished);
    QCOMPARE(search.hits, (Hits{{3, 0}, {13, 0}}));
}

void TestCellFinder::looksAtRowsAsTheyAreShown()
{
    ArrangedRows rows = rowsOf(14);
    rows.order = std::make_shared<RowOrder>(RowOrder{13, 5, 3});
    Search search;
    search.finder.find(rows, {1}, matcherOf("TEA"));
    QTRY_VERIFY(search.finished);
    QCOMPARE(search.hits, (Hits{{0, 0}, {2, 0}}));
}

void TestCellFinder::aNewSearchEndsTheOneBefore()
{
    Search search;
    const ArrangedRows rows = rowsOf(200'000);
    search.finder.find(rows, {0, 1}, matcherOf("coffee"));
    search.finder.find(rows, {0}, matcherOf("199999"));
    QTRY_VERIFY(search.finished);
    QCOMPARE(search.hits, (Hits{{199'999, 0}}));
}

void TestCellFinder::cancelEndsIt()
{
    Search search;
    search.finder.find(rowsOf(200'000), {0, 1}, matcherOf("coffee"));
    QVERIFY(search.finder.isBusy());
    search.finder.cancel();
    QVERIFY(!search.finder.isBusy());
    search.finder.find(rowsOf(1), {0}, matcherOf("0"));
    QTRY_VERIFY(search.finished);
    QCOMPARE(search.hits, (Hits{{0, 0}}));
}

void TestCellFinder::stopsAtTheMostHits()
{
    Search search;
    search.finder.find(rowsOf(600'000), {1, 1}, matcherOf("e"));
    QTRY_VERIFY_WITH_TIMEOUT(search.finished, 60'000);
    QCOMPARE(qint64(search.hits.size()), CellFinder::kMostHits);
}

void TestCellFinder::endsWhileItLooks()
{
    const ArrangedRows rows = rowsOf(200'000);
    Search search;
    search.finder.find(rows, {0, 1}, matcherOf("nothing"));
    QVERIFY(search.finder.isBusy());
}

QTEST_GUILESS_MAIN(TestCellFinder)
#include "tst_cellfinder.moc"
