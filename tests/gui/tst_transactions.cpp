#include "app/application.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

struct Program
{
    Program() : file("CREATE TABLE t(v); INSERT INTO t VALUES (1);"), application(settings.path())
    {
        application.start({.connections = {file.path()}});
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QTRY_VERIFY(tab().connection().has_value());
    }

    MainWindow& window() { return application.window(); }
    QueryTab& tab() { return *window().tabs().currentQuery(); }
    /// The action of the menu bar whose text is @p text, without marks for keys.
    QAction& action(const char* text)
    {
        for (const QAction* const menu : window().menuBar()->actions()) {
            for (QAction* const action : menu->menu()->actions()) {
                if (action->text().remove(u'&') == QLatin1String(text))
                    return *action;
            }
        }
        qFatal("no such action: %s", text);
    }
    void run(const QByteArray& sql)
    {
        tab().editor().setUtf8Text(sql);
        tab().runAll();
        QTRY_VERIFY(!tab().status().busy && tab().status().message == QStringLiteral("Done"));
    }
    QString transaction() { return window().findChild<QLabel*>(QStringLiteral("statusTransaction"))->text(); }
    /// What another program sees.
    QByteArray value() { return TestSession::rows(TestSession(file.path()).run("SELECT v FROM t").result); }

    QTemporaryDir settings;
    SqliteFixture file;
    Application application;
};

} // namespace

class TestTransactions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void beginsCommitsAndRollsBack();
    void goesBackToASavepoint();
    void leavesTheRowsOfTheTab();
    void commitsByHand();
    void followsTheConnectionOfTheTab();
    void tellsWhyACommitFailed();
};

void TestTransactions::beginsCommitsAndRollsBack()
{
    Program program;
    QVERIFY(!program.action("Commit").isEnabled() && !program.action("Roll back").isEnabled());
    program.action("Begin").trigger();
    QTRY_VERIFY(program.action("Commit").isEnabled());
    QVERIFY(program.action("Roll back").isEnabled() && !program.action("Begin").isEnabled());
    QVERIFY2(program.transaction().startsWith(QStringLiteral("transaction open for")),
        qPrintable(program.transaction()));
    program.run("UPDATE t SET v = 2 WHERE true");
    QCOMPARE(program.value(), QByteArray("1"));
    program.action("Roll back").trigger();
    QTRY_VERIFY(program.action("Begin").isEnabled());
    program.action("Begin").trigger();
    QTRY_VERIFY(program.action("Commit").isEnabled());
    program.run("UPDATE t SET v = v + 10 WHERE true");
    program.action("Commit").trigger();
    QTRY_VERIFY(!program.action("Commit").isEnabled());
    QCOMPARE(program.value(), QByteArray("11"));
    QCOMPARE(program.transaction(), QStringLiteral("auto-commit"));
}

void TestTransactions::goesBackToASavepoint()
{
    Program program;
    QVERIFY(!program.action("Set savepoint").isEnabled() && !program.action("Roll back to").isEnabled());
    program.run("BEGIN; UPDATE t SET v = 2 WHERE true");
    QVERIFY(program.action("Set savepoint").isEnabled() && !program.action("Roll back to").isEnabled());
    program.action("Set savepoint").trigger();
    QTRY_VERIFY(program.action("Roll back to").isEnabled());
    program.run("UPDATE t SET v = 3 WHERE true; SAVEPOINT \"R&D\"; UPDATE t SET v = 4 WHERE true");
    QMenu* const menu = program.action("Roll back to").menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("\"R&&D\""));
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("savepoint_1"));
    menu->actions().at(1)->trigger();
    QMenu* const release = program.action("Release").menu();
    QTRY_COMPARE((Q_EMIT release->aboutToShow(), release->actions().size()), 1);
    release->actions().at(0)->trigger();
    QTRY_VERIFY(!program.action("Release").isEnabled());
    program.action("Commit").trigger();
    QTRY_VERIFY(!program.action("Commit").isEnabled());
    QCOMPARE(program.value(), QByteArray("2"));
}

void TestTransactions::leavesTheRowsOfTheTab()
{
    Program program;
    program.run("BEGIN; UPDATE t SET v = 2 WHERE true; SELECT v FROM t");
    const ResultPtr rows = program.tab().pane().result();
    program.action("Commit").trigger();
    QTRY_COMPARE(program.tab().status().standing.state, Standing::State::TransactionOver);
    QCOMPARE(program.tab().pane().result(), rows);
}

void TestTransactions::commitsByHand()
{
    Program program;
    program.action("Commit by hand").trigger();
    QCOMPARE(program.transaction(), QStringLiteral("commit by hand"));
    program.run("UPDATE t SET v = 2 WHERE true");
    QVERIFY(program.transaction().startsWith(QStringLiteral("transaction open for")));
    QCOMPARE(program.value(), QByteArray("1"));
    program.action("Commit").trigger();
    QTRY_COMPARE(program.transaction(), QStringLiteral("commit by hand"));
    QCOMPARE(program.value(), QByteArray("2"));
    program.action("Commit by hand").trigger();
    program.run("UPDATE t SET v = 3 WHERE true");
    QCOMPARE(program.transaction(), QStringLiteral("auto-commit"));
    QCOMPARE(program.value(), QByteArray("3"));
}

void TestTransactions::followsTheConnectionOfTheTab()
{
    Program program;
    program.run("SELECT 1");
    const SqliteFixture other("CREATE TABLE t(v)");
    program.action("Commit by hand").trigger();
    program.application.connections().open(other.path());
    QTRY_COMPARE(program.tab().target(), other.path());
    QVERIFY(!program.action("Commit by hand").isChecked());
    QCOMPARE(program.transaction(), QStringLiteral("auto-commit"));
    program.window().tabs().setCurrentIndex(0);
    QCOMPARE(program.tab().target(), program.file.path());
    QVERIFY(program.action("Commit by hand").isChecked());
}

void TestTransactions::tellsWhyACommitFailed()
{
    Program program;
    program.run("PRAGMA foreign_keys = ON; CREATE TABLE c(v REFERENCES t(v) DEFERRABLE INITIALLY DEFERRED)");
    program.run("CREATE UNIQUE INDEX i ON t(v)");
    program.run("BEGIN; INSERT INTO c VALUES (99)");
    program.action("Commit").trigger();
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = program.window().findChild<QMessageBox*>(QStringLiteral("errorBox"))));
    QVERIFY2(
        box->informativeText().contains(QStringLiteral("FOREIGN KEY")), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(program.action("Roll back").isEnabled());
    program.action("Roll back").trigger();
    QTRY_VERIFY(program.action("Begin").isEnabled());
}

QTEST_MAIN(TestTransactions)
#include "tst_transactions.moc"
