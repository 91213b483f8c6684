#include "cache/value.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace larder;
using test::blob;
using test::described;
using test::text;

Q_DECLARE_METATYPE(larder::Value)

class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsALiteral_data();
    void readsALiteral();
    void writesALiteral_data();
    void writesALiteral();
    void readsBackWhatItWrote_data();
    void readsBackWhatItWrote();
    void writesRealsShortestAndExact();
};

void TestValue::readsALiteral_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<Value>("value");
    const auto row = [](const QByteArray& literal, const Value& value) {
        QTest::newRow(literal.isEmpty() ? "nothing" : literal.constData()) << literal << value;
    };
    row("NULL", {});
    row("nuLL", {});
    row("'null'", text("null"));
    row("42", 42);
    row("+42", 42);
    row("-42", -42);
    row("007", 7);
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("9223372036854775808", 9223372036854775808.0);
    row("1.0", 1.0);
    row("-0.0", -0.0);
    row(".5", 0.5);
    row("5.", 5.0);
    row("1e3", 1000.0);
    row("'42'", text("42"));
    row("''", text(""));
    row("'it''s'", text("it's"));
    row("''''", text("'"));
    row("x'00fF'", blob(QByteArray::fromHex("00ff")));
    row("X''", blob(""));
    // What is no literal is text as it stands.
    row("", text(""));
    row("Zürich", text("Zürich"));
    row("1e999", text("1e999"));
    row("inf", text("inf"));
    row("-inf", text("-inf"));
    row("nan", text("nan"));
    row("0x10", text("0x10"));
    row("1 2", text("1 2"));
    row("-", text("-"));
    row("'", text("'"));
    row("'open", text("'open"));
    row("'a'b'", text("'a'b'"));
    row("'a'''b'", text("'a'''b'"));
    row("x'0'", text("x'0'"));
    row("x'0g'", text("x'0g'"));
}

void TestValue::readsALiteral()
{
    QFETCH(QByteArray, literal);
    QFETCH(Value, value);
    QCOMPARE(described(valueFromLiteral(literal)), described(value));
}

void TestValue::writesALiteral_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("literal");
    QTest::newRow("null") << Value() << QByteArray("NULL");
    QTest::newRow("integer") << Value(-7) << QByteArray("-7");
    QTest::newRow("real without a fraction") << Value(1.0) << QByteArray("1.0");
    QTest::newRow("text with a quote") << text("it's") << QByteArray("'it''s'");
    QTest::newRow("empty text") << text("") << QByteArray("''");
    QTest::newRow("blob") << blob(QByteArray::fromHex("00ff")) << QByteArray("x'00ff'");
    QTest::newRow("empty blob") << blob("") << QByteArray("x''");
}

void TestValue::writesALiteral()
{
    QFETCH(Value, value);
    QTEST(literalFromValue(value), "literal");
}

void TestValue::readsBackWhatItWrote_data()
{
    QTest::addColumn<Value>("value");
    QTest::newRow("null") << Value();
    QTest::newRow("least integer") << Value(std::numeric_limits<qint64>::min());
    QTest::newRow("greatest integer") << Value(std::numeric_limits<qint64>::max());
    QTest::newRow("minus zero") << Value(-0.0);
    QTest::newRow("a tenth") << Value(0.1);
    QTest::newRow("greatest real") << Value(std::numeric_limits<double>::max());
    QTest::newRow("least real above zero") << Value(std::numeric_limits<double>::denorm_min());
    QTest::newRow("text with NUL") << text(QByteArray("a\0'b", 4));
    QTest::newRow("text that looks like a number") << text("42");
    QTest::newRow("text of quotes only") << text("''");
    QTest::newRow("blob of all bytes") << blob(QByteArray::fromHex("00276162ff"));
}

void TestValue::readsBackWhatItWrote()
{
    QFETCH(Value, value);
    QCOMPARE(described(valueFromLiteral(literalFromValue(value))), described(value));
}

void TestValue::writesRealsShortestAndExact()
{
    QCOMPARE(shortestReal(0.1), QByteArray("0.1"));
    QCOMPARE(shortestReal(1.0), QByteArray("1.0"));
    QCOMPARE(shortestReal(-0.0), QByteArray("-0.0"));
    QCOMPARE(shortestReal(200'000), QByteArray("200000.0"));
    QCOMPARE(shortestReal(-1e15), QByteArray("-1000000000000000.0"));
    QCOMPARE(shortestReal(0.00001), QByteArray("0.00001"));
    QCOMPARE(shortestReal(0.000001234), QByteArray("1.234e-06"));
    QCOMPARE(shortestReal(1e16), QByteArray("1e+16"));
    QCOMPARE(shortestReal(1e22), QByteArray("1e+22"));
    QCOMPARE(shortestReal(std::numeric_limits<double>::infinity()), QByteArray("Infinity"));
    QCOMPARE(shortestReal(-std::numeric_limits<double>::infinity()), QByteArray("-Infinity"));
    QCOMPARE(shortestReal(std::numeric_limits<double>::quiet_NaN()), QByteArray("NaN"));
    std::mt19937_64 random(4711);
    std::uniform_real_distribution<double> moderate(-7, 18);
    for (int i = 0; i < 40'000; ++i) {
        const auto any = std::bit_cast<double>(quint64(random()));
        const double real = i % 2 == 0 ? any : std::copysign(std::pow(10, moderate(random)), any);
        if (!std::isfinite(real))
            continue;
        const QByteArray written = shortestReal(real);
        QCOMPARE(
            std::bit_cast<quint64>(std::strtod(written.constData(), nullptr)), std::bit_cast<quint64>(real));
        QCOMPARE(described(valueFromLiteral(written)), described(Value(real)));
        QVERIFY(written.contains('.') || written.contains('e'));
        QCOMPARE(written.contains('e'), std::abs(real) < 1e-5 || std::abs(real) >= 1e16);
    }
}

QTEST_APPLESS_MAIN(TestValue)
#include "tst_value.moc"
