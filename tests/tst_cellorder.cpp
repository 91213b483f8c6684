#include "cache/cellorder.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;

namespace {

Cell integer(qint64 value)
{
    return {.type = CellType::Integer, .integer = value};
}

Cell real(double value)
{
    return {.type = CellType::Real, .real = value};
}

} // namespace

class TestCellOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ordersNumbersByValue();
    void knowsEqualNumbersOfOtherTypes();
};

void TestCellOrder::ordersNumbersByValue()
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    const std::vector<Cell> ascending{real(-kInfinity), real(-1e19), integer(kLeast), integer(kLeast + 1),
        integer(-2), real(-1.5), integer(-1), real(-0.5), integer(0), real(5e-324), real(0.5), integer(1),
        integer((qint64(1) << 53)), integer((qint64(1) << 53) + 1), integer(kMost - 1), integer(kMost),
        real(9223372036854775808.0), real(1e19), real(kInfinity), real(std::nan(""))};
    for (size_t i = 0; i < ascending.size(); ++i) {
        for (size_t j = 0; j < ascending.size(); ++j) {
            const int compared = compareNumbers(ascending[i], ascending[j]);
            QVERIFY2((compared < 0) == (i < j) && (compared > 0) == (i > j),
                qPrintable(QStringLiteral("%1 and %2: %3").arg(i).arg(j).arg(compared)));
        }
    }
}

void TestCellOrder::knowsEqualNumbersOfOtherTypes()
{
    QCOMPARE(compareNumbers(integer(3), real(3)), 0);
    QCOMPARE(compareNumbers(real(-0.0), integer(0)), 0);
    QCOMPARE(compareNumbers(real(-9223372036854775808.0), integer(std::numeric_limits<qint64>::min())), 0);
    QCOMPARE(compareNumbers(real(9007199254740992.0), integer(9007199254740992)), 0);
}

QTEST_APPLESS_MAIN(TestCellOrder)
#include "tst_cellorder.moc"
