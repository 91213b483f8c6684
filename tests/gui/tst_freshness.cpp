#include "app/application.h"
#include "tests/support/sqlitefixture.h"
#include "ui/preferencesaction.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/sqleditor.h"

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

/// The whole program on a database, with the rows of a table on screen.
struct Program
{
    explicit Program(std::chrono::seconds checkEvery)
        : file("PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, "
               "1), (2, 2), (3, 3);")
        , application(settings.path())
    {
        application.start({.connections = {file.path()}});
        application.window().preferences().setPreferences({.checkEvery = checkEvery});
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
        QTRY_VERIFY(tab().connection().has_value());
        run("SELECT * FROM t");
    }

    QueryTab& tab() { return *application.window().tabs().currentQuery(); }
    void run(const QByteArray& sql)
    {
        tab().editor().setUtf8Text(sql);
        tab().runAll();
        QTRY_VERIFY(!tab().status().busy && tab().status().message == QStringLiteral("Done"));
    }
    QString provenance()
    {
        return application.window().findChild<QLabel*>(QStringLiteral("statusProvenance"))->toolTip();
    }

    QTemporaryDir settings;
    SqliteFixture file;
    Application application;
};

} // namespace

class TestFreshness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void flagsAForeignChangeAndMovesNothing();
    void anOwnWriteInAnotherTabIsFlaggedAtOnce();
    void aRefreshTakesTheFlagAway();
    void aRefreshOfWhatIsKnownToBeOldIsNotAnsweredByTrust();
    void asksNothingWhereThatIsNotWanted();
    void asksNothingAboutRowsOfATransaction();
};

void TestFreshness::flagsAForeignChangeAndMovesNothing()
{
    Program program(std::chrono::seconds(1));
    auto* const grid = program.tab().findChild<ResultView*>();
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Down);
    const ResultPtr before = program.tab().pane().result();
    const CellSelection selection = program.tab().pane().selection();
    QVERIFY2(program.provenance().startsWith(QStringLiteral("live")), qPrintable(program.provenance()));
    program.file.exec("UPDATE t SET v = 30 WHERE id = 3");
    QTRY_VERIFY2(program.provenance().startsWith(QStringLiteral("may have changed since")),
        qPrintable(program.provenance()));
    QCOMPARE(program.tab().pane().result(), before);
    QVERIFY(program.tab().pane().selection() == selection);
}

void TestFreshness::anOwnWriteInAnotherTabIsFlaggedAtOnce()
{
    Program program(std::chrono::seconds(0));
    QueryTab& shown = program.tab();
    program.application.window().tabs().addTab({}, shown.connection());
    QVERIFY(&program.tab() != &shown);
    program.run("DELETE FROM t WHERE id = 2");
    program.application.window().tabs().setCurrentWidget(&shown);
    QVERIFY2(program.provenance().startsWith(QStringLiteral("changed since: DELETE FROM t WHERE id = 2, ")),
        qPrintable(program.provenance()));
}

void TestFreshness::aRefreshTakesTheFlagAway()
{
    Program program(std::chrono::seconds(1));
    program.file.exec("UPDATE t SET v = 30 WHERE id = 3");
    QTRY_COMPARE(program.tab().status().standing.state, Standing::State::Doubtful);
    program.tab().refresh();
    QTRY_COMPARE(program.tab().status().standing.state, Standing::State::Holds);
    QTRY_VERIFY(program.provenance().startsWith(QStringLiteral("live")));
}

void TestFreshness::aRefreshOfWhatIsKnownToBeOldIsNotAnsweredByTrust()
{
    Program program(std::chrono::seconds(1));
    program.application.window().tabs().setCacheWish({.policy = FreshnessPolicy::Ttl});
    program.run("SELECT v FROM t WHERE id = 3");
    program.tab().refresh();
    QTRY_VERIFY2(program.provenance().startsWith(QStringLiteral("cached")), qPrintable(program.provenance()));
    program.file.exec("UPDATE t SET v = 30 WHERE id = 3");
    QTRY_COMPARE(program.tab().status().standing.state, Standing::State::Doubtful);
    program.tab().refresh();
    QTRY_VERIFY(!program.tab().status().busy);
    QCOMPARE(program.tab().pane().result()->cell(0, 0).integer, 30);
    QCOMPARE(program.tab().status().standing.state, Standing::State::Holds);
}

void TestFreshness::asksNothingWhereThatIsNotWanted()
{
    Program program(std::chrono::seconds(0));
    program.file.exec("UPDATE t SET v = 30 WHERE id = 3");
    QSignalSpy heard(&program.application.engine().service(), &QueryService::standingsChanged);
    QVERIFY(!heard.wait(2'500));
    // Asked for once, it is told.
    program.application.engine().service().check(program.tab().connection()->id);
    QTRY_COMPARE(program.tab().status().standing.state, Standing::State::Doubtful);
}

void TestFreshness::asksNothingAboutRowsOfATransaction()
{
    Program program(std::chrono::seconds(1));
    program.run("BEGIN; SELECT * FROM t");
    QVERIFY(program.provenance().startsWith(QStringLiteral("snapshot of the open transaction")));
    QSignalSpy heard(&program.application.engine().service(), &QueryService::standingsChanged);
    program.file.exec("CREATE TABLE other(a)");
    QVERIFY(!heard.wait(2'500));
    QueryTab& shown = program.tab();
    program.application.window().tabs().addTab({}, shown.connection());
    program.run("ROLLBACK");
    program.application.window().tabs().setCurrentWidget(&shown);
    QVERIFY2(program.provenance().startsWith(QStringLiteral("of a transaction that has ended")),
        qPrintable(program.provenance()));
}

QTEST_MAIN(TestFreshness)
#include "tst_freshness.moc"
