#include "ui/inspector/facttable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestFactTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void breaksLinesAlsoInLongWords();
    void breaksLinesWhereTheColumnIsMadeToEnd();
    void copiesWhatItWasGiven();
};

void TestFactTable::breaksLinesAlsoInLongWords()
{
    FactTable table(QStringLiteral("facts"), {QStringLiteral("Name"), QStringLiteral("Value")});
    table.resize(300, 400);
    table.setFacts(
        {{QStringLiteral("short"), QStringLiteral("d1f5c7")}, {QStringLiteral("long"), QString(200, u'7')},
            {QStringLiteral("words"), QStringLiteral("one two ").repeated(20)}});
    table.show();
    QTRY_VERIFY(table.rowHeight(2) > 2 * table.rowHeight(0));
    QVERIFY(table.rowHeight(1) > 2 * table.rowHeight(0));
}

void TestFactTable::breaksLinesWhereTheColumnIsMadeToEnd()
{
    FactTable table(QStringLiteral("facts"), {QStringLiteral("Name"), QStringLiteral("Value")});
    table.resize(600, 400);
    table.setFacts({{QStringLiteral("words"), QStringLiteral("one two ").repeated(10)}});
    table.show();
    const int twoLines = 3 * table.fontMetrics().height();
    QTRY_VERIFY(table.rowHeight(0) < twoLines);
    table.setColumnWidth(0, 450);
    QTRY_VERIFY(table.rowHeight(0) > twoLines);
    table.setColumnWidth(0, 100);
    QTRY_VERIFY(table.rowHeight(0) < twoLines);
}

void TestFactTable::copiesWhatItWasGiven()
{
    FactTable table(QStringLiteral("facts"), {QStringLiteral("Name"), QStringLiteral("Value")});
    table.setFacts({{QStringLiteral("Digest"), QString(60, u'7')}});
    table.selectRow(0);
    table.copySelected();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Digest\t") + QString(60, u'7'));
}

QTEST_MAIN(TestFactTable)
#include "tst_facttable.moc"
