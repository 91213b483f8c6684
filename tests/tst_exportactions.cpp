#include "ui/exportactions.h"

#include "tests/support/results.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/copyactions.h"
#include "ui/exportdialog.h"
#include "ui/querytab.h"
#include "ui/querytabs.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

/// A window with a tab on a real database.
struct Bench
{
    Bench()
        : file("CREATE TABLE item(id INTEGER, name TEXT); INSERT INTO item VALUES (1,'tea'),(2,NULL);")
        , session(file.path())
        , tabs(new QueryTabs(session.engine().service(), &window))
        , menu(window.menuBar()->addMenu(QStringLiteral("File")))
        , actions(new ExportActions(&window, tabs, menu))
    {
        window.setCentralWidget(tabs);
        tabs->addTab("SELECT * FROM item ORDER BY id",
            ConnectionInfo{
                session.connection(), QStringLiteral("test"), QStringLiteral("SQLite"), file.path()});
        window.show();
    }

    void run() const
    {
        tabs->current()->runStatement();
        QTRY_VERIFY(!tabs->current()->status().busy);
    }
    [[nodiscard]] ExportDialog* dialog() const { return window.findChild<ExportDialog*>(); }

    SqliteFixture file;
    TestSession session;
    QMainWindow window;
    QueryTabs* tabs;
    QMenu* menu;
    ExportActions* actions;
};

} // namespace

class TestExportActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void fileMenuExportsTheResultOnScreen();
    void jobKnowsWhereTheRowsComeFrom();
    void jobHasTheSqlOfTheDatabase();
    void saysThatThereIsNothingToExport();
    void menuOfTheCellsHasCopiesAndExport();
};

void TestExportActions::fileMenuExportsTheResultOnScreen()
{
    Bench bench;
    bench.run();
    QSignalSpy asked(bench.actions, &ExportActions::exportRequested);
    QCOMPARE(bench.menu->actions().constFirst()->shortcut(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    bench.menu->actions().constFirst()->trigger();
    QVERIFY(bench.dialog());
    QCOMPARE(asked.size(), 0);
    for (QLineEdit* const each : bench.dialog()->findChildren<QLineEdit*>()) {
        if (each->accessibleName() == QStringLiteral("File"))
            each->setText(bench.file.folder() + QStringLiteral("/out.csv"));
    }
    bench.dialog()->accept();
    QCOMPARE(asked.size(), 1);
    const auto job = asked[0][0].value<ExportJob>();
    QCOMPARE(job.rows.rowCount(), 2);
    QCOMPARE(job.rows.rows.result, bench.tabs->current()->pane().result());
    QCOMPARE(job.path, bench.file.folder() + QStringLiteral("/out.csv"));
    QTRY_VERIFY(!bench.dialog());
    // The next one starts where this one went.
    bench.menu->actions().constFirst()->trigger();
    QVERIFY(bench.dialog()->job().path.startsWith(bench.file.folder()));
}

void TestExportActions::jobKnowsWhereTheRowsComeFrom()
{
    Bench bench;
    bench.run();
    bench.menu->actions().constFirst()->trigger();
    for (QCheckBox* const each : bench.dialog()->findChildren<QCheckBox*>()) {
        if (each->text().contains(QStringLiteral("provenance.json")))
            each->setChecked(true);
    }
    const QJsonObject sidecar = bench.dialog()->job().sidecar;
    QCOMPARE(sidecar[QStringLiteral("sql")].toString(), QStringLiteral("SELECT * FROM item ORDER BY id"));
    QCOMPARE(sidecar[QStringLiteral("database")].toString(), bench.file.path());
    QCOMPARE(sidecar[QStringLiteral("source")].toString(), QStringLiteral("database"));
}

void TestExportActions::jobHasTheSqlOfTheDatabase()
{
    Bench bench;
    bench.run();
    ConnectionInfo connection = *bench.tabs->current()->connection();
    connection.dialect = SqlDialect::PostgreSql;
    bench.tabs->current()->setConnection(connection);
    bench.menu->actions().constFirst()->trigger();
    QCOMPARE(int(bench.dialog()->job().form.dialect), int(SqlDialect::PostgreSql));
    const auto* const copies = bench.tabs->current()->pane().findChild<CopyActions*>();
    QVERIFY(copies);
    QCOMPARE(int(copies->dialect()), int(SqlDialect::PostgreSql));
}

void TestExportActions::saysThatThereIsNothingToExport()
{
    Bench bench;
    bench.menu->actions().constFirst()->trigger();
    QVERIFY(!bench.dialog());
    QVERIFY(bench.window.statusBar()->currentMessage().contains(QStringLiteral("no result to export")));
}

void TestExportActions::menuOfTheCellsHasCopiesAndExport()
{
    Bench bench;
    bench.run();
    QMenu menu;
    menu.addAction(QStringLiteral("Copy"));
    menu.addAction(QStringLiteral("Copy with headers"));
    menu.addAction(QStringLiteral("Filter"));
    Q_EMIT bench.tabs->current()->pane().cellMenuRequested(&menu);
    QStringList texts;
    for (const QAction* const action : menu.actions())
        texts << action->text().remove(u'&');
    const QStringList expected{QStringLiteral("Copy"), QStringLiteral("Copy with headers"),
        QStringLiteral("Copy as"), QStringLiteral("Export result…"), QStringLiteral("Filter")};
    QCOMPARE(texts.mid(0, 5), expected);
}

QTEST_MAIN(TestExportActions)
#include "tst_exportactions.moc"
