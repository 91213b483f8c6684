#include "tests/support/everypath.h"
#include "tests/support/pgtest.h"
#include "tests/support/savepointstandings.h"
#include "tests/support/startedrun.h"

#include <cmath>

using namespace larder;
using test::StartedRun;

/// Statements on a real PostgreSQL server: values, errors, streaming.
class TestPgPort : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsValuesExactlyOnEveryPath_data();
    void readsValuesExactlyOnEveryPath();
    void readsNotANumberAndInfinity();
    void namesTypesTablesAndColumns();
    void bindsTypedParameters();
    void bindsParametersByName();
    void namesAMissingAndASuperfluousParameter();
    void tellsWhereAnErrorStandsBehindAnEmoji();
    void tellsDetailAndHint();
    void tellsNotices();
    void aWayBackToASavepointTakesBackWhatWasRead();
    void refusesTwoStatementsInOneRun();
    void refusesNulAndEmptyTexts();
    void refusesToCopyThroughTheConnection_data();
    void refusesToCopyThroughTheConnection();
    void streamsAMillionRows();
    void stopsAtTheRowLimitAndStoresThat_data();
    void stopsAtTheRowLimitAndStoresThat();
    void keepsTheRowsBeforeAnErrorInMidStream();
};

void TestPgPort::readsValuesExactlyOnEveryPath_data()
{
    const auto row = test::valueTable();
    row("9223372036854775807::int8", "9223372036854775807");
    row("(-9223372036854775808)::int8", "-9223372036854775808");
    row("(-32768)::int2", "-32768");
    row("2147483647::int4", "2147483647");
    row("4294967295::oid", "4294967295");
    row("0.1::float8", "0.1");
    row("0.1::float4", "0.1");
    row("1e308::float8", "1e+308");
    row("5e-324::float8", "5e-324");
    row("0.30000000000000004::float8", "0.30000000000000004");
    row("'-0'::float8", "-0.0");
    row("true", "'true'");
    row("false", "'false'");
    row("NULL::int4", "NULL");
    row("''::text", "''");
    row("'\\x00ff'::bytea", "x'00ff'");
    row("'\\x'::bytea", "x''");
    row("1.10::numeric", "'1.10'");
    row("'NaN'::numeric", "'NaN'");
    row("123456789012345678901234567890.123456789::numeric", "'123456789012345678901234567890.123456789'");
    row("'2024-01-02 03:04:05.678901'::timestamp", "'2024-01-02 03:04:05.678901'");
    row("'infinity'::timestamp", "'infinity'");
    row("'0044-03-15 BC'::date", "'0044-03-15 BC'");
    row("'24:00'::time", "'24:00:00'");
    row("'03:04:05.6+05:30'::timetz", "'03:04:05.6+05:30'");
    row("'1 year 2 mons -3 days'::interval", "'1 year 2 mons -3 days'");
    row("'{\"a\": 1.0, \"a\": 2}'::json", "'{\"a\": 1.0, \"a\": 2}'");
    row("'{\"b\":1.0}'::jsonb", "'{\"b\": 1.0}'");
    row("ARRAY[1,NULL,3]", "'{1,NULL,3}'");
    row("ARRAY['a,b',NULL,'']", "'{\"a,b\",NULL,\"\"}'");
    row("'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::uuid", "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'");
    row("'10.1.2.3/8'::inet", "'10.1.2.3/8'");
    row("B'101'", "'101'");
    row("'ü\u00e9\U0001F600'", "'ü\u00e9\U0001F600'");
    row("int4range(1, 5)", "'[1,5)'");
    row("'12345.67'::money", "'$12,345.67'");
}

void TestPgPort::readsValuesExactlyOnEveryPath()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, literal);
    exec("CREATE TABLE trip AS SELECT " + sql + " AS x");
    TestSession session(address());
    test::EveryPath(session, SqlDialect::PostgreSql, literal).check([&](const QByteArray& select) {
        return session.run(select);
    });
}

void TestPgPort::readsNotANumberAndInfinity()
{
    TestSession session(address());
    const RunOutcome outcome = session.run("SELECT 'NaN'::float8, 'Infinity'::float8, '-Infinity'::float4");
    QVERIFY(!outcome.error);
    QCOMPARE(int(outcome.result->cell(0, 0).type), int(CellType::Real));
    QVERIFY(std::isnan(outcome.result->cell(0, 0).real));
    QCOMPARE(outcome.result->cell(0, 1).real, HUGE_VAL);
    QCOMPARE(outcome.result->cell(0, 2).real, -HUGE_VAL);
}

void TestPgPort::namesTypesTablesAndColumns()
{
    exec("CREATE SCHEMA aside; CREATE TYPE mood AS ENUM ('sad', 'ok');"
         "CREATE TABLE item(id int PRIMARY KEY, price numeric(10,2) NOT NULL, name varchar(20), m mood,"
         " at timestamp(3)); CREATE TABLE aside.other(x int)");
    TestSession session(address());
    const RunOutcome outcome
        = session.run("SELECT i.id, i.price, i.name AS called, i.m, i.at, o.x, 1 + 1 AS two FROM item i"
                      " LEFT JOIN aside.other o ON true");
    QVERIFY(!outcome.error);
    const std::vector<ColumnInfo>& columns = outcome.result->columns();
    using N = Nullability;
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    QCOMPARE(columns[0],
        (ColumnInfo{
            text("id"), text("integer"), text("item"), text("id"), N::NotNull, true, text("public")}));
    QCOMPARE(columns[1],
        (ColumnInfo{text("price"), text("numeric(10,2)"), text("item"), text("price"), N::NotNull, false,
            text("public")}));
    QCOMPARE(columns[2],
        (ColumnInfo{text("called"), text("character varying(20)"), text("item"), text("name"), N::Nullable,
            false, text("public")}));
    QCOMPARE(columns[3].declaredType, text("mood"));
    QCOMPARE(columns[4].declaredType, text("timestamp(3) without time zone"));
    QCOMPARE(columns[5],
        (ColumnInfo{
            text("x"), text("integer"), text("other"), text("x"), N::Nullable, false, text("aside")}));
    QCOMPARE(columns[6], (ColumnInfo{text("two"), text("integer")}));
}

void TestPgPort::bindsTypedParameters()
{
    TestSession session(address());
    QueryRequest request
        = session.request("SELECT $1::int + 1, $2::float8, $3::text, $4::bytea, $5::int IS NULL, $1::int");
    request.parameters = {{"1", qint64(41)}, {"2", 1.5}, {"3", Text{"$2 'x'"}},
        {"4", Blob{QByteArray("\0y", 2)}}, {"5", std::monostate()}};
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("42,1.5,'$2 ''x''',x'0079','true',41"));
    // Marks in quotes, and operators that look like marks, go as they stand.
    QCOMPARE(TestSession::rows(
                 session.run("SELECT $$ ? :n $$, '{\"a\":1}'::jsonb ? 'a', (ARRAY[1,2,3])[1:2]").result),
        QByteArray("' ? :n ','true','{1,2}'"));
}

void TestPgPort::bindsParametersByName()
{
    TestSession session(address());
    QueryRequest request
        = session.request("SELECT :id::int + $1::int, :other::text || ':id', :id, (ARRAY[1,2,3])[1:n]"
                          " FROM (SELECT 2 AS n) AS s");
    request.parameters = {{"id", qint64(41)}, {"1", qint64(1)}, {"other", Text{"x"}}};
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("42,'x:id',41,'{1,2}'"));
    request = session.request("SELECT :id::int, nosuch");
    request.parameters = {{"id", qint64(1)}};
    QCOMPARE(session.run(request).error->position, std::optional<qsizetype>(17));
}

void TestPgPort::namesAMissingAndASuperfluousParameter()
{
    TestSession session(address());
    const RunOutcome missing = session.run("SELECT $2::int");
    QVERIFY(missing.error);
    QCOMPARE(missing.error->why, QStringLiteral("1"));
    QueryRequest request = session.request("SELECT 1");
    request.parameters = {{"1", qint64(1)}};
    const RunOutcome superfluous = session.run(request);
    QVERIFY(superfluous.error);
    QCOMPARE(superfluous.error->why, QStringLiteral("1"));
}

void TestPgPort::tellsWhereAnErrorStandsBehindAnEmoji()
{
    TestSession session(address());
    const QByteArray sql = "SELECT '\U0001F600ü', nosuch";
    const RunOutcome outcome = session.run(sql);
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->why.contains(QStringLiteral("42703")), qPrintable(outcome.error->why));
    QCOMPARE(outcome.error->position, std::optional<qsizetype>(sql.indexOf("nosuch")));
    QVERIFY(session.engine().cache().entries().empty());
}

void TestPgPort::tellsDetailAndHint()
{
    exec("CREATE TABLE t(id int PRIMARY KEY, other int REFERENCES t)");
    TestSession session(address());
    const RunOutcome outcome = session.run("INSERT INTO t VALUES (1, 5)");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("(other)=(5)")));
    const RunOutcome hinted = session.run("SELECT idd FROM t");
    QVERIFY(hinted.error);
    QVERIFY2(hinted.error->advice.contains(QStringLiteral("t.id")), qPrintable(hinted.error->advice));
}

void TestPgPort::aWayBackToASavepointTakesBackWhatWasRead()
{
    exec("CREATE TABLE t(v int); INSERT INTO t VALUES (1)");
    TestSession session(address());
    test::checkTheWayBackToASavepoint(session);
}

void TestPgPort::tellsNotices()
{
    TestSession session(address());
    const RunOutcome outcome
        = session.run("DO $$ BEGIN RAISE NOTICE 'hello'; RAISE WARNING 'beware'; END $$");
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.notices.size(), size_t(2));
    QVERIFY(outcome.notices[0].contains(QStringLiteral("hello")));
    QVERIFY(outcome.notices[1].contains(QStringLiteral("beware")));
    QVERIFY(session.run("SELECT 1").notices.empty());
}

void TestPgPort::refusesTwoStatementsInOneRun()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(session.run("SELECT 1; DROP TABLE t").error);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
    QVERIFY(!session.run("SELECT 1; -- only a comment").error);
}

void TestPgPort::refusesNulAndEmptyTexts()
{
    TestSession session(address());
    const RunOutcome nul = session.run(QByteArray("SELECT 'a\0b'", 12));
    QVERIFY(nul.error);
    QCOMPARE(nul.error->position, std::optional<qsizetype>(9));
    const RunOutcome empty = session.run("-- nothing");
    QVERIFY(empty.error);
    QCOMPARE(empty.error->what, QStringLiteral("Nothing to run"));
    QueryRequest request = session.request("SELECT $1::text");
    request.parameters = {{"1", Text{QByteArray("a\0b", 3)}}};
    QVERIFY(session.run(request).error);
}

void TestPgPort::refusesToCopyThroughTheConnection_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("out") << QByteArray("COPY (SELECT generate_series(1, 100000)) TO STDOUT");
    QTest::newRow("in") << QByteArray("COPY t FROM STDIN");
}

void TestPgPort::refusesToCopyThroughTheConnection()
{
    QFETCH(QByteArray, sql);
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    const RunOutcome outcome = session.run(sql);
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->what.contains(QStringLiteral("COPY")), qPrintable(errorText(*outcome.error)));
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
    QVERIFY(!session.run("INSERT INTO t VALUES (1)").error);
}

void TestPgPort::streamsAMillionRows()
{
    TestSession session(address());
    StartedRun run(session, "SELECT i, 'row ' || i FROM generate_series(1, 1000000) AS i");
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, 60'000);
    QVERIFY(!run.hasEnded());
    QCOMPARE(int(run.rows()->completeness()), int(Completeness::Streaming));
    const RunOutcome outcome = run.wait();
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.result->rowCount(), 1'000'000);
    QCOMPARE(outcome.result->cell(999'999, 0).integer, 1'000'000);
    QCOMPARE(outcome.result->cell(999'999, 1).bytes.toByteArray(), QByteArray("row 1000000"));
    QVERIFY(run.snapshots() > 1);
}

void TestPgPort::stopsAtTheRowLimitAndStoresThat_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("moreExist");
    QTest::newRow("a few more") << QByteArray("SELECT a FROM t WHERE a <= 11") << true;
    QTest::newRow("far too many") << QByteArray("SELECT x.a FROM t x, t y, t z") << true;
    QTest::newRow("exact") << QByteArray("SELECT a FROM t WHERE a <= 10") << false;
    QTest::newRow("error behind it") << QByteArray("SELECT 1 / (12 - a) FROM t") << true;
}

void TestPgPort::stopsAtTheRowLimitAndStoresThat()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, moreExist);
    exec("CREATE TABLE t AS SELECT a FROM generate_series(1, 500) AS a");
    TestSession session(address());
    QueryRequest request = session.request(sql);
    request.rowLimit = 10;
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.result->rowCount(), 10);
    QCOMPARE(int(outcome.result->completeness()),
        int(moreExist ? Completeness::LimitReached : Completeness::Complete));
    // What failed behind the limit has no tables that could be told.
    const bool isKnown = !sql.contains('/');
    QCOMPARE(outcome.provenance.stored, isKnown);
    QCOMPARE(int(session.run(request).provenance.source), int(isKnown ? Source::Cache : Source::Database));
    exec("DELETE FROM t WHERE a = 1");
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestPgPort::keepsTheRowsBeforeAnErrorInMidStream()
{
    TestSession session(address());
    const RunOutcome outcome = session.run("SELECT 10 / (5 - g) FROM generate_series(1, 9) AS g");
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->why.contains(QStringLiteral("22012")));
    QCOMPARE(outcome.result->rowCount(), 4);
    QCOMPARE(int(outcome.result->completeness()), int(Completeness::Failed));
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT 1").result), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestPgPort)
#include "tst_pgport.moc"
