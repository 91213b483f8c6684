#include "models/decimal.h"

#include "models/decimalcolumns.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using namespace larder::test;

namespace {

__extension__ using Int128 = __int128;

/// A number by its digits and where its point stands, in arithmetic of 128 bits.
struct Fixed
{
    static constexpr int kPlaces = 18;

    Int128 scaled = 0;
    QByteArray text = {};
};

QByteArray digitsOf(std::mt19937_64& random, int most)
{
    QByteArray digits;
    for (auto left = int(random() % quint64(most + 1)); left > 0; --left)
        digits += random() % 3 == 0 ? '0' : char('0' + random() % 10);
    return digits;
}

Fixed randomFixed(std::mt19937_64& random)
{
    const QByteArray whole = random() % 3 == 0 ? QByteArray("7000000000000") : digitsOf(random, 15);
    const QByteArray fraction = digitsOf(random, Fixed::kPlaces);
    Fixed number;
    for (const char digit : whole + fraction.leftJustified(Fixed::kPlaces, '0'))
        number.scaled = number.scaled * 10 + (digit - '0');
    number.text = (whole.isEmpty() && fraction.isEmpty() ? "0" : whole)
        + (fraction.isEmpty() ? QByteArray() : '.' + fraction);
    if (random() % 2 == 0) {
        number.scaled = -number.scaled;
        number.text.prepend('-');
    }
    return number;
}

int compared(QByteArrayView a, QByteArrayView b)
{
    return Decimal::compare(*Decimal::parse(a), *Decimal::parse(b));
}

} // namespace

class TestDecimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsWhatServersWrite_data();
    void readsWhatServersWrite();
    void comparesAsArithmeticDoes();
    void ordersNumbersOfAnyLength();
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void knowsTypesOfDecimals_data();
    void knowsTypesOfDecimals();
    void takesTextsForDecimalsOnlyWithoutNumbersBeside();
};

void TestDecimal::readsWhatServersWrite_data()
{
    QTest::addColumn<bool>("isNumber");
    for (const char* text : {"0", "-0", "1", "-12.50", "0.001", "12345678901234567890.123", "NaN", "Infinity",
             "-Infinity", "+5", ".5", "5.", "007"})
        QTest::newRow(text) << true;
    for (const char* text : {"", "-", ".", "+.", "1e5", "1,000", "$1.00", "1.2.3", " 1", "1 ", "0x10", "nan",
             "infinity", "1-", "--1", "\xc2\xbd"})
        QTest::newRow(text) << false;
}

void TestDecimal::readsWhatServersWrite()
{
    QFETCH(bool, isNumber);
    QCOMPARE(Decimal::parse(QTest::currentDataTag()).has_value(), isNumber);
}

void TestDecimal::comparesAsArithmeticDoes()
{
    std::mt19937_64 random(20261126);
    int equal = 0;
    for (int round = 0; round < 50'000; ++round) {
        const Fixed a = randomFixed(random);
        Fixed b = randomFixed(random);
        if (random() % 4 == 0) {
            b = a;
            b.text += b.text.contains('.') ? "00" : ".0";
        }
        const int wanted = a.scaled < b.scaled ? -1 : int(a.scaled > b.scaled);
        equal += int(wanted == 0);
        const auto left = Decimal::parse(a.text);
        const auto right = Decimal::parse(b.text);
        QVERIFY2(left && right, (a.text + ' ' + b.text).constData());
        if (Decimal::compare(*left, *right) != wanted)
            QFAIL((a.text + ' ' + b.text).constData());
        if (wanted == 0 ? left->key() != right->key()
                        : left->key() != right->key() && (left->key() < right->key()) != (wanted < 0))
            QFAIL(("key of " + a.text + ' ' + b.text).constData());
    }
    QVERIFY(equal > 5'000);
}

void TestDecimal::ordersNumbersOfAnyLength()
{
    const QByteArray far(600'000, '9');
    const QByteArrayList ascending{"-Infinity", '-' + far + "1", '-' + far + "0.5", '-' + far + '0',
        "-100000000000000000000.1", "-100000000000000000000", "-1", "-0.5", "-0.0000000000000000000001",
        "-0." + QByteArray(600'000, '0') + '2', "-0." + QByteArray(600'000, '0') + '1', "0",
        "0." + QByteArray(600'000, '0') + '1', "0." + QByteArray(600'000, '0') + '2', "0.0009", "0.001",
        "0.0010000000000000000001", "1", "9.99", "10", "123456789012", "123456789012.5", "123456789013",
        "12345678901234567890.123", "12345678901234567890.124", far + '0', far + "0.5", far + '1', "Infinity",
        "NaN"};
    std::vector<Decimal> numbers;
    for (const QByteArray& each : ascending)
        numbers.push_back(*Decimal::parse(each));
    for (size_t i = 0; i < numbers.size(); ++i) {
        for (size_t j = 0; j < numbers.size(); ++j) {
            const int wanted = i < j ? -1 : int(i > j);
            QCOMPARE(Decimal::compare(numbers[i], numbers[j]), wanted);
            const quint64 left = numbers[i].key();
            const quint64 right = numbers[j].key();
            QVERIFY2(wanted < 0 ? left <= right : left >= right, qPrintable(QString::number(i)));
        }
    }
    QCOMPARE(compared("-0.00", "0"), 0);
    QCOMPARE(Decimal::parse("-0.00")->key(), Decimal::parse("0")->key());
}

void TestDecimal::readsWhatPeopleType_data()
{
    QTest::addColumn<QByteArray>("decimal");
    const auto row
        = [](const char* typed, const char* decimal) { QTest::newRow(typed) << QByteArray(decimal); };
    row("12345678901234567890.123", "12345678901234567890.123");
    row("+5", "+5");
    row("1e3", "1000");
    row("-1.25E1", "-12.5");
    row("1.25e-3", "0.00125");
    row("1e300", ("1" + std::string(300, '0')).c_str());
    row("inf", "Infinity");
    row("-inf", "-Infinity");
    row("nan", "NaN");
    row("NaN", "NaN");
    row("tea", "");
    row("1e", "");
    row("e5", "");
    row("", "");
    row("2024-01-01", "");
}

void TestDecimal::readsWhatPeopleType()
{
    QFETCH(QByteArray, decimal);
    const auto read = decimalFromTyped(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(read.value_or(QByteArray()), decimal);
}

void TestDecimal::knowsTypesOfDecimals_data()
{
    QTest::addColumn<bool>("isDecimal");
    for (const char* type : {"numeric", "numeric(20,2)", "NUMERIC (5)", "Decimal(10, 2)", "money"})
        QTest::newRow(type) << true;
    for (const char* type :
        {"", "integer", "text", "numeric[]", "numeric(5,2)[]", "nummultirange", "numericx"})
        QTest::newRow(type) << false;
}

void TestDecimal::knowsTypesOfDecimals()
{
    QFETCH(bool, isDecimal);
    QCOMPARE(isDecimalType(QString::fromLatin1(QTest::currentDataTag())), isDecimal);
}

void TestDecimal::takesTextsForDecimalsOnlyWithoutNumbersBeside()
{
    const auto holds = [](const QString& type, const std::vector<Value>& values) {
        return holdsDecimals(*columnOf(type, values), 0);
    };
    const auto numeric = QStringLiteral("numeric");
    QVERIFY(holds(numeric, {text("1"), Value(), text("x")}));
    QVERIFY(!holds(QStringLiteral("text"), {text("1")}));
    QVERIFY(!holds(numeric, {text("NaN"), qint64(1)}));
    QVERIFY(!holds(numeric, {text("NaN"), 1.5}));
    QVERIFY(!holds(numeric, {Value()}));
}

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
