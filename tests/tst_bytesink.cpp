#include "models/bytesink.h"

#include "cache/value.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;

namespace {

/// Takes some bytes, then no more.
class FullDevice final : public QIODevice
{
public:
    explicit FullDevice(qint64 room) : m_room(room) { open(WriteOnly | Unbuffered); }

private:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 count) override
    {
        m_room -= count;
        return m_room < 0 ? -1 : count;
    }

    qint64 m_room;
};

/// Takes at most three bytes at a time.
class SlowDevice final : public QIODevice
{
public:
    SlowDevice() { open(WriteOnly | Unbuffered); }
    QByteArray taken;

private:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 count) override
    {
        const QByteArray part(data, qMin<qint64>(3, count));
        taken += part;
        return part.size();
    }
};

} // namespace

class TestByteSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void passesAllOnInOrder();
    void writesNumbersAsTheyAreSpelledElsewhere();
    void writesBytesAsDigits();
    void countsWhatWasAdded();
    void remembersThatTheDeviceRefused();
    void writesOnWhereADeviceTakesAPart();
};

void TestByteSink::passesAllOnInOrder()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ByteSink sink(buffer);
    QByteArray expected;
    const QByteArray large(700'000, 'L');
    for (int i = 0; i < 60'000; ++i) {
        const QByteArray part(i % 17, char('a' + i % 26));
        sink.add(part);
        sink.add('|');
        sink.addInteger(i);
        expected += part + '|' + QByteArray::number(i);
        if (i % 20'000 == 0) {
            sink.add(large);
            expected += large;
        }
    }
    QVERIFY(sink.flush());
    QCOMPARE(buffer.data(), expected);
}

void TestByteSink::writesNumbersAsTheyAreSpelledElsewhere()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ByteSink sink(buffer);
    QByteArray expected;
    using Reals = std::numeric_limits<double>;
    for (const double real : {0.0, -0.0, 2.0, 0.1, 1e308, Reals::max(), Reals::denorm_min(),
             -Reals::infinity(), Reals::quiet_NaN(), 123456789012345680.0}) {
        sink.addReal(real);
        expected += shortestReal(real);
    }
    for (const qint64 integer : {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}) {
        sink.addInteger(integer);
        expected += QByteArray::number(integer);
    }
    QVERIFY(sink.flush());
    QCOMPARE(buffer.data(), expected);
}

void TestByteSink::writesBytesAsDigits()
{
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes += char(i * 7);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ByteSink sink(buffer);
    sink.addHex(bytes);
    sink.add('|');
    sink.addBase64(bytes);
    sink.addBase64("x");
    QVERIFY(sink.flush());
    QCOMPARE(buffer.data(), bytes.toHex() + '|' + bytes.toBase64() + "eA==");
}

void TestByteSink::countsWhatWasAdded()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ByteSink sink(buffer);
    sink.add("abc");
    QCOMPARE(sink.byteCount(), 3);
    sink.add(QByteArray(1'000'000, 'x'));
    QCOMPARE(sink.byteCount(), 1'000'003);
}

void TestByteSink::remembersThatTheDeviceRefused()
{
    FullDevice device(300'000);
    ByteSink sink(device);
    sink.add(QByteArray(200'000, 'x'));
    QVERIFY(sink.flush());
    sink.add(QByteArray(200'000, 'x'));
    QVERIFY(!sink.hasFailed());
    QVERIFY(!sink.flush());
    QVERIFY(sink.hasFailed());
    QVERIFY(!sink.flush());
}

void TestByteSink::writesOnWhereADeviceTakesAPart()
{
    SlowDevice device;
    ByteSink sink(device);
    sink.add("a cup of tea");
    QVERIFY(sink.flush());
    QCOMPARE(device.taken, QByteArray("a cup of tea"));
}

QTEST_GUILESS_MAIN(TestByteSink)
#include "tst_bytesink.moc"
