#include "models/cellvalue.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

class TestCellValue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isTheSameOnlyInTheSamePlace();
    void sharesItsPlaceWithAGrownResult();
    void bytesAreExact();
};

void TestCellValue::isTheSameOnlyInTheSamePlace()
{
    const ResultPtr result = resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{text("x"), std::numeric_limits<double>::quiet_NaN()}, {text("x"), 1.5}});
    const ResultPtr other = resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{text("x"), 1.5}});
    const CellValue value{result, 0, 0};
    QVERIFY(value.isSameAs(value));
    QVERIFY((CellValue{result, 0, 1}.isSameAs({result, 0, 1})));
    QVERIFY(!value.isSameAs({result, 1, 0}));
    QVERIFY(!value.isSameAs({result, 0, 1}));
    QVERIFY(!value.isSameAs({other, 0, 0}));
    QVERIFY(!value.isSameAs({}));
    QVERIFY(!CellValue().isSameAs(value));
    QVERIFY(CellValue().isSameAs({}));
}

void TestCellValue::sharesItsPlaceWithAGrownResult()
{
    ResultBuilder builder({{QStringLiteral("a")}});
    for (int row = 0; row < 1'000; ++row) {
        builder.column(0).appendText("text");
        builder.endRow();
    }
    const ResultPtr before = builder.snapshot(Completeness::Streaming);
    builder.column(0).appendText("text");
    builder.endRow();
    const ResultPtr after = builder.snapshot(Completeness::Complete);
    QVERIFY((CellValue{before, 3, 0}.isSameAs({after, 3, 0})));
}

void TestCellValue::bytesAreExact()
{
    const ResultPtr result = resultOf(
        {QStringLiteral("a")}, {{text("")}, {blob(QByteArray("\0\xff", 2))}, {qint64(-5)}, {0.5}, {Value()}});
    const QByteArrayList expected{"", QByteArray("\0\xff", 2), "-5", "0.5", ""};
    for (int row = 0; row < expected.size(); ++row) {
        const CellBytes bytes(CellValue{result, row, 0}.cell());
        QCOMPARE(bytes.view(), QByteArrayView(expected[row]));
    }
}

QTEST_GUILESS_MAIN(TestCellValue)
#include "tst_cellvalue.moc"
