#include "ui/messagesdock.h"

#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>

using namespace larder;

class TestMessagesDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsEmptyWithAHint();
    void addsLinesInOrderWithTheirTimes();
    void showsMarkupAsItStands();
    void keepsTheLastThousandLines();
    void canNotBeEdited();
    void followsTheLastLineUnlessScrolledUp();
};

void TestMessagesDock::startsEmptyWithAHint()
{
    const MessagesDock dock;
    QCOMPARE(dock.text(), QString());
    QVERIFY(!dock.findChild<QPlainTextEdit*>()->placeholderText().isEmpty());
    QVERIFY(!dock.objectName().isEmpty());
}

void TestMessagesDock::addsLinesInOrderWithTheirTimes()
{
    MessagesDock dock;
    dock.append(QStringLiteral("SELECT 1 | 1 row"));
    dock.append(QStringLiteral("ü"));
    const QRegularExpression form(
        QStringLiteral("^\\d\\d:\\d\\d:\\d\\d \\| SELECT 1 \\| 1 row\n\\d\\d:\\d\\d:\\d\\d \\| ü$"));
    QVERIFY2(form.match(dock.text()).hasMatch(), qPrintable(dock.text()));
}

void TestMessagesDock::showsMarkupAsItStands()
{
    MessagesDock dock;
    dock.append(QStringLiteral("<b>%1</b> & %2"));
    QVERIFY(dock.text().endsWith(QStringLiteral("| <b>%1</b> & %2")));
}

void TestMessagesDock::keepsTheLastThousandLines()
{
    MessagesDock dock;
    for (int i = 1; i <= 1'200; ++i)
        dock.append(QStringLiteral("line %1").arg(i));
    const QStringList lines = dock.text().split(u'\n');
    QCOMPARE(lines.size(), 1'000);
    QVERIFY(lines.constLast().endsWith(QStringLiteral("line 1200")));
    QVERIFY(lines.constFirst().endsWith(QStringLiteral("line 201")));
}

void TestMessagesDock::canNotBeEdited()
{
    MessagesDock dock;
    dock.show();
    QTest::keyClicks(dock.findChild<QPlainTextEdit*>(), QStringLiteral("x"));
    QCOMPARE(dock.text(), QString());
}

void TestMessagesDock::followsTheLastLineUnlessScrolledUp()
{
    MessagesDock dock;
    dock.resize(300, 150);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    const auto* const log = dock.findChild<QPlainTextEdit*>();
    QScrollBar* const bar = log->verticalScrollBar();
    for (int i = 0; i < 30; ++i)
        dock.append(QStringLiteral("short"));
    dock.append(QString(200, u'x'));
    dock.append(QStringLiteral("last"));
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    QVERIFY(!log->horizontalScrollBar()->isVisible());
    bar->setValue(0);
    dock.append(QStringLiteral("more"));
    QCOMPARE(bar->value(), 0);
}

QTEST_MAIN(TestMessagesDock)
#include "tst_messagesdock.moc"
