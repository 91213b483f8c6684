#include "ui/queryactions.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/querytab.h"
#include "ui/querytabs.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QAction>
#include <QMainWindow>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTest>
#include <QToolBar>

using namespace larder;

namespace {

const QByteArray kEndless
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

/// A window with nothing but tabs and their actions, on a SQLite file; the editor has the focus.
class Bench
{
public:
    Bench() : m_session(m_file.path())
    {
        tabs = new QueryTabs(m_session.engine().service(), &window);
        window.setCentralWidget(tabs);
        actions = new QueryActions(&window, tabs, &expireAll);
        const ConnectionInfo connection{
            m_session.connection(), QStringLiteral("test.sqlite"), QStringLiteral("SQLite"), m_file.path()};
        QObject::connect(tabs, &QueryTabs::tabAdded, actions, [this](ResultTab* tab) {
            QObject::connect(
                tab, &ResultTab::statusChanged, actions, [this, tab] { actions->showStatus(tab->status()); });
        });
        tabs->connectionAdded(connection);
        tabs->addEmptyTab();
        window.resize(800, 600);
        window.show();
        window.activateWindow();
    }

    void startWith(const QByteArray& sql)
    {
        QVERIFY(QTest::qWaitForWindowActive(&window));
        tab().editor().setFocus();
        tab().editor().setUtf8Text(sql);
        QVERIFY(tab().editor().hasFocus());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&tab().editor(), key, modifiers);
    }
    void pressAndWait(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        press(key, modifiers);
        QTRY_VERIFY_WITH_TIMEOUT(!tab().status().busy, 30'000);
    }

    QueryTab& tab() { return *tabs->currentQuery(); }
    QByteArray rows() { return TestSession::rows(tab().findChild<ResultPane*>()->result()); }
    /// How @p each answers a query whose rows another program changed: "cache not verified, database live".
    QString answersOf(QueryTab& each)
    {
        each.editor().setUtf8Text("SELECT count(*) FROM item");
        each.runStatement();
        if (!QTest::qWaitFor([&] { return !each.status().busy; }, 30'000))
            return QStringLiteral("the statement did not end");
        // A check behind this answer must not see the change that is to come.
        (void)QTest::qWaitFor(
            [&] { return each.status().provenance->freshness != Freshness::NotVerified; }, 300);
        m_file.exec("INSERT INTO item VALUES (9)");
        QStringList answers;
        const auto note = [&] {
            const auto& from = each.status().provenance;
            const QString answer = from ? QStringLiteral("%1 %2 %3")
                                              .arg(sourceName(from->source), freshnessName(from->freshness),
                                                  reasonName(from->reason.code))
                                        : QString();
            if (!answer.isEmpty() && !answers.contains(answer))
                answers << answer;
        };
        const auto connection = QObject::connect(&each, &QueryTab::statusChanged, &each, note);
        each.runStatement();
        if (!QTest::qWaitFor([&] { return !each.status().busy; }, 30'000))
            return QStringLiteral("the statement did not end");
        // A check behind the answer has its turn.
        QTest::qWait(300);
        QObject::disconnect(connection);
        return answers.join(QStringLiteral(", "));
    }
    QAction& action(const QString& text)
    {
        for (QAction* const each : window.findChildren<QAction*>()) {
            if (QString(each->text()).remove(u'&') == text)
                return *each;
        }
        QTest::qFail(qPrintable(text), __FILE__, __LINE__);
        return expireAll;
    }

private:
    SqliteFixture m_file{"CREATE TABLE item(id); INSERT INTO item VALUES (1),(2),(3);"
                         "CREATE TABLE word(id INTEGER PRIMARY KEY, text);"
                         "INSERT INTO word VALUES (1,'a'),(2,'b');"};
    TestSession m_session;

public:
    QAction expireAll{QStringLiteral("Expire all")};
    QMainWindow window;
    QueryTabs* tabs = nullptr;
    QueryActions* actions = nullptr;
};

} // namespace

class TestQueryActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void keysRunTheStatementAtTheCursor_data();
    void keysRunTheStatementAtTheCursor();
    void keysRunAll_data();
    void keysRunAll();
    void f5RefreshesUnderThePolicy();
    void ctrlF5AsksTheDatabase();
    void escapeCancels();
    void keysOpenCloseAndReopenTabs();
    void keysLeaveTheTextAlone_data();
    void keysLeaveTheTextAlone();
    void policiesReachTheTabs_data();
    void policiesReachTheTabs();
    void verifyIsThePolicyOfTheFirstStart();
    void findsRowsByTheirKeysWhereThatIsWished();
    void greysOutWhatMakesNoSense();
    void fetchesMoreRowsByKeyWhereThereAreMore();
    void toolTipsNameTheKeys();
    void noKeyIsTakenTwice();
    void cacheMenuHasTheActionOfThePanel();
};

void TestQueryActions::keysRunTheStatementAtTheCursor_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Return") << int(Qt::Key_Return);
    QTest::newRow("Enter") << int(Qt::Key_Enter);
}

void TestQueryActions::keysRunTheStatementAtTheCursor()
{
    QFETCH(int, key);
    Bench bench;
    bench.startWith("SELECT 1; SELECT 2;");
    bench.tab().editor().SendScintilla(QsciScintilla::SCI_GOTOPOS, 12UL);
    bench.pressAndWait(Qt::Key(key), Qt::ControlModifier);
    QCOMPARE(bench.rows(), QByteArray("2"));
    QCOMPARE(bench.tab().editor().utf8Text(), QByteArray("SELECT 1; SELECT 2;"));
}

void TestQueryActions::keysRunAll_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::newRow("F9") << int(Qt::Key_F9) << int(Qt::NoModifier);
    QTest::newRow("Ctrl+Shift+Return") << int(Qt::Key_Return) << int(Qt::ControlModifier | Qt::ShiftModifier);
}

void TestQueryActions::keysRunAll()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Bench bench;
    bench.startWith("DELETE FROM item WHERE id = 1; SELECT count(*) FROM item;");
    bench.pressAndWait(Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(bench.rows(), QByteArray("2"));
}

void TestQueryActions::f5RefreshesUnderThePolicy()
{
    Bench bench;
    bench.startWith("SELECT count(*) FROM item");
    bench.pressAndWait(Qt::Key_F5);
    QCOMPARE(int(bench.tab().status().provenance->source), int(Source::Database));
    bench.pressAndWait(Qt::Key_F5);
    QCOMPARE(int(bench.tab().status().provenance->source), int(Source::Cache));
}

void TestQueryActions::ctrlF5AsksTheDatabase()
{
    Bench bench;
    bench.startWith("SELECT count(*) FROM item");
    bench.pressAndWait(Qt::Key_F5);
    bench.pressAndWait(Qt::Key_F5, Qt::ControlModifier);
    QCOMPARE(int(bench.tab().status().provenance->source), int(Source::Database));
}

void TestQueryActions::escapeCancels()
{
    Bench bench;
    bench.startWith(kEndless);
    bench.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(bench.tab().status().busy);
    QTest::qWait(30);
    bench.pressAndWait(Qt::Key_Escape);
    QCOMPARE(bench.tab().status().message, QStringLiteral("Cancelled"));
}

void TestQueryActions::keysOpenCloseAndReopenTabs()
{
    Bench bench;
    bench.startWith("SELECT 1");
    bench.press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(bench.tabs->count(), 2);
    QCOMPARE(bench.tabs->currentIndex(), 1);
    QTRY_VERIFY(bench.tab().editor().hasFocus());
    QTest::keyClicks(&bench.tab().editor(), QStringLiteral("SELECT 2"));
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bench.tabs->count(), 1);
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.tabs->count(), 2);
    QCOMPARE(bench.tab().editor().utf8Text(), QByteArray("SELECT 2"));
}

void TestQueryActions::keysLeaveTheTextAlone_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    const int control = int(Qt::ControlModifier);
    const int shift = int(Qt::ShiftModifier);
    QTest::newRow("Ctrl+Return") << int(Qt::Key_Return) << control;
    QTest::newRow("Ctrl+Shift+Return") << int(Qt::Key_Return) << (control | shift);
    QTest::newRow("Ctrl+T") << int(Qt::Key_T) << control;
    QTest::newRow("Ctrl+Shift+T") << int(Qt::Key_T) << (control | shift);
    QTest::newRow("Esc") << int(Qt::Key_Escape) << 0;
    QTest::newRow("F5") << int(Qt::Key_F5) << 0;
    QTest::newRow("F9") << int(Qt::Key_F9) << 0;
}

void TestQueryActions::keysLeaveTheTextAlone()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Bench bench;
    bench.startWith("SELECT 1;\nSELECT 2;\nSELECT 3;");
    bench.tab().editor().SendScintilla(QsciScintilla::SCI_GOTOPOS, 14UL);
    QueryTab& tab = bench.tab();
    bench.press(Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QTRY_VERIFY(!tab.status().busy);
    QCOMPARE(tab.editor().utf8Text(), QByteArray("SELECT 1;\nSELECT 2;\nSELECT 3;"));
}

void TestQueryActions::policiesReachTheTabs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("answers");
    QTest::newRow("verify") << QStringLiteral("Verify, then serve")
                            << QStringLiteral("database live ValidatorChanged");
    QTest::newRow("instant") << QStringLiteral("Instant, verify behind")
                             << QStringLiteral("cache not verified None, database live ValidatorChanged");
    QTest::newRow("ttl") << QStringLiteral("Trust for 60 s") << QStringLiteral("cache not verified None");
    QTest::newRow("off") << QStringLiteral("Off") << QStringLiteral("database live Off");
}

void TestQueryActions::policiesReachTheTabs()
{
    QFETCH(QString, text);
    QFETCH(QString, answers);
    Bench bench;
    QueryTab& present = bench.tab();
    bench.action(QStringLiteral("Off")).trigger();
    bench.action(QStringLiteral("Verify, then serve")).trigger();
    QAction& action = bench.action(text);
    QVERIFY(!action.statusTip().isEmpty());
    action.trigger();
    for (const char* other : {"Verify, then serve", "Instant, verify behind", "Trust for 60 s", "Off"})
        QCOMPARE(bench.action(QString::fromUtf8(other)).isChecked(), QString::fromUtf8(other) == text);
    QCOMPARE(bench.answersOf(present), answers);
    QCOMPARE(bench.answersOf(*bench.tabs->addEmptyTab()), answers);
}

void TestQueryActions::verifyIsThePolicyOfTheFirstStart()
{
    Bench bench;
    QVERIFY(bench.action(QStringLiteral("Verify, then serve")).isChecked());
    QCOMPARE(bench.answersOf(bench.tab()), QStringLiteral("database live ValidatorChanged"));
}

void TestQueryActions::findsRowsByTheirKeysWhereThatIsWished()
{
    Bench bench;
    bench.action(QStringLiteral("Find rows by their keys")).trigger();
    bench.startWith("SELECT * FROM word");
    bench.pressAndWait(Qt::Key_Return, Qt::ControlModifier);
    bench.startWith("SELECT text FROM word WHERE id = 2");
    bench.pressAndWait(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(bench.tab().status().provenance->source == Source::RowCache);
    QCOMPARE(bench.rows(), QByteArray("'b'"));
    bench.action(QStringLiteral("Find rows by their keys")).trigger();
    bench.pressAndWait(Qt::Key_F5);
    QVERIFY(bench.tab().status().provenance->source == Source::Database);
}

void TestQueryActions::greysOutWhatMakesNoSense()
{
    Bench bench;
    for (const bool busy : {false, true, false}) {
        bench.actions->showStatus({.busy = busy});
        for (const char* text : {"Run statement", "Run all", "Refresh", "Run fresh"})
            QCOMPARE(bench.action(QString::fromUtf8(text)).isEnabled(), !busy);
        QCOMPARE(bench.action(QStringLiteral("Cancel")).isEnabled(), busy);
    }
}

void TestQueryActions::fetchesMoreRowsByKeyWhereThereAreMore()
{
    Bench bench;
    Preferences preferences;
    preferences.rowLimit = 1;
    bench.tabs->setPreferences(preferences);
    bench.startWith("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4");
    QVERIFY(!bench.action(QStringLiteral("Fetch next rows")).isEnabled());
    bench.pressAndWait(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.rows(), QByteArray("1"));
    QVERIFY(bench.action(QStringLiteral("Fetch all rows")).isEnabled());
    bench.pressAndWait(Qt::Key_M, Qt::ControlModifier);
    QCOMPARE(bench.rows(), QByteArray("1\n2"));
    bench.pressAndWait(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.rows(), QByteArray("1\n2\n3\n4"));
    QVERIFY(!bench.action(QStringLiteral("Fetch all rows")).isEnabled());
}

void TestQueryActions::toolTipsNameTheKeys()
{
    Bench bench;
    for (QAction* const action :
        bench.window.findChild<QToolBar*>(QStringLiteral("queryToolBar"))->actions()) {
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
            qPrintable(action->text()));
        QVERIFY(!action->icon().isNull());
    }
}

void TestQueryActions::noKeyIsTakenTwice()
{
    Bench bench;
    QStringList keys;
    for (const QAction* const action : bench.window.findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts())
            keys << key.toString();
    }
    QCOMPARE(keys.removeDuplicates(), 0);
    QVERIFY(keys.size() >= 8);
}

void TestQueryActions::cacheMenuHasTheActionOfThePanel()
{
    Bench bench;
    for (const QAction* const menu : bench.window.menuBar()->actions()) {
        if (menu->text() == QStringLiteral("&Cache"))
            QVERIFY(menu->menu()->actions().contains(&bench.expireAll));
    }
}

QTEST_MAIN(TestQueryActions)
#include "tst_queryactions.moc"
