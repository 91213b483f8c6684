#include "models/utf8check.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

class TestUtf8Check final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsTheFirstWrongByte_data();
    void findsTheFirstWrongByte();
    void agreesWithQtOnRandomBytes();
    void looksAcrossItsPauses();
    void stops();
    void cutsBetweenCharacters();
    void repairsWhatIsWrongOnly();
};

void TestUtf8Check::findsTheFirstWrongByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("characters");
    QTest::addColumn<qint64>("wrong");
    const auto row = [](const char* name, const QByteArray& bytes, qint64 characters, qint64 wrong = -1) {
        QTest::newRow(name) << bytes << characters << wrong;
    };
    row("empty", "", 0);
    row("ascii", "eight or more", 13);
    row("all lengths", "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8d\x8b", 4);
    row("nul", QByteArray("a\0b", 3), 3);
    row("lone continuation", "ab\x80", 3, 2);
    row("overlong", "\xc0\xaf", 2, 0);
    row("overlong of three", "\xe0\x80\xaf", 3, 0);
    row("surrogate", "x\xed\xa0\x80", 4, 1);
    row("beyond Unicode", "\xf4\x90\x80\x80", 4, 0);
    row("cut in two", "abcdefghij\xe2\x82", 12, 10);
    row("two wrong", "a\xff\xff", 3, 1);
}

void TestUtf8Check::findsTheFirstWrongByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, characters);
    QFETCH(qint64, wrong);
    const auto check = checkUtf8(bytes);
    QVERIFY(check);
    QCOMPARE(check->characters, characters);
    QCOMPARE(check->firstWrong.value_or(-1), wrong);
}

void TestUtf8Check::agreesWithQtOnRandomBytes()
{
    std::mt19937 random{3};
    const QByteArray letters("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8d\x8b\xed\xa0");
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes;
        for (size_t i = random() % 20; i > 0; --i)
            bytes += letters[qsizetype(random() % size_t(letters.size()))];
        const auto check = checkUtf8(bytes);
        QCOMPARE(!check->firstWrong, QByteArrayView(bytes).isValidUtf8());
        if (check->firstWrong) {
            QVERIFY(QByteArrayView(bytes).first(*check->firstWrong).isValidUtf8());
        } else {
            QCOMPARE(check->characters, QString::fromUtf8(bytes).toUcs4().size());
        }
    }
}

void TestUtf8Check::looksAcrossItsPauses()
{
    // A character of two bytes across the megabyte after which the check pauses.
    QByteArray bytes((1 << 20) - 1, 'x');
    bytes += "\xc3\xa4tail\xff";
    const auto check = checkUtf8(bytes);
    QCOMPARE(check->characters, (1 << 20) + 5);
    QCOMPARE(check->firstWrong, (1 << 20) + 5);
}

void TestUtf8Check::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!checkUtf8("text", stop.get_token()));
}

void TestUtf8Check::cutsBetweenCharacters()
{
    const QByteArray text("a\xe2\x82\xac"
                          "b");
    QCOMPARE(wholeUtf8Prefix(text, 0), 0);
    QCOMPARE(wholeUtf8Prefix(text, 1), 1);
    QCOMPARE(wholeUtf8Prefix(text, 2), 1);
    QCOMPARE(wholeUtf8Prefix(text, 3), 1);
    QCOMPARE(wholeUtf8Prefix(text, 4), 4);
    QCOMPARE(wholeUtf8Prefix(text, 100), 5);
    // Of what is no UTF-8 it makes no search for a start.
    QCOMPARE(wholeUtf8Prefix(QByteArray(10, '\x80'), 7), 7);
}

void TestUtf8Check::repairsWhatIsWrongOnly()
{
    QCOMPARE(repairedUtf8("a\xc3\xa4"), QByteArray("a\xc3\xa4"));
    QCOMPARE(repairedUtf8("a\xff"
                          "b"),
        QByteArray("a\xef\xbf\xbd"
                   "b"));
}

QTEST_GUILESS_MAIN(TestUtf8Check)
#include "tst_utf8check.moc"
