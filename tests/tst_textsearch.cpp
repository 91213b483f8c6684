#include "models/textsearch.h"

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

void TestTextSearch::findsWhatThePlainSearchFinds()
{
    std::mt19937 random{7};
    const auto letters = [&random](unsigned count) {
        QByteArray text;
        for (unsigned i = 0; i < count; ++i)
            text += "aAbB"[random() % 4];
        return text;
    };
    int found = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray needle = letters(unsigned(1 + random() % 5));
        const QByteArray text = letters(unsigned(random() % 20));
        const bool expected = text.toLower().contains(needle.toLower());
        QCOMPARE(TextSearch(QString::fromLatin1(needle)).isIn(text), expected);
        found += expected ? 1 : 0;
    }
    QVERIFY(found > 1'000 && found < 19'000);
}

QTEST_APPLESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
