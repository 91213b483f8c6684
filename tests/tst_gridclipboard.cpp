#include "ui/gridclipboard.h"

#include "support/results.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestGridClipboard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheCellsAsTextAndAsTable();
    void keepsWhatItHasIfTheCellsAreTooMany();
};

void TestGridClipboard::holdsTheCellsAsTextAndAsTable()
{
    const ArrangedRows rows{
        resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{qint64(1), text("tea\n")}})};
    QVERIFY(copyCells(rows, {{0, 1}, {{0, 0, 0, 1}}}, CopyHeaders::Yes));
    const QMimeData* const copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(copied->text(), QStringLiteral("a\tb\n1\t\"tea\n\""));
    QCOMPARE(copied->data(QStringLiteral("text/tab-separated-values")), QByteArray("a\tb\n1\t\"tea\n\""));
}

void TestGridClipboard::keepsWhatItHasIfTheCellsAreTooMany()
{
    const QByteArray large(20 << 20, 'x');
    const ArrangedRows rows{resultOf({QStringLiteral("a")}, {{text(large)}, {text(large)}})};
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QVERIFY(!copyCells(rows, {{0}, {{0, 1, 0, 0}}}, CopyHeaders::No));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

QTEST_MAIN(TestGridClipboard)
#include "tst_gridclipboard.moc"
