#include "models/decimalsum.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

__extension__ using Int128 = __int128;

QByteArray sumOf(const QByteArrayList& numbers)
{
    DecimalSum sum;
    for (const QByteArray& each : numbers)
        sum.add(*Decimal::parse(each));
    return sum.text();
}

/// @p scaled hundred-millionths.
QByteArray textOf(Int128 scaled)
{
    constexpr int kPlaces = 8;
    const bool negative = scaled < 0;
    QByteArray digits;
    for (Int128 left = negative ? -scaled : scaled; left > 0; left /= 10)
        digits.prepend(char('0' + int(left % 10)));
    digits = digits.rightJustified(kPlaces + 1, '0');
    return (negative ? "-" : "") + digits.chopped(kPlaces) + '.' + digits.last(kPlaces);
}

} // namespace

class TestDecimalSum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void addsAsArithmeticDoes();
    void addsNumbersOfAnyLength();
    void keepsTheLongestFraction();
    void carriesHoweverManyAreAdded();
    void addsWhatIsNotFinite();
};

void TestDecimalSum::addsAsArithmeticDoes()
{
    std::mt19937_64 random(20261126);
    for (int round = 0; round < 2'000; ++round) {
        DecimalSum sum;
        Int128 wanted = 0;
        for (int count = 1 + int(random() % 30); count > 0; --count) {
            Int128 number = Int128(random() >> (random() % 64)) * qint64(random() % 1'000'000);
            number = random() % 2 == 0 ? number : -number;
            const auto times = 1 + qint64(random() % 3);
            wanted += number * times;
            sum.add(*Decimal::parse(textOf(number)), times);
        }
        QCOMPARE(sum.text(), textOf(wanted));
    }
}

void TestDecimalSum::addsNumbersOfAnyLength()
{
    const QByteArray nines(10'000, '9');
    QCOMPARE(sumOf({nines, "1"}), '1' + QByteArray(10'000, '0'));
    QCOMPARE(sumOf({"0." + nines, "0." + QByteArray(9'999, '0') + '1'}), "1." + QByteArray(10'000, '0'));
    QCOMPARE(sumOf({'1' + QByteArray(10'000, '0'), "-0.1"}), nines + ".9");
    QCOMPARE(sumOf({'-' + nines, nines}), QByteArray("0"));
}

void TestDecimalSum::keepsTheLongestFraction()
{
    QCOMPARE(sumOf({}), QByteArray("0"));
    QCOMPARE(sumOf({"1.50", "1.5"}), QByteArray("3.00"));
    QCOMPARE(sumOf({"12345678901234567890.123", "1"}), QByteArray("12345678901234567891.123"));
    QCOMPARE(sumOf({"0.1", "0.2"}), QByteArray("0.3"));
    QCOMPARE(sumOf({"-0.05", "0.05"}), QByteArray("0.00"));
    QCOMPARE(sumOf({"-1", "0.999999999999999999999"}), QByteArray("-0.000000000000000000001"));
}

// Nine digits of limbs that are all nines, as often as 64 bits hold them and more.
void TestDecimalSum::carriesHoweverManyAreAdded()
{
    const auto number = *Decimal::parse("999999999999999999.999999999");
    constexpr qint64 kTimes = qint64(1) << 32;
    DecimalSum sum;
    DecimalSum negative;
    for (int i = 0; i < 10; ++i) {
        sum.add(number, kTimes);
        negative.add(number, -kTimes);
    }
    QCOMPARE(sum.text(), QByteArray("42949672959999999999999999957.050327040"));
    QCOMPARE(negative.text(), '-' + sum.text());
}

void TestDecimalSum::addsWhatIsNotFinite()
{
    QCOMPARE(sumOf({"1", "NaN", "Infinity"}), QByteArray("NaN"));
    QCOMPARE(sumOf({"1", "Infinity"}), QByteArray("Infinity"));
    QCOMPARE(sumOf({"1", "-Infinity"}), QByteArray("-Infinity"));
    QCOMPARE(sumOf({"Infinity", "-Infinity"}), QByteArray("NaN"));
}

QTEST_GUILESS_MAIN(TestDecimalSum)
#include "tst_decimalsum.moc"
