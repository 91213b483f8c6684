#include "models/tablewriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

const RowForm kTable{RowFormat::Table};

} // namespace

class TestTableWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void alignsItsColumns();
    void keepsEachRowOnOneLine();
    void sendsNoControlCharacterToTheTerminal();
};

void TestTableWriter::alignsItsColumns()
{
    const ResultPtr result = resultOf(columns("id name n"),
        {{qint64(1), text("tea"), 1.5}, {qint64(100), text("a long name"), {}}, {{}, text(""), 2.0}});
    QCOMPARE(written(kTable, result),
        QByteArray("id    name         n\n"
                   "----  -----------  ----\n"
                   "1     tea          1.5\n"
                   "100   a long name  NULL\n"
                   "NULL               2.0\n"));
}

void TestTableWriter::keepsEachRowOnOneLine()
{
    const ResultPtr result = resultOf({QStringLiteral("a\nb")}, {{text("one\r\ntwo\tthree\rfour")}});
    QCOMPARE(written(kTable, result).count('\n'), 3);
    QVERIFY(written(kTable, result).contains("one"));
    QVERIFY(written(kTable, result).contains("↵two three"));
}

void TestTableWriter::sendsNoControlCharacterToTheTerminal()
{
    QByteArray controls("\x7f");
    for (char byte = 0; byte < 0x20; ++byte)
        controls += byte;
    const ResultPtr result = resultOf({QStringLiteral("\x1b[2J")},
        {{text(controls
            + "\x1b]0;title\x07 \xc2\x9b"
              "31m")}});
    const QString table = QString::fromUtf8(written(kTable, result));
    for (const QChar character : table)
        QVERIFY2(character == u'\n' || character.category() != QChar::Other_Control, qPrintable(table));
    QVERIFY(table.contains(QStringLiteral("]0;title")));
}

QTEST_GUILESS_MAIN(TestTableWriter)
#include "tst_tablewriter.moc"
