#include "models/textsearch.h"

#include "cache/columnbuilder.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

class TestTextSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsWhateverTheCase_data();
    void findsWhateverTheCase();
    void findsWhatThePlainSearchFinds();
    void findsInNoTwoRowsTogether();
    void findsAtEveryPlaceOfALongText();
};

void TestTextSearch::findsWhateverTheCase_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("start") << QStringLiteral("Tea") << QByteArray("tEAPOT") << true;
    QTest::newRow("end") << QStringLiteral("pot") << QByteArray("TeaPOT") << true;
    QTest::newRow("whole") << QStringLiteral("tea") << QByteArray("TEA") << true;
    QTest::newRow("absent") << QStringLiteral("tee") << QByteArray("TEA") << false;
    QTest::newRow("longer than the text") << QStringLiteral("teapot") << QByteArray("tea") << false;
    QTest::newRow("empty needle") << QString() << QByteArray("tea") << true;
    QTest::newRow("empty text") << QStringLiteral("t") << QByteArray() << false;
    QTest::newRow("sign beside the letters") << QStringLiteral("[") << QByteArray("{") << false;
    QTest::newRow("beyond ASCII") << QStringLiteral("größe") << QByteArray("Schuh-GRÖSSE GRÖßE") << true;
    QTest::newRow("bytes that are no text") << QStringLiteral("tea") << QByteArray("\xff\xfeTEA") << true;
}

void TestTextSearch::findsWhateverTheCase()
{
    QFETCH(QString, needle);
    QFETCH(QByteArray, text);
    QTEST(TextSearch(needle).isIn(text), "found");
}

// Letters that are one byte in UTF-8 and have two, with the two that have a third form beyond ASCII, and
// longer ones; texts as long as a block and longer.
void TestTextSearch::findsWhatThePlainSearchFinds()
{
    const QStringList letters{QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("b"),
        QStringLiteral("k"), QStringLiteral("S"), QStringLiteral("["), QStringLiteral("{"),
        QStringLiteral("\u212a"), QStringLiteral("ſ"), QStringLiteral("ä"), QStringLiteral("Ä"),
        QStringLiteral("ß"), QStringLiteral("\U00010400"), QStringLiteral("\U00010428")};
    std::mt19937 random{7};
    const auto lettersOf = [&](unsigned kinds, unsigned count) {
        QString text;
        for (unsigned i = 0; i < count; ++i)
            text += letters[qsizetype(random() % kinds)];
        return text;
    };
    int found = 0;
    for (int i = 0; i < 20'000; ++i) {
        const unsigned kinds = random() % 2 == 0 ? 3 : unsigned(letters.size());
        const QString needle = lettersOf(kinds, unsigned(random() % 5));
        const TextSearch search(needle);
        ColumnBuilder column;
        std::vector<qsizetype> expected;
        for (qsizetype row = 0; row < 12; ++row) {
            const QString text
                = lettersOf(random() % 8 == 0 ? unsigned(letters.size()) : kinds, unsigned(random() % 20));
            column.appendText(text.toUtf8());
            if (text.contains(needle, Qt::CaseInsensitive))
                expected.push_back(row);
            QCOMPARE(search.isIn(text.toUtf8()), text.contains(needle, Qt::CaseInsensitive));
        }
        QCOMPARE(search.rowsIn(*column.view().textArena()), expected);
        found += int(expected.size());
    }
    QVERIFY(found > 20'000 && found < 220'000);
}

void TestTextSearch::findsInNoTwoRowsTogether()
{
    ColumnBuilder column;
    for (const char* const text : {"green t", "ea", "", "te", "", "a", "tea", "TEA and tea", "t"})
        column.appendText(text);
    QCOMPARE(
        TextSearch(QStringLiteral("tea")).rowsIn(*column.view().textArena()), (std::vector<qsizetype>{6, 7}));
}

void TestTextSearch::findsAtEveryPlaceOfALongText()
{
    const TextSearch search(QStringLiteral("tea"));
    for (qsizetype length = 3; length < 200; ++length) {
        for (qsizetype at = 0; at + 3 <= length; ++at) {
            QByteArray text(length, 't');
            text.replace(at, 3, "TeA");
            QVERIFY(search.isIn(text));
            text[at + 1] = 'i';
            QVERIFY(!search.isIn(text));
        }
    }
}

QTEST_APPLESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
