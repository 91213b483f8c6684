#include "cache/error.h"
#include "cache/textplace.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestTextPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsLinesAndCharacters_data();
    void countsLinesAndCharacters();
    void standsBehindTheReasonOfAnError();
};

void TestTextPlace::countsLinesAndCharacters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QByteArray& text, qsizetype offset, const char* place) {
        QTest::newRow(name) << text << offset << QString::fromLatin1(place);
    };
    row("begin", "SELECT 1", 0, "line 1, column 1");
    row("empty", "", 0, "line 1, column 1");
    row("first line", "SELECT 1", 7, "line 1, column 8");
    row("behind a line feed", "SELECT\n1", 7, "line 2, column 1");
    row("at a line feed", "SELECT\n1", 6, "line 1, column 7");
    row("behind two bytes", "'ü', x", 6, "line 1, column 6");
    row("behind a surrogate pair", "'\U0001F600' x", 7, "line 1, column 6");
    row("behind the end", "a\nbc", 99, "line 2, column 3");
}

void TestTextPlace::countsLinesAndCharacters()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, offset);
    QTEST(placeText(text, offset), "place");
}

void TestTextPlace::standsBehindTheReasonOfAnError()
{
    Error error{.what = QStringLiteral("The statement failed"), .why = QStringLiteral("no such column: x")};
    QCOMPARE(placed(error, "SELECT x"), error);
    error.position = 7;
    QCOMPARE(errorText(placed(error, "SELECT 1;\nSELECT x", 10)),
        QStringLiteral("The statement failed: no such column: x (line 2, column 8)"));
}

QTEST_APPLESS_MAIN(TestTextPlace)
#include "tst_textplace.moc"
