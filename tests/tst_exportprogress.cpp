#include "ui/exportprogress.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestExportProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsTheShareAndTheFile();
    void leavesTheWindowUsable();
    void cancelIsAskedForOnce();
};

void TestExportProgress::showsTheShareAndTheFile()
{
    ExportProgress progress(QStringLiteral("/srv/orders.csv"), nullptr);
    progress.show();
    progress.showShare(0.25);
    QCOMPARE(progress.value(), 250);
    QCOMPARE(progress.labelText(), QStringLiteral("Writing orders.csv…"));
    progress.showShare(1);
    QVERIFY(progress.isVisible());
    QCOMPARE(progress.windowTitle(), QStringLiteral("Export orders.csv"));
    QVERIFY(progress.width() > 2 * progress.fontMetrics().horizontalAdvance(progress.windowTitle()));
}

void TestExportProgress::leavesTheWindowUsable()
{
    const ExportProgress progress(QStringLiteral("/srv/orders.csv"), nullptr);
    QVERIFY(!progress.isModal());
}

void TestExportProgress::cancelIsAskedForOnce()
{
    ExportProgress progress(QStringLiteral("/srv/orders.csv"), nullptr);
    progress.show();
    QSignalSpy cancelled(&progress, &ExportProgress::cancelRequested);
    auto* const button = progress.findChild<QPushButton*>();
    QCOMPARE(button->accessibleName(), QStringLiteral("Cancel the export"));
    QTest::mouseClick(button, Qt::LeftButton);
    progress.showShare(0.5);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!progress.isVisible());
}

QTEST_MAIN(TestExportProgress)
#include "tst_exportprogress.moc"
