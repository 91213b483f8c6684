#include "models/leastbytes.h"

#include "models/formname.h"
#include "models/resultwriter.h"
#include "models/selectiontext.h"
#include "support/randomrows.h"
#include "support/results.h"

#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kAll = std::numeric_limits<qint64>::max();

qint64 leastOf(const std::vector<Value>& column)
{
    std::vector<std::vector<Value>> rows;
    for (const Value& value : column)
        rows.push_back({value});
    return leastBytes(allOf(resultOf({QStringLiteral("a")}, rows)), kAll);
}

} // namespace

class TestLeastBytes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAByteACellAndTheValues();
    void isNoMoreThanAnyFormTakes();
    void countsOnlyTheCellsOfItsRanges();
    void stopsWhereItIsEnough();
};

void TestLeastBytes::countsAByteACellAndTheValues()
{
    QCOMPARE(leastOf({text("tea"), {}, text("")}), 3 + 3);
    QCOMPARE(leastOf({qint64(9), qint64(10), qint64(-1000)}), 3 + 1 + 2 + 4);
    QCOMPARE(leastOf({qint64(1'000'000'000'000)}), 1 + 13);
    QCOMPARE(leastOf({0.5, 1e300}), 2 + 6);
    QCOMPARE(leastOf({{}, {}}), 2);
}

void TestLeastBytes::isNoMoreThanAnyFormTakes()
{
    for (const qint64 number :
        {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), qint64(0), qint64(1),
            qint64(9), qint64(99), qint64(100), qint64(1023), qint64(1024), qint64(-9)})
        for (const Value& value :
            std::vector<Value>{number, double(number), text(QByteArray::number(number)), {}})
            for (const RowFormat format : exportFormats()) {
                const RowsToWrite rows = allOf(resultOf({QStringLiteral("a")}, {{value}}));
                const qint64 written = writtenRows(rows, defaultForm(format), kAll)->size();
                QVERIFY(leastBytes(rows, kAll) <= written);
            }
}

void TestLeastBytes::countsOnlyTheCellsOfItsRanges()
{
    const ArrangedRows rows{resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{text("one"), text("x")}, {text("three"), text("y")}, {text("seven"), text("z")}})};
    QCOMPARE(leastBytes(selectedOf(rows, {{0, 1}, {{1, 2, 0, 0}}}), kAll), 2 + 10);
    QCOMPARE(leastBytes(selectedOf(rows, {{1, 0}, {{0, 0, 0, 1}}}), kAll), 2 + 4);
    // The values of rows that are sorted are not looked up one by one, but for all rows they are the same.
    const auto turned = std::make_shared<RowOrder>(RowOrder{2, 1, 0});
    QCOMPARE(leastBytes(selectedOf({rows.result, turned}, {{0}, {{0, 2, 0, 0}}}), kAll), 3 + 13);
    QCOMPARE(leastBytes(selectedOf({rows.result, turned}, {{0}, {{0, 1, 0, 0}}}), kAll), 2);
}

void TestLeastBytes::stopsWhereItIsEnough()
{
    const ResultPtr result = resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{text("tea"), text("x")}});
    QCOMPARE(leastBytes(allOf(result), 1), 2);
    QCOMPARE(leastBytes(allOf(result), 2), 2 + 3);
}

QTEST_GUILESS_MAIN(TestLeastBytes)
#include "tst_leastbytes.moc"
