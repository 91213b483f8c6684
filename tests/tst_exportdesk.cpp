#include "app/exportdesk.h"

#include "app/engine.h"

#include "tests/support/results.h"
#include "ui/exportactions.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace larder;
using namespace larder::test;

namespace {

struct Bench
{
    Bench() : window(engine.service()), desk(window), finished(&desk, &ExportDesk::finished)
    {
        window.show();
    }

    [[nodiscard]] ExportJob job(const ResultPtr& result, const char* name) const
    {
        return {allOf(result), defaultForm(RowFormat::Csv), Compression::None,
            folder.filePath(QString::fromLatin1(name)), {}};
    }
    void ask(const ExportJob& job) { Q_EMIT window.exportActions().exportRequested(job); }
    [[nodiscard]] QString message() { return window.statusBar()->currentMessage(); }

    QTemporaryDir folder;
    Engine engine;
    MainWindow window;
    ExportDesk desk;
    QSignalSpy finished;
};

ResultPtr numbers(qint64 rows)
{
    ResultBuilder builder({{QStringLiteral("n")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

} // namespace

class TestExportDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void exportsAndTellsSo();
    void showsWhatFailed();
    void cancelButtonCancels();
    void doesSeveralAtOnce();
    void endsWhileExportsRun();
    void escCancelsTheLastFromTheWindow();
    void asksBeforeTheWindowClosesInTheMidst();
    void closesByItselfWhenTheExportHasEndedWell();
    void staysWhenTheExportHasFailed();
};

void TestExportDesk::exportsAndTellsSo()
{
    Bench bench;
    QSignalSpy reported(&bench.window.tabs(), &QueryTabs::reported);
    bench.ask(bench.job(numbers(3), "out.csv"));
    QTRY_COMPARE(bench.finished.size(), 1);
    QFile file(bench.folder.filePath(QStringLiteral("out.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("n\r\n0\r\n1\r\n2\r\n"));
    QVERIFY(bench.message().startsWith(QStringLiteral("Exported 3 rows to ")));
    QCOMPARE(reported.size(), 1);
    QTRY_VERIFY(!bench.window.findChild<QProgressDialog*>());
}

void TestExportDesk::showsWhatFailed()
{
    Bench bench;
    bench.ask(bench.job(numbers(3), "missing/out.csv"));
    QTRY_COMPARE(bench.finished.size(), 1);
    const auto* const box = bench.window.findChild<QMessageBox*>(QStringLiteral("errorBox"));
    QVERIFY(box);
    QVERIFY(box->text().startsWith(QStringLiteral("Cannot write ")));
    QVERIFY(box->informativeText().contains(QStringLiteral("The folder does not exist")));
}

void TestExportDesk::cancelButtonCancels()
{
    Bench bench;
    bench.ask(bench.job(numbers(3'000'000), "out.csv"));
    bench.window.findChild<QProgressDialog*>()->findChild<QPushButton*>()->click();
    QTRY_COMPARE(bench.finished.size(), 1);
    QVERIFY(bench.finished[0][1].value<ExportOutcome>().cancelled);
    QVERIFY(bench.message().startsWith(QStringLiteral("Export cancelled")));
    QVERIFY(!QFile::exists(bench.folder.filePath(QStringLiteral("out.csv"))));
}

void TestExportDesk::doesSeveralAtOnce()
{
    Bench bench;
    bench.ask(bench.job(numbers(100'000), "a.csv"));
    bench.ask(bench.job(numbers(1), "b.csv"));
    QTRY_COMPARE(bench.finished.size(), 2);
    QVERIFY(QFile::exists(bench.folder.filePath(QStringLiteral("a.csv"))));
    QVERIFY(QFile::exists(bench.folder.filePath(QStringLiteral("b.csv"))));
}

void TestExportDesk::endsWhileExportsRun()
{
    const ResultPtr result = numbers(3'000'000);
    {
        Bench bench;
        bench.ask(bench.job(result, "a.csv"));
        QTest::qWait(1);
    }
    QCOMPARE(result.use_count(), 1);
}

void TestExportDesk::escCancelsTheLastFromTheWindow()
{
    Bench bench;
    bench.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    const ResultPtr result = numbers(3'000'000);
    bench.ask(bench.job(result, "first.csv"));
    bench.ask(bench.job(result, "second.csv"));
    QTest::keyClick(&bench.window, Qt::Key_Escape);
    QTRY_COMPARE(bench.finished.size(), 1);
    QVERIFY(bench.finished[0][1].value<ExportOutcome>().cancelled);
    QVERIFY(bench.finished[0][0].value<ExportJob>().path.endsWith(QStringLiteral("second.csv")));
    QTest::keyClick(&bench.window, Qt::Key_Escape);
    QTRY_COMPARE(bench.finished.size(), 2);
}

void TestExportDesk::asksBeforeTheWindowClosesInTheMidst()
{
    Bench bench;
    bench.ask(bench.job(numbers(3'000'000), "out.csv"));
    const auto answer = [](QMessageBox::ButtonRole role) {
        QTimer::singleShot(0, [role] {
            auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box);
            QVERIFY(box->text().contains(QStringLiteral("out.csv")));
            QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
            for (QAbstractButton* const button : box->buttons()) {
                if (box->buttonRole(button) == role)
                    button->click();
            }
        });
    };
    answer(QMessageBox::RejectRole);
    QVERIFY(!bench.window.close());
    answer(QMessageBox::DestructiveRole);
    QVERIFY(bench.window.close());
    bench.window.show();
    bench.window.findChild<QProgressDialog*>()->findChild<QPushButton*>()->click();
    QTRY_COMPARE(bench.finished.size(), 1);
    QVERIFY(bench.window.close());
}

// What ends while the question is asked answers it.
void TestExportDesk::closesByItselfWhenTheExportHasEndedWell()
{
    Bench bench;
    bench.ask(bench.job(numbers(100'000), "out.csv"));
    QVERIFY(bench.window.close());
    QCOMPARE(bench.finished.size(), 1);
    QVERIFY(QFile::exists(bench.folder.filePath(QStringLiteral("out.csv"))));
}

void TestExportDesk::staysWhenTheExportHasFailed()
{
    Bench bench;
    bench.ask(bench.job(numbers(3), "missing/out.csv"));
    QVERIFY(!bench.window.close());
    QCOMPARE(bench.finished.size(), 1);
    QVERIFY(bench.window.findChild<QMessageBox*>(QStringLiteral("errorBox")));
}

QTEST_MAIN(TestExportDesk)
#include "tst_exportdesk.moc"
