#include "models/rowwriter.h"

#include "tests/support/writtenrows.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestRowWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { QLocale::setDefault(QLocale::system()); }

    void emptyResultHasItsForm_data();
    void emptyResultHasItsForm();
    void growingSnapshotsGiveTheSameBytesAsOne_data();
    void growingSnapshotsGiveTheSameBytesAsOne();
    void writesNothingIfNoResultCame_data();
    void writesNothingIfNoResultCame();
    void doesNotDependOnTheLocale_data();
    void doesNotDependOnTheLocale();
    void namesAreDistinct();
    void plainTextIsWhatEveryFormCanHold();
};

void TestRowWriter::emptyResultHasItsForm_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("form");
    QTest::newRow("table") << int(RowFormat::Table) << QByteArray("n\n-\n");
    QTest::newRow("csv") << int(RowFormat::Csv) << QByteArray("n\r\n");
    QTest::newRow("tsv") << int(RowFormat::Tsv) << QByteArray("n\r\n");
    QTest::newRow("json") << int(RowFormat::Json) << QByteArray("[]\n");
    QTest::newRow("jsonl") << int(RowFormat::JsonLines) << QByteArray();
    QTest::newRow("markdown") << int(RowFormat::Markdown) << QByteArray("| n |\n| --- |\n");
    QTest::newRow("sql") << int(RowFormat::Sql) << QByteArray();
}

void TestRowWriter::emptyResultHasItsForm()
{
    QFETCH(int, format);
    QFETCH(QByteArray, form);
    QCOMPARE(written({RowFormat(format)}, emptyResult()), form);
}

void TestRowWriter::growingSnapshotsGiveTheSameBytesAsOne_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("table") << int(RowFormat::Table);
    QTest::newRow("csv") << int(RowFormat::Csv);
    QTest::newRow("tsv") << int(RowFormat::Tsv);
    QTest::newRow("json") << int(RowFormat::Json);
    QTest::newRow("jsonl") << int(RowFormat::JsonLines);
    QTest::newRow("markdown") << int(RowFormat::Markdown);
    QTest::newRow("html") << int(RowFormat::Html);
    QTest::newRow("sql") << int(RowFormat::Sql);
}

void TestRowWriter::growingSnapshotsGiveTheSameBytesAsOne()
{
    QFETCH(int, format);
    ResultBuilder builder({{QStringLiteral("n")}, {QStringLiteral("t")}});
    std::vector<ResultPtr> snapshots{builder.snapshot(Completeness::Streaming)};
    for (qint64 row = 0; row < 1'000; ++row) {
        append(builder.column(0), row);
        append(builder.column(1), text(QByteArray(int(row % 30), 'x')));
        builder.endRow();
        if (row == 0 || row == 255 || row == 256 || row % 300 == 0)
            snapshots.push_back(builder.snapshot(Completeness::Streaming));
    }
    const ResultPtr whole = builder.snapshot(Completeness::Complete);
    snapshots.push_back(whole);
    snapshots.push_back(whole);
    QCOMPARE(written({RowFormat(format)}, snapshots), written({RowFormat(format)}, whole));
    QVERIFY(written({RowFormat(format)}, whole).count('\n') >= 1'000);
}

void TestRowWriter::writesNothingIfNoResultCame_data()
{
    growingSnapshotsGiveTheSameBytesAsOne_data();
}

void TestRowWriter::writesNothingIfNoResultCame()
{
    QFETCH(int, format);
    QCOMPARE(written({RowFormat(format)}, std::vector<ResultPtr>()), QByteArray());
}

void TestRowWriter::doesNotDependOnTheLocale_data()
{
    growingSnapshotsGiveTheSameBytesAsOne_data();
}

void TestRowWriter::doesNotDependOnTheLocale()
{
    QFETCH(int, format);
    const ResultPtr result = resultOf(columns("a b"), {{qint64(1234567), 1234.5}});
    QLocale::setDefault(QLocale::c());
    const QByteArray plain = written({RowFormat(format)}, result);
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(written({RowFormat(format)}, result), plain);
    QVERIFY(plain.contains("1234567"));
    QVERIFY(plain.contains("1234.5"));
}

void TestRowWriter::namesAreDistinct()
{
    QCOMPARE(
        distinctNames({{QStringLiteral("a")}, {QStringLiteral("a")}, {QStringLiteral("a:1")}, {QString()}}),
        (QStringList{QStringLiteral("a"), QStringLiteral("a:1"), QStringLiteral("a:1:1"), QString()}));
}

void TestRowWriter::plainTextIsWhatEveryFormCanHold()
{
    QVERIFY(isPlainText(""));
    QVERIFY(isPlainText("a\tb\r\n ü\xf0\x9f\x98\x80"));
    for (const QByteArray& text : {QByteArray("a\0", 2), QByteArray("\x1b["), QByteArray("\x7f"),
             QByteArray("\xff"), QByteArray("\xed\xa0\x80"), QByteArray("\xc3")})
        QVERIFY2(!isPlainText(text), text.toHex().constData());
}

QTEST_GUILESS_MAIN(TestRowWriter)
#include "tst_rowwriter.moc"
