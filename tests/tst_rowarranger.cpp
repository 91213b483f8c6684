#include "models/rowarranger.h"

#include "tests/support/randomrows.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestRowArranger final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void filtersThenSorts();
    void answersOnlyTheLastRequest();
    void isSilentAfterCancel();
    void endsInTheMidstOfWork();
};

void TestRowArranger::filtersThenSorts()
{
    const ResultPtr result
        = resultOf({QStringLiteral("n")}, {{qint64(3)}, {qint64(1)}, {Value()}, {qint64(2)}, {qint64(9)}});
    RowArranger arranger;
    QSignalSpy arranged(&arranger, &RowArranger::arranged);
    QSignalSpy busy(&arranger, &RowArranger::busyChanged);
    Arrangement arrangement;
    arrangement.filters.push_back({0, RowFilter::parse(QStringLiteral("<5")).value()});
    arrangement.rules.keys = {{0, Qt::DescendingOrder}};
    arranger.arrange(result, arrangement);
    QVERIFY(arranger.isBusy());
    QTRY_COMPARE(arranged.size(), 1);
    const auto rows = arranged[0][0].value<ArrangedRows>();
    QCOMPARE(rows.result, result);
    QCOMPARE(*rows.order, (RowOrder{0, 3, 1}));
    QCOMPARE(rows.rowCount(), 3);
    QCOMPARE(rows.cell(1, 0).integer, 2);
    QCOMPARE(busy.size(), 2);
    QVERIFY(!arranger.isBusy());
}

void TestRowArranger::answersOnlyTheLastRequest()
{
    std::mt19937 random{7};
    const ResultPtr big = randomResult(random, 200'000);
    const ResultPtr small = resultOf({QStringLiteral("n")}, {{qint64(3)}, {qint64(1)}});
    RowArranger arranger;
    QSignalSpy arranged(&arranger, &RowArranger::arranged);
    for (int i = 0; i < 10; ++i)
        arranger.arrange(big, {.rules = {{{int(Values::Texts)}}}});
    arranger.arrange(small, {.rules = {{{0}}}});
    QTRY_COMPARE(arranged.size(), 1);
    QCOMPARE(arranged[0][0].value<ArrangedRows>().result, small);
    QVERIFY(!arranger.isBusy());
}

void TestRowArranger::isSilentAfterCancel()
{
    const ResultPtr result = resultOf({QStringLiteral("n")}, {{qint64(3)}, {qint64(1)}});
    RowArranger arranger;
    QSignalSpy arranged(&arranger, &RowArranger::arranged);
    arranger.arrange(result, {.rules = {{{0}}}});
    arranger.cancel();
    QVERIFY(!arranger.isBusy());
    // Also when the answer is on its way already.
    arranger.arrange(result, {.rules = {{{0}}}});
    QTest::qSleep(50);
    arranger.cancel();
    // What comes behind it in the queue of the worker shows that it is over.
    arranger.arrange(result, {.rules = {{{0, Qt::DescendingOrder}}}});
    QTRY_COMPARE(arranged.size(), 1);
    QCOMPARE(*arranged[0][0].value<ArrangedRows>().order, (RowOrder{0, 1}));
}

void TestRowArranger::endsInTheMidstOfWork()
{
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 200'000);
    for (int i = 0; i < 5; ++i) {
        RowArranger arranger;
        arranger.arrange(result, {.rules = {{{int(Values::Texts)}}}});
        QTest::qWait(i);
    }
    QCOMPARE(result.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestRowArranger)
#include "tst_rowarranger.moc"
