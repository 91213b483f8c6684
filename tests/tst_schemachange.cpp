#include "app/sql/sqliteexecutor.h"

#include "tests/support/memorystorage.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

const QByteArray kSwapped = "DROP TABLE sw; CREATE TABLE sw(id INTEGER PRIMARY KEY, last TEXT, first TEXT);"
                            "INSERT INTO sw(id, first, last) VALUES (1, 'Ada', 'Lovelace');";
const QByteArray kAda = "CREATE TABLE sw(id INTEGER PRIMARY KEY, first TEXT, last TEXT);"
                        "INSERT INTO sw VALUES (1, 'Ada', 'Lovelace');";

/// The names of the columns, then the rows.
QByteArray shown(const ResultPtr& result)
{
    if (!result)
        return "no result";
    QByteArrayList names;
    for (const ColumnInfo& column : result->columns())
        names << column.name.toUtf8();
    return names.join(',') + '\n' + TestSession::rows(result);
}

QByteArrayList splitScript(const QByteArray& script)
{
    QByteArrayList statements = script.split(';');
    statements.removeAll(QByteArray());
    return statements;
}

} // namespace

/// What is shown after another schema came, while Larder's connection still knew the old one.
class TestSchemaChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void columnsAreThoseOfTheRows_data();
    void columnsAreThoseOfTheRows();
    void aRowIsNeverFiledUnderTheWrongColumns_data();
    void aRowIsNeverFiledUnderTheWrongColumns();
    void declarationsAreThoseOfTheRows();
    void aStatementWithParametersKeepsThem();
    void tablesAreThoseOfTheNewView();
    void functionsAreThoseOfTheNewView();
    void aTableThatIsGoneIsAnError();
    void keysOfALaterSchemaAreNotThoseOfTheRows();
};

void TestSchemaChange::columnsAreThoseOfTheRows_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("ownChange");
    QTest::addColumn<Technique>("technique");
    struct Case
    {
        const char* name;
        QByteArray before;
        QByteArray change;
        QByteArray sql;
        QByteArray after;
    };
    const QByteArray par = "CREATE TABLE par(id INTEGER PRIMARY KEY, n);";
    const QByteArray view = kAda + "CREATE VIEW v AS SELECT first FROM sw;";
    const Case cases[]{{"swapped", kAda, kSwapped, "SELECT * FROM sw", "id,last,first\n1,'Lovelace','Ada'"},
        {"added", par + "INSERT INTO par VALUES (1, 2);", "ALTER TABLE par ADD COLUMN w DEFAULT 5",
            "SELECT * FROM par", "id,n,w\n1,2,5"},
        {"added without rows", par, "ALTER TABLE par ADD COLUMN w", "SELECT * FROM par", "id,n,w\n"},
        {"dropped", kAda, "ALTER TABLE sw DROP COLUMN first", "SELECT * FROM sw", "id,last\n1,'Lovelace'"},
        {"renamed", kAda, "ALTER TABLE sw RENAME COLUMN first TO given", "SELECT * FROM sw",
            "id,given,last\n1,'Ada','Lovelace'"},
        {"view", view, "DROP VIEW v; CREATE VIEW v AS SELECT last, id FROM sw", "SELECT * FROM v",
            "last,id\n'Lovelace',1"},
        {"returning", kAda, kSwapped, "UPDATE sw SET id = 2 RETURNING *",
            "id,last,first\n2,'Lovelace','Ada'"}};
    for (const Case& each : cases) {
        for (const bool own : {false, true}) {
            for (const Technique technique : {Technique::Off, Technique::All, Technique::Individual}) {
                QTest::addRow("%s %s %d", each.name, own ? "by Larder" : "by another", int(technique))
                    << each.before << each.change << each.sql << each.after << own << technique;
            }
        }
    }
}

void TestSchemaChange::columnsAreThoseOfTheRows()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, change);
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, after);
    QFETCH(bool, ownChange);
    QFETCH(Technique, technique);
    const SqliteFixture file(before);
    TestSession session(file.path());
    QueryRequest request = session.request(sql);
    request.technique = technique;
    QVERIFY(!session.run(request).error);
    QVERIFY(!session.run(request).error);
    if (ownChange) {
        for (const QByteArray& statement : splitScript(change))
            QVERIFY(!session.run(statement).error);
    } else {
        file.exec(change);
    }
    for (int run = 0; run < 3; ++run)
        QCOMPARE(shown(session.run(request).result), after);
}

void TestSchemaChange::aRowIsNeverFiledUnderTheWrongColumns_data()
{
    QTest::addColumn<int>("runsAfter");
    QTest::newRow("never listed again") << 0;
    QTest::newRow("listed once") << 1;
    QTest::newRow("listed twice") << 2;
}

void TestSchemaChange::aRowIsNeverFiledUnderTheWrongColumns()
{
    QFETCH(int, runsAfter);
    const SqliteFixture file(kAda);
    TestSession session(file.path());
    const auto run = [&](const char* sql) {
        QueryRequest request = session.request(sql);
        request.technique = Technique::Individual;
        return session.run(request);
    };
    (void)run("SELECT * FROM sw");
    (void)run("SELECT * FROM sw");
    file.exec(kSwapped);
    for (int i = 0; i < runsAfter; ++i)
        (void)run("SELECT * FROM sw");
    const RunOutcome first = run("SELECT first FROM sw WHERE id = 1");
    QCOMPARE(shown(first.result), QByteArray("first\n'Ada'"));
    QCOMPARE(first.provenance.source, runsAfter > 0 ? Source::RowCache : Source::Database);
    QCOMPARE(shown(run("SELECT last FROM sw WHERE id = 1").result), QByteArray("last\n'Lovelace'"));
}

void TestSchemaChange::declarationsAreThoseOfTheRows()
{
    const SqliteFixture file("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 2);");
    TestSession session(file.path());
    const auto columns = [&] { return session.run("SELECT a, b FROM t").result->columns(); };
    QVERIFY(columns()[0].inPrimaryKey);
    file.exec("DROP TABLE t; CREATE TABLE t(a REAL, b BLOB NOT NULL); INSERT INTO t VALUES (1, 2);");
    const std::vector<ColumnInfo> after = columns();
    QVERIFY(!after[0].inPrimaryKey);
    QCOMPARE(after[0].declaredType, QStringLiteral("REAL"));
    QCOMPARE(after[1].declaredType, QStringLiteral("BLOB"));
    QCOMPARE(int(after[1].nullability), int(Nullability::NotNull));
}

void TestSchemaChange::aStatementWithParametersKeepsThem()
{
    const SqliteFixture file(kAda);
    TestSession session(file.path());
    QueryRequest request = session.request("SELECT *, :b FROM sw WHERE id = :a");
    request.parameters = {{"a", qint64(1)}, {"b", Text{"x"}}};
    QCOMPARE(shown(session.run(request).result), QByteArray("id,first,last,:b\n1,'Ada','Lovelace','x'"));
    file.exec(kSwapped);
    QCOMPARE(shown(session.run(request).result), QByteArray("id,last,first,:b\n1,'Lovelace','Ada','x'"));
}

void TestSchemaChange::tablesAreThoseOfTheNewView()
{
    const SqliteFixture file("CREATE TABLE a(x); CREATE TABLE b(x); CREATE VIEW v AS SELECT x FROM a;");
    SqliteExecutor executor(
        file.path(), std::make_shared<SqliteCancellation>(), std::make_shared<test::MemoryStorage>());
    QVERIFY(!executor.open());
    const auto reads = [&] {
        return executor
            .execute(RunId(1), {.sql = "SELECT * FROM v", .plainRead = true}, [](const ResultPtr&) {})
            .facts.reads;
    };
    QCOMPARE(reads(), QByteArrayList{"main.a"});
    file.exec("DROP VIEW v; CREATE VIEW v AS SELECT x FROM b");
    QCOMPARE(reads(), QByteArrayList{"main.b"});
    // Of a statement that needed no second look, the first one counts.
    QCOMPARE(reads(), QByteArrayList{"main.b"});
}

void TestSchemaChange::functionsAreThoseOfTheNewView()
{
    const SqliteFixture file("CREATE TABLE a(x); CREATE VIEW v AS SELECT x FROM a;");
    TestSession session(file.path());
    QVERIFY(session.run("SELECT * FROM v").provenance.stored);
    file.exec("DROP VIEW v; CREATE VIEW v AS SELECT random() FROM a");
    const RunOutcome volatileView = session.run("SELECT * FROM v");
    QVERIFY(!volatileView.provenance.stored);
    QCOMPARE(int(volatileView.provenance.notStored.code), int(ReasonCode::Uncacheable));
    file.exec("DROP VIEW v; CREATE VIEW v AS SELECT x + 1 FROM a");
    QVERIFY(session.run("SELECT * FROM v").provenance.stored);
}

void TestSchemaChange::aTableThatIsGoneIsAnError()
{
    const SqliteFixture file(kAda);
    TestSession session(file.path());
    QVERIFY(!session.run("SELECT * FROM sw").error);
    file.exec("DROP TABLE sw");
    const RunOutcome gone = session.run("SELECT * FROM sw");
    QVERIFY(gone.error);
    QVERIFY(gone.error->why.contains(QStringLiteral("no such table")));
    QVERIFY(!gone.provenance.stored);
    file.exec(kSwapped.mid(kSwapped.indexOf("CREATE")));
    QCOMPARE(shown(session.run("SELECT * FROM sw").result), QByteArray("id,last,first\n1,'Lovelace','Ada'"));
}

void TestSchemaChange::keysOfALaterSchemaAreNotThoseOfTheRows()
{
    const SqliteFixture file("CREATE TABLE t(a INTEGER PRIMARY KEY, b INT); INSERT INTO t VALUES (1, 2);");
    const SqliteCancellation cancellation;
    const auto opened = SqliteChannel::open(file.path(), SqliteConnection::Access::ReadOnly, {cancellation});
    QVERIFY(opened);
    SqliteChannel* const channel = opened.value().get();
    const auto rowSource = [&] {
        const Statement statement{.sql = "SELECT a, b FROM t", .plainRead = true, .wantsRowSource = true};
        return channel->run(RunId(1), statement, cancellation, [](const ResultPtr&) {})
            .outcome.facts.rowSource;
    };
    // Comes between the rows and the first question for the keys.
    const auto change = [](unsigned, void* fixture, void*, void* sql) {
        if (QByteArray(static_cast<const char*>(sql)).startsWith("SELECT type FROM pragma_table_list"))
            static_cast<const SqliteFixture*>(fixture)->exec(
                "DROP TABLE t; CREATE TABLE t(a INT, b INTEGER PRIMARY KEY); INSERT INTO t VALUES (3, 4);");
        return 0;
    };
    sqlite3_trace_v2(channel->handle(), SQLITE_TRACE_STMT, change, const_cast<SqliteFixture*>(&file));
    QVERIFY(!rowSource());
    sqlite3_trace_v2(channel->handle(), 0, nullptr, nullptr);
    const std::optional<RowSource> source = rowSource();
    QVERIFY(source);
    QCOMPARE(source->keyColumns, std::vector<int>{1});
}

QTEST_GUILESS_MAIN(TestSchemaChange)
#include "tst_schemachange.moc"
