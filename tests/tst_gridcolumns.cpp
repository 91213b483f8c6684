#include "ui/gridcolumns.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

/// Four columns of 10, 20, 30 and 40 pixels.
struct Four
{
    Four()
    {
        columns.reset(4);
        columns.fitWidths({10, 20, 30, 40});
    }

    GridColumns columns;
};

using Places = std::vector<int>;

} // namespace

class TestGridColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void standSideBySide();
    void moveToOtherPlaces();
    void hideAndComeBackWhereTheyWere();
    void theLastOneCantBeHidden();
    void whatIsFrozenDoesNotScroll();
    void hidingAFrozenColumnUnfreezesItsPlace();
    void widthsOfTheUserStay();
    void tellWhereTheyWent();
    void startAnewForOtherColumns();
};

void TestGridColumns::standSideBySide()
{
    const Four four;
    QCOMPARE(four.columns.shown(), (Places{0, 1, 2, 3}));
    QCOMPARE(four.columns.totalWidth(), 100);
    QCOMPARE(four.columns.left(2), 30);
    QCOMPARE(four.columns.placeAt(29, 0), 1);
    QCOMPARE(four.columns.placeAt(30, 0), 2);
    QCOMPARE(four.columns.placeAt(0, 30), 2);
    QCOMPARE(four.columns.placeAt(100, 0), -1);
    QCOMPARE(four.columns.placeAt(-1, 0), -1);
}

void TestGridColumns::moveToOtherPlaces()
{
    Four four;
    four.columns.move(0, 2);
    QCOMPARE(four.columns.shown(), (Places{1, 2, 0, 3}));
    four.columns.move(3, 0);
    QCOMPARE(four.columns.shown(), (Places{3, 1, 2, 0}));
    QCOMPARE(four.columns.placeOf(0), 3);
    QCOMPARE(four.columns.left(1), 40);
    four.columns.move(1, 1);
    QCOMPARE(four.columns.shown(), (Places{3, 1, 2, 0}));
}

void TestGridColumns::hideAndComeBackWhereTheyWere()
{
    Four four;
    four.columns.move(3, 0);
    four.columns.setHidden(1, true);
    QCOMPARE(four.columns.shown(), (Places{3, 0, 2}));
    QCOMPARE(four.columns.placeOf(1), -1);
    QCOMPARE(four.columns.totalWidth(), 80);
    four.columns.setHidden(1, false);
    QCOMPARE(four.columns.shown(), (Places{3, 0, 1, 2}));
    four.columns.setHidden(0, true);
    four.columns.setHidden(2, true);
    four.columns.showAll();
    QCOMPARE(four.columns.shown(), (Places{3, 0, 1, 2}));
}

void TestGridColumns::theLastOneCantBeHidden()
{
    Four four;
    for (const int column : {0, 1, 2, 3})
        four.columns.setHidden(column, true);
    QCOMPARE(four.columns.shown(), (Places{3}));
}

void TestGridColumns::whatIsFrozenDoesNotScroll()
{
    Four four;
    four.columns.setFrozen(2);
    QCOMPARE(four.columns.frozenWidth(), 30);
    QCOMPARE(four.columns.leftInView(1, 25), 10);
    QCOMPARE(four.columns.leftInView(2, 25), 5);
    QCOMPARE(four.columns.placeAt(15, 25), 1);
    QCOMPARE(four.columns.placeAt(34, 25), 2);
    QCOMPARE(four.columns.placeAt(35, 25), 3);
    four.columns.setFrozen(99);
    QCOMPARE(four.columns.frozen(), 4);
}

void TestGridColumns::hidingAFrozenColumnUnfreezesItsPlace()
{
    Four four;
    four.columns.setFrozen(2);
    four.columns.setHidden(0, true);
    QCOMPARE(four.columns.frozen(), 1);
    QCOMPARE(four.columns.frozenWidth(), 20);
    four.columns.setHidden(3, true);
    QCOMPARE(four.columns.frozen(), 1);
}

void TestGridColumns::widthsOfTheUserStay()
{
    Four four;
    four.columns.setWidthByUser(1, 77);
    four.columns.fitWidths({11, 21, 31, 41});
    QCOMPARE(four.columns.width(0), 11);
    QCOMPARE(four.columns.width(1), 77);
    four.columns.releaseWidth(1);
    four.columns.fitWidths({11, 21, 31, 41});
    QCOMPARE(four.columns.width(1), 21);
    four.columns.setWidthByUser(1, -50);
    QVERIFY(four.columns.width(1) > 5);
}

void TestGridColumns::tellWhereTheyWent()
{
    Four four;
    std::vector<Places> told;
    connect(&four.columns, &GridColumns::placesChanged, this,
        [&](const std::vector<int>& places) { told.push_back(places); });
    const QSignalSpy changes(&four.columns, &GridColumns::changed);
    four.columns.move(0, 2);
    four.columns.setHidden(1, true);
    four.columns.fitWidths({9, 9, 9, 9});
    four.columns.fitWidths({9, 9, 9, 9});
    QCOMPARE(told, (std::vector<Places>{{2, 0, 1, 3}, {-1, 0, 1, 2}}));
    QCOMPARE(changes.size(), 3);
}

void TestGridColumns::startAnewForOtherColumns()
{
    Four four;
    four.columns.setFrozen(2);
    four.columns.setHidden(3, true);
    four.columns.setWidthByUser(0, 99);
    const QSignalSpy moves(&four.columns, &GridColumns::placesChanged);
    four.columns.reset(2);
    QCOMPARE(four.columns.shown(), (Places{0, 1}));
    QCOMPARE(four.columns.frozen(), 0);
    QVERIFY(!four.columns.isSizedByUser(0));
    QCOMPARE(moves.size(), 0);
}

QTEST_GUILESS_MAIN(TestGridColumns)
#include "tst_gridcolumns.moc"
