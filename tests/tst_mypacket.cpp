#include "app/sql/mypacket.h"

#include <QRegularExpression>
#include <QTest>

#include <mysql.h>

#include <ma_pvio.h>

using namespace larder;

class TestMyPacket final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void seesWhatIsHere_data();
    void seesWhatIsHere();
    void looksBehindWhatWasRead();
    void doesNotKnowCompressedPackets();
    void doesNotKnowWithoutAConnection();
};

namespace {

// A connection whose library has read ahead.
struct ReadAhead
{
    explicit ReadAhead(const QByteArray& ahead) : bytes(ahead)
    {
        stream.cache = reinterpret_cast<uchar*>(bytes.data());
        stream.cache_pos = stream.cache;
        stream.cache_size = size_t(bytes.size());
        connection.net.pvio = &stream;
    }

    QByteArray bytes;
    st_ma_pvio stream{};
    MYSQL connection{};
};

} // namespace

void TestMyPacket::seesWhatIsHere_data()
{
    QTest::addColumn<QByteArray>("ahead");
    QTest::addColumn<bool>("isHere");

    const QByteArray row = QByteArray("\x03\x00\x00\x01", 4) + "\x02hi";
    QTest::newRow("a row") << row << true;
    QTest::newRow("a row and more") << row + "x" << true;
    QTest::newRow("a row but its last byte") << row.chopped(1) << false;
    QTest::newRow("a header alone") << row.left(4) << false;
    QTest::newRow("a part of a header") << row.left(2) << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("an error, or progress") << QByteArray("\x03\x00\x00\x01\xff\x15\x04", 7) << false;
    QTest::newRow("the length counts from the lowest byte")
        << QByteArray("\x00\x01\x00\x01", 4) + QByteArray(255, 'a') << false;
    QTest::newRow("256 bytes") << QByteArray("\x00\x01\x00\x01", 4) + QByteArray(256, 'a') << true;
    QTest::newRow("the first part of a long row")
        << QByteArray("\xff\xff\xff\x01", 4) + QByteArray(0xffffff, 'a') << false;
}

void TestMyPacket::seesWhatIsHere()
{
    QFETCH(const QByteArray, ahead);
    QFETCH(const bool, isHere);
    const ReadAhead read(ahead);
    QCOMPARE(isMyPacketHere(read.connection), isHere);
}

void TestMyPacket::looksBehindWhatWasRead()
{
    ReadAhead read(QByteArray("\x01\x00\x00\x01"
                              "a"
                              "\x01\x00\x00\x02"
                              "b",
        10));
    read.stream.cache_pos += 5;
    QVERIFY(isMyPacketHere(read.connection));
    read.stream.cache_pos += 5;
    QVERIFY(!isMyPacketHere(read.connection));
}

void TestMyPacket::doesNotKnowCompressedPackets()
{
    ReadAhead read(QByteArray("\x01\x00\x00\x01"
                              "a",
        5));
    read.connection.net.compress = 1;
    QVERIFY(!isMyPacketHere(read.connection));
}

void TestMyPacket::doesNotKnowWithoutAConnection()
{
    QVERIFY(!isMyPacketHere(MYSQL{}));
}

QTEST_APPLESS_MAIN(TestMyPacket)
#include "tst_mypacket.moc"
