#include "tests/support/everypath.h"
#include "tests/support/odbctest.h"
#include "tests/support/startedrun.h"

using namespace larder;
using test::errorOf;
using test::StartedRun;

/// Statements by ODBC on a real PostgreSQL server and a real SQLite file: values, errors, streaming.
class TestOdbcPort : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsValuesOfPostgresOnEveryPath_data();
    void readsValuesOfPostgresOnEveryPath();
    void readsValuesOfSqlite_data();
    void readsValuesOfSqlite();
    void knowsTheDialect();
    void namesColumnsAndTypes();
    void bindsParameters_data();
    void bindsParameters();
    void namesAMissingAndASuperfluousParameter();
    void tellsAnErrorWithItsState();
    void refusesNulAndWrongUtf8();
    void keepsMarksInQuotesAsTheyStand();
    void readsLongValues_data();
    void readsLongValues();
    void streamsManyRowsInLittleMemory_data();
    void streamsManyRowsInLittleMemory();
    void stopsAtTheRowLimit_data();
    void stopsAtTheRowLimit();
    void bringsSeveralResults();
    void countsTheRowsThatItChanged_data();
    void countsTheRowsThatItChanged();
};

void TestOdbcPort::readsValuesOfPostgresOnEveryPath_data()
{
    const auto row = test::valueTable();
    row("9223372036854775807::int8", "9223372036854775807");
    row("(-9223372036854775808)::int8", "-9223372036854775808");
    row("(-32768)::int2", "-32768");
    row("4294967295::oid", "4294967295");
    row("0.1::float8", "0.1");
    row("0.30000000000000004::float8", "0.30000000000000004");
    row("5e-324::float8", "5e-324");
    row("1.10::numeric", "'1.10'");
    row("123456789012345678901234567890.123456789::numeric", "'123456789012345678901234567890.123456789'");
    // As the driver has them.
    row("true", "'1'");
    row("NULL::int4", "NULL");
    row("NULL::text", "NULL");
    row("''::text", "''");
    row("'ü\u20ac\U0001F600'::text", "'ü\u20ac\U0001F600'");
    row("'\\x00ff'::bytea", "x'00ff'");
    row("'\\x'::bytea", "x''");
    row("'2024-01-02 03:04:05.678901'::timestamp", "'2024-01-02 03:04:05.678901'");
    row("'2024-01-02'::date", "'2024-01-02'");
    row("'{\"a\": 1.0}'::json", "'{\"a\": 1.0}'");
    row("ARRAY[1,NULL,3]", "'{1,NULL,3}'");
    row("'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::uuid", "'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'");
    row("'{fn now()}'::text", "'{fn now()}'");
}

void TestOdbcPort::readsValuesOfPostgresOnEveryPath()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, literal);
    exec("CREATE TABLE trip AS SELECT " + sql + " AS x");
    TestSession session(pg());
    // Nothing proves that data are unchanged by ODBC, so the answer is trusted for a time.
    test::EveryPath(session, SqlDialect::PostgreSql, literal).check([&](const QByteArray& select) {
        (void)session.run(select, FreshnessPolicy::Ttl);
        return session.run(select, FreshnessPolicy::Ttl);
    });
}

void TestOdbcPort::readsValuesOfSqlite_data()
{
    const auto row = test::valueTable();
    row("SELECT 9223372036854775807", "9223372036854775807");
    row("SELECT i FROM v", "9223372036854775807");
    row("SELECT -9223372036854775807 - 1", "-9223372036854775808");
    row("SELECT 1.5", "1.5");
    row("SELECT r FROM v", "'text in a real column'");
    row("SELECT n FROM v", "'007x'");
    row("SELECT b FROM v", "x'00ff'");
    row("SELECT x''", "x''");
    row("SELECT NULL", "NULL");
    row("SELECT ''", "''");
    row("SELECT 'ü\u20ac\U0001F600'", "'ü\u20ac\U0001F600'");
    row("SELECT t FROM v", "'2020-01-01 00:00:00.123456'");
    // What the driver makes of it: fifteen digits, and the text up to its NUL.
    row("SELECT 0.30000000000000004", "0.3");
    row("SELECT CAST(x'610062' AS text)", "'a'");
}

void TestOdbcPort::readsValuesOfSqlite()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, literal);
    TestSession session(sqlite());
    QVERIFY2(!session.error(), session.error() ? qPrintable(errorText(*session.error())) : "");
    (void)session.run("CREATE TABLE IF NOT EXISTS v(i integer, r real, n integer, b blob, t timestamp)");
    (void)session.run("DELETE FROM v");
    (void)session.run("INSERT INTO v VALUES (9223372036854775807, 'text in a real column', '007x', x'00ff',"
                      " '2020-01-01 00:00:00.123456')");
    const RunOutcome outcome = session.run(sql);
    QCOMPARE(errorOf(outcome), QByteArray());
    QCOMPARE(TestSession::rows(outcome.result), literal);
}

void TestOdbcPort::knowsTheDialect()
{
    TestSession postgres(pg());
    QCOMPARE(
        TestSession::rows(postgres.run("SELECT $$it's ; one$$::text").result), QByteArray("'it''s ; one'"));
    TestSession file(sqlite());
    QCOMPARE(TestSession::rows(file.run("SELECT \"a\" FROM (SELECT 1 AS a)").result), QByteArray("1"));
}

void TestOdbcPort::namesColumnsAndTypes()
{
    exec("CREATE TABLE item(id int PRIMARY KEY, price numeric(10,2) NOT NULL, \"Näme\" varchar(20))");
    TestSession session(pg());
    const RunOutcome outcome = session.run("SELECT id, price, \"Näme\", 1 + 1 AS two FROM item");
    QVERIFY(!outcome.error);
    const std::vector<ColumnInfo>& columns = outcome.result->columns();
    QCOMPARE(columns.size(), size_t(4));
    QCOMPARE(columns[0].name, QStringLiteral("id"));
    QCOMPARE(columns[0].declaredType, QStringLiteral("int4"));
    QCOMPARE(columns[1].declaredType, QStringLiteral("numeric(10,2)"));
    QCOMPARE(columns[2].name, QStringLiteral("Näme"));
    QCOMPARE(columns[2].declaredType, QStringLiteral("varchar(20)"));
    QCOMPARE(columns[3].name, QStringLiteral("two"));
}

void TestOdbcPort::bindsParameters_data()
{
    QTest::addColumn<bool>("isPg");
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("PostgreSQL") << true
                                << QByteArray("SELECT $1::int8 + 1, $2::float8, $3::text, $4::bytea,"
                                              " ($5::int IS NULL)::int, $1::int8");
    QTest::newRow("SQLite") << false
                            << QByteArray(
                                   "SELECT CAST(:1 AS integer) + 1, CAST(?2 AS real), CAST(@3 AS text), "
                                   "CAST(?4 AS blob), ?5 IS NULL, CAST(?1 AS integer)");
}

void TestOdbcPort::bindsParameters()
{
    QFETCH(bool, isPg);
    QFETCH(QByteArray, sql);
    TestSession session(isPg ? pg() : sqlite());
    QueryRequest request = session.request(sql);
    request.parameters = {{"1", qint64(9223372036854775806)}, {"2", 1.5}, {"3", Text{"ü'?\u20ac"}},
        {"4", Blob{QByteArray("\0\xff", 2)}}, {"5", std::monostate()}};
    const RunOutcome outcome = session.run(request);
    QCOMPARE(errorOf(outcome), QByteArray());
    QCOMPARE(TestSession::rows(outcome.result),
        QByteArray("9223372036854775807,1.5,'ü''?\u20ac',x'00ff',1,9223372036854775806"));
}

void TestOdbcPort::namesAMissingAndASuperfluousParameter()
{
    TestSession session(pg());
    QueryRequest request = session.request("SELECT $1::int, $2::int");
    request.parameters = {{"1", qint64(1)}};
    const RunOutcome missing = session.run(request);
    QVERIFY(missing.error);
    QCOMPARE(missing.error->why, QStringLiteral("2"));
    request = session.request("SELECT 1");
    request.parameters = {{"x", qint64(1)}};
    const RunOutcome superfluous = session.run(request);
    QVERIFY(superfluous.error);
    QCOMPARE(superfluous.error->why, QStringLiteral("x"));
}

void TestOdbcPort::tellsAnErrorWithItsState()
{
    TestSession postgres(pg());
    const RunOutcome divided = postgres.run("SELECT 1/0");
    QVERIFY(divided.error);
    QVERIFY2(divided.error->why.contains(QStringLiteral("division by zero")), qPrintable(divided.error->why));
    QVERIFY2(divided.error->why.contains(QStringLiteral("22012")), qPrintable(divided.error->why));
    TestSession file(sqlite());
    const RunOutcome missing = file.run("SELECT * FROM nöpe");
    QVERIFY(missing.error);
    QVERIFY2(
        missing.error->why.contains(QStringLiteral("no such table: nöpe")), qPrintable(missing.error->why));
    QCOMPARE(TestSession::rows(file.run("SELECT 1").result), QByteArray("1"));
}

void TestOdbcPort::refusesNulAndWrongUtf8()
{
    TestSession session(pg());
    const RunOutcome nul = session.run(QByteArray("SELECT 1\0, 2", 11));
    QVERIFY(nul.error);
    QVERIFY2(nul.error->why.contains(QStringLiteral("NUL")), qPrintable(nul.error->why));
    const RunOutcome wrong = session.run("SELECT '\xff'");
    QVERIFY(wrong.error);
    QVERIFY2(wrong.error->why.contains(QStringLiteral("UTF-8")), qPrintable(wrong.error->why));
}

void TestOdbcPort::keepsMarksInQuotesAsTheyStand()
{
    TestSession session(pg());
    QCOMPARE(TestSession::rows(session.run("SELECT '?', $$?:a$$::text, E'\\'?'::text").result),
        QByteArray("'?','?:a','''?'"));
}

void TestOdbcPort::readsLongValues_data()
{
    QTest::addColumn<bool>("isPg");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("value");
    const int size = 5'000'000;
    QTest::newRow("text of PostgreSQL")
        << true << QByteArray("SELECT repeat('ü', 2500000)") << QByteArray("ü").repeated(size / 2);
    QTest::newRow("bytes of PostgreSQL")
        << true << QByteArray("SELECT decode(repeat('00ff', 2500000), 'hex')")
        << QByteArray("\0\xff", 2).repeated(size / 2);
    QTest::newRow("text of SQLite") << false
                                    << QByteArray("SELECT replace(hex(zeroblob(1250000)), '00', 'üü')")
                                    << QByteArray("ü").repeated(size / 2);
    QTest::newRow("bytes of SQLite") << false << QByteArray("SELECT zeroblob(5000000)")
                                     << QByteArray(size, '\0');
}

void TestOdbcPort::readsLongValues()
{
    QFETCH(bool, isPg);
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, value);
    TestSession session(isPg ? pg() : sqlite());
    const RunOutcome outcome = session.run(sql);
    QCOMPARE(errorOf(outcome), QByteArray());
    QVERIFY(outcome.result->cell(0, 0).bytes == value);
}

namespace {

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

void TestOdbcPort::streamsManyRowsInLittleMemory_data()
{
    QTest::addColumn<bool>("isPg");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("PostgreSQL") << true << QStringLiteral("UseDeclareFetch=1;Fetch=500")
                                << QByteArray(
                                       "SELECT i, repeat('x', 500) FROM generate_series(1, 200000) AS i");
    QTest::newRow("SQLite") << false << QStringLiteral("StepAPI=1")
                            << QByteArray("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)"
                                          " SELECT i, printf('%.500c', 'x') FROM c LIMIT 200000");
}

void TestOdbcPort::streamsManyRowsInLittleMemory()
{
    QFETCH(bool, isPg);
    QFETCH(QString, options);
    QFETCH(QByteArray, sql);
    // The rows go to a file, so that what is left is what the driver holds.
    TestSession session(isPg ? pg(options) : sqlite(options), qint64(64) << 20, qint64(1) << 20);
    (void)session.run("SELECT 1");
    const qint64 before = residentBytes();
    StartedRun run(session, sql);
    qint64 most = 0;
    while (!run.hasEnded()) {
        QTest::qWait(5);
        most = std::max(most, residentBytes() - before);
    }
    const RunOutcome outcome = run.wait();
    QCOMPARE(errorOf(outcome), QByteArray());
    QCOMPARE(outcome.result->rowCount(), qint64(200'000));
    const Cell last = outcome.result->cell(199'999, 0);
    QVERIFY(last.type == CellType::Integer ? last.integer == 200'000 : last.bytes == "200000");
    QVERIFY(run.snapshots() > 0);
#ifdef LARDER_ADDRESS_SANITIZER
    // It holds back 256 MB of what was freed.
    most -= qint64(400) << 20;
#endif
    QVERIFY2(most < (qint64(60) << 20), qPrintable(QString::number(most)));
}

void TestOdbcPort::stopsAtTheRowLimit_data()
{
    addDrivers();
}

void TestOdbcPort::stopsAtTheRowLimit()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    const QByteArray sql = "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3";
    for (const int limit : {2, 3, 4}) {
        QueryRequest request = session.request(sql);
        request.rowLimit = limit;
        const RunOutcome outcome = session.run(request);
        QCOMPARE(errorOf(outcome), QByteArray());
        QCOMPARE(outcome.result->rowCount(), std::min(limit, 3));
        QCOMPARE(int(outcome.result->completeness()),
            int(limit < 3 ? Completeness::LimitReached : Completeness::Complete));
    }
}

void TestOdbcPort::bringsSeveralResults()
{
    TestSession session(pg());
    const RunOutcome outcome = session.run("SELECT 1; SELECT 2");
    QCOMPARE(errorOf(outcome), QByteArray());
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("1"));
    QCOMPARE(outcome.moreResults.size(), size_t(1));
    QCOMPARE(TestSession::rows(outcome.moreResults[0]), QByteArray("2"));
}

void TestOdbcPort::countsTheRowsThatItChanged_data()
{
    addDrivers();
}

void TestOdbcPort::countsTheRowsThatItChanged()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    (void)session.run("CREATE TABLE counted(a int)");
    QCOMPARE(session.run("INSERT INTO counted VALUES (1), (2), (3)").rowsAffected, qint64(3));
    QCOMPARE(session.run("UPDATE counted SET a = 0 WHERE a > 1").rowsAffected, qint64(2));
    const RunOutcome none = session.run("DELETE FROM counted WHERE a > 9");
    QVERIFY(!none.error);
    QCOMPARE(none.rowsAffected, qint64(0));
}

QTEST_GUILESS_MAIN(TestOdbcPort)
#include "tst_odbcport.moc"
