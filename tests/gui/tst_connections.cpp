#include "app/application.h"
#include "tests/support/pgtest.h"
#include "tests/support/sqlitefixture.h"
#include "ui/connectionlist.h"
#include "ui/panels.h"
#include "ui/passwordprompt.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/schemadock.h"
#include "ui/sqleditor.h"

#include <QCheckBox>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>

using namespace larder;

namespace {

struct Program
{
    explicit Program(const std::vector<ConnectionProfile>& profiles = {}, const QStringList& open = {})
    {
        if (ConnectionStore(settings.filePath(QStringLiteral("connections.json"))).save(profiles))
            qFatal("the connections could not be written");
        application.emplace(settings.path());
        application->start({.connections = open});
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }

    MainWindow& window() { return application->window(); }
    QueryTab& tab() { return *window().tabs().currentQuery(); }
    template <typename Widget>
    Widget& child(const char* name)
    {
        auto* const found = window().findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }
    bool isShown(const char* label) { return child<QLabel>(label).isVisible(); }
    ConnectionDialog& dialog()
    {
        window().activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window());
        QTest::keyClick(&window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        return *window().findChild<ConnectionDialog*>();
    }
    void type(const char* field, const QString& text)
    {
        auto& line = child<QLineEdit>(field);
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
    }
    void click(const char* button) { QTest::mouseClick(&child<QPushButton>(button), Qt::LeftButton); }
    QString note() { return child<QLabel>("connectionNote").text(); }
    PasswordPrompt* prompt() { return window().findChild<PasswordPrompt*>(); }
    void answer(const QString& password)
    {
        auto& line = child<QLineEdit>("password");
        QTest::keyClicks(&line, password);
        QTest::keyClick(&line, Qt::Key_Return);
    }
    QMessageBox* error() { return window().findChild<QMessageBox*>(QStringLiteral("errorBox")); }

    QTemporaryDir settings;
    std::optional<Application> application;
};

ConnectionProfile profileOf(const QString& address, bool readOnly, bool production)
{
    ConnectionProfile profile = newProfile(address);
    profile.name = QStringLiteral("My shop");
    profile.readOnly = readOnly;
    profile.production = production;
    return profile;
}

} // namespace

/// What is kept of connections, as the window opens them; the servers are real.
class TestConnections : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        qunsetenv("PGPASSWORD");
    }

    void keepsTestsAndOpensAFile();
    void tellsWhatIsWrongWithAServer();
    void opensAServerByItsFields();
    void asksForAPasswordUntilItIsRight();
    void asksForAPasswordOncePerRun();
    void asksForOnePasswordAfterTheOther();
    void saysIfAPasswordCouldNotBeKept();
    void thePromptNamesTheConnection();
    void theTimeOfATestIsWithoutThatOfTyping();
    void tellsWhyItWasNotOpenedWithoutAPassword();
    void aReadOnlyMarkHoldsHoweverItIsOpened();
    void tellsThatAMarkDoesNotCountForWhatIsOpen();
    void opensTwoOfOneAddressAsEachIsMarked();
    void tellsConnectionsOfOneNameApart();
    void aProductionMarkIsShownAndAsks();
    void opensAnotherDatabaseOfAServerAsStrictly();
    void warnsOfConnectionsThatItCouldNotRead();
};

void TestConnections::keepsTestsAndOpensAFile()
{
    const SqliteFixture file("CREATE TABLE t(v); INSERT INTO t VALUES (1)");
    Program program;
    const QPointer<ConnectionDialog> dialog = &program.dialog();
    auto* const path = program.child<QWidget>("connectionFile").findChild<QLineEdit*>();
    QTest::keyClicks(path, file.path());
    program.type("connectionName", QStringLiteral("My shop"));
    QTest::mouseClick(&program.child<QCheckBox>("connectionReadOnly"), Qt::LeftButton, {}, {8, 8});
    program.click("testConnection");
    QTRY_VERIFY2(program.note().startsWith(QStringLiteral("It works")), qPrintable(program.note()));
    QVERIFY(program.note().contains(QStringLiteral("only be read")));
    program.click("openConnection");
    QTRY_VERIFY(program.tab().connection().has_value());
    QVERIFY(!dialog || !dialog->isVisible());
    QCOMPARE(program.tab().connection()->label, QStringLiteral("My shop"));
    QTRY_VERIFY(program.isShown("statusReadOnly"));
    const ReadProfiles kept
        = ConnectionStore(program.settings.filePath(QStringLiteral("connections.json"))).load();
    QCOMPARE(kept.profiles.size(), size_t(1));
    QVERIFY(kept.profiles.front().readOnly && kept.profiles.front().name == QStringLiteral("My shop"));
}

void TestConnections::tellsWhatIsWrongWithAServer()
{
    Program program({newProfile(QStringLiteral("postgresql://nobody@127.0.0.1:1/x"))});
    (void)program.dialog();
    program.click("testConnection");
    QTRY_VERIFY2(program.note().contains(QStringLiteral("No server listens")), qPrintable(program.note()));
}

void TestConnections::opensAServerByItsFields()
{
    const QString name = server().newDatabase();
    server().exec("CREATE TABLE item(id int PRIMARY KEY); INSERT INTO item VALUES (7)", name);
    Program program({newProfile(server().address(name))});
    (void)program.dialog();
    program.click("openConnection");
    QTRY_VERIFY(program.tab().connection().has_value());
    QCOMPARE(int(program.tab().connection()->dialect), int(SqlDialect::PostgreSql));
    program.tab().editor().setUtf8Text("SELECT id FROM item WHERE id::text = $$7$$");
    program.tab().runStatement();
    QTRY_VERIFY(program.tab().status().provenance.has_value());
    QCOMPARE(TestSession::rows(program.tab().pane().result()), QByteArray("7"));
}

void TestConnections::asksForAPasswordUntilItIsRight()
{
    server().exec("CREATE ROLE patient LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("patient"));
    const QString address = server().address(QStringLiteral("postgres"), QStringLiteral("patient"));
    Program program({}, {address});
    for (const char* const password : {"wrong", "wrong again"}) {
        QTRY_VERIFY(program.prompt());
        program.answer(QLatin1String(password));
        QTRY_VERIFY(!program.prompt());
    }
    QTRY_VERIFY(program.prompt());
    program.answer(QStringLiteral("right"));
    QTRY_VERIFY(program.tab().connection().has_value());
    // Nowhere on the disk.
    QDirIterator files(program.settings.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("right"), qPrintable(file.fileName()));
    }
}

void TestConnections::asksForAPasswordOncePerRun()
{
    server().exec("CREATE ROLE busy LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("busy"));
    const QString address = server().address(QStringLiteral("postgres"), QStringLiteral("busy"));
    Program program({newProfile(address)}, {address});
    QTRY_VERIFY(program.prompt());
    program.answer(QStringLiteral("right"));
    QTRY_VERIFY(program.tab().connection().has_value());
    (void)program.dialog();
    program.click("testConnection");
    QTRY_VERIFY2(program.note().startsWith(QStringLiteral("It works")), qPrintable(program.note()));
    QVERIFY(program.note().contains(QStringLiteral("as busy")));
    QVERIFY(!program.prompt());
}

void TestConnections::asksForOnePasswordAfterTheOther()
{
    QStringList addresses;
    for (const char* const name : {"first", "second", "third"}) {
        server().exec("CREATE ROLE " + QByteArray(name) + " LOGIN PASSWORD 'right'");
        server().demandPassword(QLatin1String(name));
        addresses << server().address(QStringLiteral("postgres"), QLatin1String(name));
    }
    Program program({}, addresses);
    QSet<QString> asked;
    const auto whose = [&] { return program.child<QLabel>("passwordServer").text(); };
    for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY(program.prompt() && !asked.contains(whose()));
        // Time for those that are wrongly asked at once.
        QTest::qWait(300);
        QCOMPARE(program.window().findChildren<PasswordPrompt*>().size(), 1);
        asked << whose();
        if (i == 1)
            program.prompt()->reject();
        else
            program.answer(QStringLiteral("right"));
    }
    QTRY_COMPARE(program.window().panels().schema().findChild<QTreeView*>()->model()->rowCount(), 2);
    QTRY_VERIFY(!program.prompt());
}

// There is no keychain here.
void TestConnections::saysIfAPasswordCouldNotBeKept()
{
    server().exec("CREATE ROLE forgetful LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("forgetful"));
    Program program({}, {server().address(QStringLiteral("postgres"), QStringLiteral("forgetful"))});
    QTRY_VERIFY(program.prompt());
    program.child<QCheckBox>("remember").setChecked(true);
    program.answer(QStringLiteral("right"));
    QTRY_VERIFY(program.tab().connection().has_value());
    QTRY_VERIFY(program.error());
    QVERIFY(program.error()->text().contains(QStringLiteral("keychain")));
    QVERIFY(!program.error()->informativeText().contains(QStringLiteral("right")));
}

void TestConnections::thePromptNamesTheConnection()
{
    server().exec("CREATE ROLE named LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("named"));
    const QString address = server().address(QStringLiteral("postgres"), QStringLiteral("named"));
    Program program({profileOf(address, false, false)}, {address});
    QTRY_VERIFY(program.prompt());
    QVERIFY(program.child<QLabel>("passwordConnection").text().contains(QStringLiteral("My shop")));
    const QString where = program.child<QLabel>("passwordServer").text();
    QVERIFY2(where.startsWith(QStringLiteral("named@")) && where.endsWith(QStringLiteral("/postgres")),
        qPrintable(where));
    program.prompt()->reject();
    QTRY_VERIFY(program.error());
}

void TestConnections::theTimeOfATestIsWithoutThatOfTyping()
{
    server().exec("CREATE ROLE slow LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("slow"));
    Program program({newProfile(server().address(QStringLiteral("postgres"), QStringLiteral("slow")))});
    (void)program.dialog();
    QElapsedTimer all;
    all.start();
    program.click("testConnection");
    QTRY_VERIFY(program.prompt());
    QElapsedTimer typing;
    typing.start();
    QTest::qWait(1000);
    const qint64 typed = typing.elapsed();
    program.answer(QStringLiteral("right"));
    QTRY_VERIFY2(program.note().startsWith(QStringLiteral("It works")), qPrintable(program.note()));
    const QRegularExpression time(QStringLiteral("in (\\d+) ms"));
    const qint64 told = time.match(program.note()).captured(1).toLongLong();
    QVERIFY2(told <= all.elapsed() - typed, qPrintable(program.note()));
}

void TestConnections::tellsWhyItWasNotOpenedWithoutAPassword()
{
    server().exec("CREATE ROLE shy LOGIN PASSWORD 'right'");
    server().demandPassword(QStringLiteral("shy"));
    Program program({}, {server().address(QStringLiteral("postgres"), QStringLiteral("shy"))});
    QTRY_VERIFY(program.prompt());
    program.prompt()->reject();
    QTRY_VERIFY(program.error());
    QVERIFY(!program.tab().connection().has_value());
}

void TestConnections::aReadOnlyMarkHoldsHoweverItIsOpened()
{
    const SqliteFixture file("CREATE TABLE t(v); INSERT INTO t VALUES (1)");
    Program program(
        {profileOf(file.path(), true, false), profileOf(file.path(), false, false)}, {file.path()});
    QTRY_VERIFY(program.tab().connection().has_value());
    QTRY_VERIFY(program.isShown("statusReadOnly"));
    QVERIFY(!program.isShown("statusProduction"));
    program.tab().editor().setUtf8Text("INSERT INTO t VALUES (2)");
    program.tab().runStatement();
    QTRY_VERIFY(!program.tab().status().busy);
    QCOMPARE(
        TestSession::rows(TestSession(file.path()).run("SELECT count(*) FROM t").result), QByteArray("1"));
}

void TestConnections::tellsThatAMarkDoesNotCountForWhatIsOpen()
{
    const SqliteFixture file("CREATE TABLE t(v)");
    Program program({profileOf(file.path(), false, false)}, {file.path()});
    QTRY_VERIFY(program.tab().connection().has_value());
    program.dialog();
    QTest::mouseClick(&program.child<QCheckBox>("connectionReadOnly"), Qt::LeftButton, {}, {8, 8});
    program.click("openConnection");
    QTRY_VERIFY(program.error());
    QVERIFY2(program.error()->text().contains(QStringLiteral("do not count yet")),
        qPrintable(program.error()->text()));
}

void TestConnections::opensTwoOfOneAddressAsEachIsMarked()
{
    const SqliteFixture file("CREATE TABLE t(v)");
    ConnectionProfile safe = profileOf(file.path(), true, false);
    safe.name = QStringLiteral("Shop, to look at");
    ConnectionProfile open = profileOf(file.path(), false, false);
    open.name = QStringLiteral("Shop, to change");
    Program program({safe, open});
    const auto& tree = program.child<QTreeView>("schemaTree");
    for (int i = 0; i < 2; ++i) {
        ConnectionDialog& dialog = program.dialog();
        dialog.findChild<ConnectionList*>()->select(i == 0 ? safe.id : open.id);
        program.click("openConnection");
        QTRY_COMPARE(tree.model()->rowCount(), i + 1);
        QTRY_VERIFY(program.tab().connection().has_value());
        QTRY_COMPARE(program.tab().connection()->label, i == 0 ? safe.name : open.name);
        QTRY_COMPARE(program.isShown("statusReadOnly"), i == 0);
        program.tab().editor().setUtf8Text("SELECT 1");
    }
    QCOMPARE(program.window().tabs().count(), 2);
    // By the address alone the stricter one is meant.
    program.window().openFileRequested(file.path());
    QTRY_COMPARE(program.tab().connection()->label, safe.name);
    QCOMPARE(tree.model()->rowCount(), 2);
    QVERIFY(!program.error());
}

void TestConnections::tellsConnectionsOfOneNameApart()
{
    const SqliteFixture file("CREATE TABLE t(v)");
    const QTemporaryDir first;
    const QTemporaryDir second;
    for (const QTemporaryDir* const folder : {&first, &second})
        QVERIFY(QFile::copy(file.path(), folder->filePath(QStringLiteral("shop.db"))));
    Program program(
        {}, {first.filePath(QStringLiteral("shop.db")), second.filePath(QStringLiteral("shop.db"))});
    const auto& tree = program.child<QTreeView>("schemaTree");
    QTRY_COMPARE(tree.model()->rowCount(), 2);
    const QStringList names{
        tree.model()->index(0, 0).data().toString(), tree.model()->index(1, 0).data().toString()};
    QVERIFY2(names.contains(QStringLiteral("shop.db")), qPrintable(names.join(u'\n')));
    QVERIFY2(names.contains(QStringLiteral("shop.db (%1)").arg(second.path()))
            || names.contains(QStringLiteral("shop.db (%1)").arg(first.path())),
        qPrintable(names.join(u'\n')));
}

void TestConnections::aProductionMarkIsShownAndAsks()
{
    const SqliteFixture file("CREATE TABLE t(v); INSERT INTO t VALUES (1)");
    Program program({profileOf(file.path(), false, true)}, {file.path()});
    QTRY_VERIFY(program.tab().connection().has_value());
    QTRY_VERIFY(program.isShown("statusProduction"));
    QString asked;
    QTimer::singleShot(0, qApp, [&asked] {
        auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        asked = box->text();
        box->reject();
    });
    program.tab().editor().setUtf8Text("INSERT INTO t VALUES (2)");
    program.tab().runStatement();
    QVERIFY2(asked.contains(QStringLiteral("INSERT INTO t VALUES (2)")), qPrintable(asked));
    QVERIFY(!program.tab().status().busy);
}

void TestConnections::opensAnotherDatabaseOfAServerAsStrictly()
{
    const QString first = server().address(server().newDatabase());
    const QString second = server().newDatabase();
    Program program({profileOf(first, true, true)}, {first});
    auto& tree = program.child<QTreeView>("schemaTree");
    const auto line = [&] {
        const auto found = tree.model()->match(
            tree.model()->index(0, 0), Qt::DisplayRole, second, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    };
    QTRY_VERIFY(line().isValid());
    tree.setCurrentIndex(line());
    tree.setFocus();
    QTest::keyClick(&tree, Qt::Key_Return);
    QTRY_COMPARE(tree.model()->rowCount(), 2);
    QVERIFY2(tree.model()->index(1, 0).data().toString().startsWith(second),
        qPrintable(tree.model()->index(1, 0).data().toString()));
    QTRY_VERIFY(program.tab().connection().has_value());
    QTRY_VERIFY(program.isShown("statusReadOnly") && program.isShown("statusProduction"));
    program.tab().editor().setUtf8Text("SELECT current_database()");
    program.tab().runStatement();
    QTRY_VERIFY(!program.tab().status().busy);
    QCOMPARE(TestSession::rows(program.tab().pane().result()), '\'' + second.toUtf8() + '\'');
}

void TestConnections::warnsOfConnectionsThatItCouldNotRead()
{
    Program program;
    program.application.reset();
    QFile file(program.settings.filePath(QStringLiteral("connections.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("half a fi") > 0);
    file.close();
    program.application.emplace(program.settings.path());
    program.application->start({});
    QTRY_VERIFY(program.error());
    QVERIFY(program.error()->informativeText().contains(QStringLiteral("marks")));
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
