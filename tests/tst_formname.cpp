#include "models/formname.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace larder;

class TestFormName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eachFormHasANameAndAnEndingOfItsOwn();
    void endingTellsFormAndCompression();
};

void TestFormName::eachFormHasANameAndAnEndingOfItsOwn()
{
    QSet<QString> names;
    QSet<QString> endings;
    for (const RowFormat format : exportFormats()) {
        names.insert(formatName(format));
        endings.insert(fileEnding(format, Compression::None));
        QVERIFY(mimeType(format).contains(u'/'));
    }
    QCOMPARE(names.size(), 7);
    QCOMPARE(endings.size(), 7);
}

void TestFormName::endingTellsFormAndCompression()
{
    QCOMPARE(fileEnding(RowFormat::Csv, Compression::None), QStringLiteral(".csv"));
    QCOMPARE(fileEnding(RowFormat::Csv, Compression::Gzip), QStringLiteral(".csv.gz"));
    QCOMPARE(fileEnding(RowFormat::JsonLines, Compression::Zstd), QStringLiteral(".jsonl.zst"));
    for (const Compression compression : {Compression::None, Compression::Gzip, Compression::Zstd})
        QCOMPARE(int(compressionOf(fileEnding(RowFormat::Sql, compression))), int(compression));
}

QTEST_GUILESS_MAIN(TestFormName)
#include "tst_formname.moc"
