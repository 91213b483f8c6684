#include "cache/schemarun.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QTest>

using namespace larder;

namespace {

const QByteArray kShop = "CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT);"
                         "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER);"
                         "INSERT INTO customers VALUES(1, 'Ada');";

std::vector<EntryInfo> schemaEntries(TestSession& session)
{
    std::vector<EntryInfo> entries = session.engine().cache().entries();
    std::erase_if(entries, [](const EntryInfo& entry) {
        return entry.facts->components.technique != Technique::Schema || entry.state == EntryState::Expired;
    });
    return entries;
}

QStringList tableNames(TestSession& session)
{
    const Result<Schema> schema = session.schema();
    if (!schema)
        return {schema.error().why};
    QStringList names;
    for (const SchemaTable& table : schema.value().tables)
        names << table.name;
    return names;
}

const QStringList kTables{QStringLiteral("customers"), QStringLiteral("orders")};

} // namespace

/// The schema as an entry of the cache, on real SQLite files.
class TestSchemaRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSchemaAsAnEntry();
    void chargesItForWhatItHolds();
    void readsAnewAfterDdlOfAnother();
    void readsAnewAfterOwnDdl();
    void staysProvenBesideOwnChangesOfRows();
    void readsAnewOnceExpiredByHand();
    void keepsNothingOfAnOpenTransaction();
    void isNoAnswerToAStatement();
    void countsAsNoRun();
    void endsWithItsConnection();
};

void TestSchemaRun::keepsTheSchemaAsAnEntry()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QCOMPARE(tableNames(session), kTables);
    QCOMPARE(schemaEntries(session).size(), size_t(1));
    const EntryInfo first = schemaEntries(session).front();
    QCOMPARE(first.facts->rows, qint64(2));
    QCOMPARE(first.hits, qint64(0));
    QCOMPARE(tableNames(session), kTables);
    QCOMPARE(schemaEntries(session).size(), size_t(1));
    QCOMPARE(schemaEntries(session).front().id, first.id);
    QCOMPARE(schemaEntries(session).front().hits, qint64(1));
    QCOMPARE(schemaEntries(session).front().state, EntryState::Proven);
}

void TestSchemaRun::chargesItForWhatItHolds()
{
    const QByteArray longName(2000, 'x');
    const SqliteFixture file(
        "CREATE TABLE " + longName + "(" + longName + " TEXT DEFAULT '" + longName + "')");
    TestSession session(file.path());
    QVERIFY(session.schema());
    // Two bytes a character: the name, that of the column, its default and all three in the statement.
    QVERIFY(schemaEntries(session).front().bytes > 6 * 2 * 2000);
}

void TestSchemaRun::readsAnewAfterDdlOfAnother()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QCOMPARE(tableNames(session), kTables);
    file.exec("CREATE TABLE zebras(id)");
    QCOMPARE(tableNames(session), kTables + QStringList{QStringLiteral("zebras")});
    QCOMPARE(schemaEntries(session).size(), size_t(1));
    QCOMPARE(schemaEntries(session).front().hits, qint64(0));
}

void TestSchemaRun::readsAnewAfterOwnDdl()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QCOMPARE(tableNames(session), kTables);
    QVERIFY(!session.run("DROP TABLE orders").error);
    QCOMPARE(schemaEntries(session).size(), size_t(0));
    QCOMPARE(tableNames(session), QStringList{QStringLiteral("customers")});
}

void TestSchemaRun::staysProvenBesideOwnChangesOfRows()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QCOMPARE(tableNames(session), kTables);
    QVERIFY(!session.run("INSERT INTO customers VALUES(2, 'Bo')").error);
    QCOMPARE(tableNames(session), kTables);
    QCOMPARE(schemaEntries(session).front().hits, qint64(1));
}

void TestSchemaRun::readsAnewOnceExpiredByHand()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(session.schema());
    const EntryId first = schemaEntries(session).front().id;
    session.engine().cache().expire({first}, {ReasonCode::ExpiredByUser});
    QCOMPARE(tableNames(session), kTables);
    QVERIFY(schemaEntries(session).front().id != first);
}

void TestSchemaRun::keepsNothingOfAnOpenTransaction()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(!session.run("CREATE TABLE zebras(id)").error);
    QVERIFY(session.schema());
    QCOMPARE(schemaEntries(session).size(), size_t(0));
    QVERIFY(!session.run("ROLLBACK").error);
    QCOMPARE(tableNames(session), kTables);
    QCOMPARE(schemaEntries(session).size(), size_t(1));
}

void TestSchemaRun::isNoAnswerToAStatement()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    QVERIFY(session.schema());
    QVERIFY(session.run(QByteArray()).provenance.source != Source::Cache);
    QCOMPARE(TestSession::rows(session.run("SELECT name FROM customers").result), QByteArray("'Ada'"));
}

void TestSchemaRun::countsAsNoRun()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    const qint64 before = session.engine().service().statistics().requests();
    QVERIFY(session.schema());
    QVERIFY(session.schema());
    QCOMPARE(session.engine().service().statistics().requests(), before);
}

void TestSchemaRun::endsWithItsConnection()
{
    const SqliteFixture file(kShop);
    TestSession session(file.path());
    bool heard = false;
    session.engine().service().loadSchema(
        session.connection(), this, [&](const Result<SchemaPtr>&) { heard = true; });
    session.engine().service().removeConnection(session.connection());
    QTest::qWait(50);
    QVERIFY(!heard);
    QVERIFY(schemaEntries(session).empty());
}

QTEST_GUILESS_MAIN(TestSchemaRun)
#include "tst_schemarun.moc"
