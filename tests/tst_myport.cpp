#include "app/sql/resultseries.h"
#include "tests/support/everypath.h"
#include "tests/support/mytest.h"
#include "tests/support/savepointstandings.h"
#include "tests/support/startedrun.h"

using namespace larder;
using test::StartedRun;

/// Statements on a real MariaDB server: values, parameters, errors, several results, streaming.
class TestMyPort : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsValuesExactlyOnEveryPath_data();
    void readsValuesExactlyOnEveryPath();
    void readsStoredValuesExactlyOnAMissAndOnAHit();
    void namesTypesTablesAndColumns();
    void bindsTypedParameters_data();
    void bindsTypedParameters();
    void bindsParametersByName();
    void namesAMissingAndASuperfluousParameter();
    void tellsWhereASyntaxErrorStands_data();
    void tellsWhereASyntaxErrorStands();
    void bringsAllResultsOfACall();
    void countsResultsThatAreTooMany();
    void tellsWhichResultWasCutByAnError();
    void tellsWarnings();
    void tellsThatADefinitionHasCommittedTheTransaction();
    void aWayBackToASavepointTakesBackWhatWasRead();
    void refusesTwoStatementsInOneRun();
    void refusesNulAndEmptyTexts();
    void streamsAMillionRows();
    void stopsAtTheRowLimitAndStoresThat_data();
    void stopsAtTheRowLimitAndStoresThat();
    void neverCutsAWriteAtTheRowLimit();
    void keepsTheRowsBeforeAnErrorInMidStream();
    void connectsThroughASocket();
    void refusesWhatItCannotConnectTo_data();
    void refusesWhatItCannotConnectTo();
    void tellsThatNobodyListens();
    void asksForAPassword();
};

void TestMyPort::readsValuesExactlyOnEveryPath_data()
{
    const auto row = test::valueTable();
    row("9223372036854775807", "9223372036854775807");
    row("-9223372036854775808", "-9223372036854775808");
    row("18446744073709551615", "'18446744073709551615'");
    row("1.10", "'1.10'");
    row("0.1e0", "0.1");
    row("1e308", "1e+308");
    row("5e-324", "5e-324");
    row("0.30000000000000004e0", "0.30000000000000004");
    row("NULL", "NULL");
    row("''", "''");
    row("_binary x'00ff'", "x'00ff'");
    row("_binary ''", "x''");
    row("'ü\u00e9\U0001F600'", "'ü\u00e9\U0001F600'");
    row("12345678901234567890123456789.123456789", "'12345678901234567890123456789.123456789'");
    row("CAST('2024-01-02 03:04:05.678901' AS datetime(6))", "'2024-01-02 03:04:05.678901'");
    row("CAST('-838:59:59.5' AS time(1))", "'-838:59:59.5'");
    row("b'101'", "x'05'");
    row("TRUE", "1");
}

void TestMyPort::readsValuesExactlyOnEveryPath()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, literal);
    exec("CREATE TABLE trip AS SELECT " + sql + " AS x");
    TestSession session(address());
    test::EveryPath(session, SqlDialect::MySql, literal).check([&](const QByteArray& select) {
        return firstHit(session, select);
    });
}

void TestMyPort::readsStoredValuesExactlyOnAMissAndOnAHit()
{
    exec("SET sql_mode = '';"
         "CREATE TABLE v(u bigint unsigned, z int(5) zerofill, d decimal(30,10), b1 bit(1), b10 bit(10),"
         " b64 bit(64), dt datetime(6), zero date, ts timestamp(3) NULL, t time(6), y year, e enum('a','b'),"
         " s set('x','y'), bl blob, vb varbinary(4), bi binary(3), j json, id uuid, ip inet6, f float,"
         " do double, p point, la varchar(5) CHARACTER SET latin1, lt longtext);"
         "INSERT INTO v VALUES (18446744073709551615, 42, 12345678901234567890.0123456789, 1, 513,"
         " 0xffffffffffffffff, '2024-01-02 03:04:05.678901', '0000-00-00', '2024-01-02 03:04:05.678',"
         " '-838:59:59.5', 2024, 'b', 'x,y', x'00ff', x'c328', x'0001', '{\"a\": 1.0, \"a\": 2}',"
         " 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '2001:db8::1', 0.1, -0e0, ST_GeomFromText('POINT(1 2)'),"
         " 'ü', REPEAT('y', 70000))");
    TestSession session(address());
    const QByteArray sql = "SELECT u, z, d, b1, b10, b64, dt, zero, ts, t, y, e, s, bl, vb, bi, j, id, ip, f,"
                           " do, LENGTH(lt), la FROM v";
    const QByteArray expected
        = "'18446744073709551615','00042','12345678901234567890.0123456789',1,513,'18446744073709551615',"
          "'2024-01-02 03:04:05.678901','0000-00-00','2024-01-02 03:04:05.678','-838:59:59.500000',2024,"
          "'b','x,y',x'00ff',x'c328',x'000100','{\"a\": 1.0, \"a\": 2}',"
          "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6','2001:db8::1',0.1,0.0,70000,'ü'";
    const RunOutcome miss = session.run(sql);
    QVERIFY2(!miss.error, miss.error ? qPrintable(errorText(*miss.error)) : "");
    QCOMPARE(TestSession::rows(miss.result), expected);
    const RunOutcome hit = firstHit(session, sql);
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(TestSession::rows(hit.result), expected);
    QCOMPARE(session.run("SELECT lt FROM v").result->cell(0, 0).bytes.size(), 70'000);
    QCOMPARE(int(session.run("SELECT p FROM v").result->cell(0, 0).type), int(CellType::Blob));
}

void TestMyPort::namesTypesTablesAndColumns()
{
    exec("CREATE TABLE item(id int PRIMARY KEY, price decimal(10,2) NOT NULL, name varchar(20),"
         " at datetime(3), n bigint unsigned, doc json, raw varbinary(7))");
    TestSession session(address());
    const RunOutcome outcome = session.run(
        "SELECT i.id, i.price, i.name AS called, i.at, i.n, i.doc, i.raw, 1 + 1 AS two FROM item i");
    QVERIFY(!outcome.error);
    const std::vector<ColumnInfo>& columns = outcome.result->columns();
    using N = Nullability;
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    QCOMPARE(columns[0],
        (ColumnInfo{text("id"), text("int(11)"), text("item"), text("id"), N::NotNull, true, database()}));
    QCOMPARE(columns[1],
        (ColumnInfo{text("price"), text("decimal(10,2)"), text("item"), text("price"), N::NotNull, false,
            database()}));
    QCOMPARE(columns[2],
        (ColumnInfo{text("called"), text("varchar(20)"), text("item"), text("name"), N::Nullable, false,
            database()}));
    QCOMPARE(columns[3].declaredType, text("datetime(3)"));
    QCOMPARE(columns[4].declaredType, text("bigint(20) unsigned"));
    QCOMPARE(columns[5].declaredType, text("json"));
    QCOMPARE(columns[6].declaredType, text("varbinary(7)"));
    QCOMPARE(columns[7].name, text("two"));
    QVERIFY(columns[7].originTable.isEmpty());
}

void TestMyPort::bindsTypedParameters_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::newRow("as usual") << QByteArray();
    QTest::newRow("no backslashes") << QByteArray("SET sql_mode = 'NO_BACKSLASH_ESCAPES'");
    QTest::newRow("another character set") << QByteArray("SET NAMES latin1");
}

void TestMyPort::bindsTypedParameters()
{
    QFETCH(QByteArray, setting);
    TestSession session(address());
    if (!setting.isEmpty())
        QVERIFY(!session.run(setting).error);
    QueryRequest request = session.request("SELECT ? + 1, ? - ?, HEX(?), ?, ? IS NULL, '?', `?`.a, LENGTH(?) "
                                           "-- ?\n FROM (SELECT 5 AS a) `?` LIMIT ?");
    request.parameters = {{"1", qint64(41)}, {"2", 1.5}, {"3", qint64(-2)}, {"4", Text{"'\\ü"}},
        {"5", Blob{QByteArray("\0y", 2)}}, {"6", std::monostate()}, {"7", Text{QByteArray("a\0b", 3)}},
        {"8", qint64(1)}};
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("42,3.5,'275CC3BC',x'0079',1,'?',5,3"));
}

void TestMyPort::bindsParametersByName()
{
    TestSession session(address());
    QueryRequest request = session.request("SELECT :id + ?, ':id', :id, @a := :other");
    request.parameters = {{"id", qint64(41)}, {"2", qint64(1)}, {"other", Text{"x"}}};
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("42,':id',41,'x'"));
}

void TestMyPort::namesAMissingAndASuperfluousParameter()
{
    TestSession session(address());
    QueryRequest request = session.request("SELECT ?, ?");
    request.parameters = {{"1", qint64(1)}};
    const RunOutcome missing = session.run(request);
    QVERIFY(missing.error);
    QCOMPARE(missing.error->why, QStringLiteral("2"));
    request = session.request("SELECT 1");
    request.parameters = {{"1", qint64(1)}};
    const RunOutcome superfluous = session.run(request);
    QVERIFY(superfluous.error);
    QCOMPARE(superfluous.error->why, QStringLiteral("1"));
}

void TestMyPort::tellsWhereASyntaxErrorStands_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("near");
    QTest::newRow("end") << QByteArray("SELECT '\U0001F600ü',\n 1 FROM FROM t") << QByteArray("FROM t");
    QTest::newRow("long") << QByteArray("SELECT 1\n FRO x, " + QByteArray(200, 'y')) << QByteArray("x, y");
}

void TestMyPort::tellsWhereASyntaxErrorStands()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, near);
    TestSession session(address());
    const RunOutcome outcome = session.run(sql);
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->why.contains(QStringLiteral("42000")), qPrintable(outcome.error->why));
    QCOMPARE(outcome.error->position, std::optional<qsizetype>(sql.lastIndexOf(near)));
    QVERIFY(!session.run("SELECT nosuch").error->position);
}

void TestMyPort::bringsAllResultsOfACall()
{
    exec("CREATE PROCEDURE several() BEGIN DO 1; SELECT 1 AS a UNION ALL SELECT 4; SELECT 2 AS b, 'x' AS c; "
         "SELECT 5 FROM dual WHERE false; END");
    TestSession session(address());
    QueryRequest request = session.request("CALL several()");
    request.rowLimit = 1;
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(TestSession::rows(outcome.result), QByteArray("1"));
    QCOMPARE(outcome.result->completeness(), Completeness::LimitReached);
    QCOMPARE(outcome.moreResults.size(), size_t(2));
    QCOMPARE(TestSession::rows(outcome.moreResults[0]), QByteArray("2,'x'"));
    QCOMPARE(outcome.moreResults[0]->completeness(), Completeness::Complete);
    QCOMPARE(outcome.moreResults[1]->rowCount(), 0);
    QCOMPARE(outcome.resultsNotShown, 0);
    QCOMPARE(TestSession::rows(session.run("SELECT 7").result), QByteArray("7"));
}

void TestMyPort::countsResultsThatAreTooMany()
{
    exec("CREATE PROCEDURE many() BEGIN DECLARE i int DEFAULT 0; WHILE i < 102 DO SELECT i; SET i = i + 1; "
         "END WHILE; END");
    TestSession session(address());
    const RunOutcome outcome = session.run("CALL many()");
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.moreResults.size(), ResultSeries::kMostResults - 1);
    QCOMPARE(TestSession::rows(outcome.moreResults.back()), QByteArray("99"));
    QCOMPARE(outcome.resultsNotShown, 2);
}

void TestMyPort::tellsWhichResultWasCutByAnError()
{
    exec("CREATE PROCEDURE breaks() BEGIN SELECT 1; SELECT 2; SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = "
         "'three'; END");
    TestSession session(address());
    const RunOutcome outcome = session.run("CALL breaks()");
    QVERIFY(outcome.error && outcome.error->why.contains(QStringLiteral("three")));
    QCOMPARE(outcome.result->completeness(), Completeness::Complete);
    QCOMPARE(outcome.moreResults.size(), size_t(1));
    QCOMPARE(TestSession::rows(outcome.moreResults[0]), QByteArray("2"));
    QCOMPARE(outcome.moreResults[0]->completeness(), Completeness::Failed);
}

void TestMyPort::aWayBackToASavepointTakesBackWhatWasRead()
{
    exec("CREATE TABLE t(v int); INSERT INTO t VALUES (1)");
    TestSession session(address());
    test::checkTheWayBackToASavepoint(session);
}

void TestMyPort::tellsWarnings()
{
    TestSession session(address());
    const RunOutcome outcome = session.run("SELECT 1 / 0, CAST('a' AS int)");
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.notices.size(), size_t(2));
    QVERIFY2(outcome.notices[0].contains(QStringLiteral("1365")), qPrintable(outcome.notices[0]));
    QVERIFY(session.run("SELECT 1").notices.empty());
}

void TestMyPort::tellsThatADefinitionHasCommittedTheTransaction()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(session.run("INSERT INTO t VALUES (1)").notices.empty());
    const RunOutcome created = session.run("CREATE TABLE u(a int)");
    QVERIFY(!created.error);
    QCOMPARE(created.notices.size(), size_t(1));
    QVERIFY2(created.notices[0].contains(QStringLiteral("committed")), qPrintable(created.notices[0]));
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("1"));
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(session.run("INSERT INTO t VALUES (2)").notices.empty());
    QVERIFY(session.run("COMMIT").notices.empty());
}

void TestMyPort::refusesTwoStatementsInOneRun()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QVERIFY(session.run("SELECT 1; DROP TABLE t").error);
    QCOMPARE(TestSession::rows(session.run("SELECT count(*) FROM t").result), QByteArray("0"));
}

void TestMyPort::refusesNulAndEmptyTexts()
{
    TestSession session(address());
    const RunOutcome nul = session.run(QByteArray("SELECT 'a\0b'", 12));
    QVERIFY(nul.error);
    QCOMPARE(nul.error->position, std::optional<qsizetype>(9));
    QVERIFY(session.run("-- nothing").error);
    QCOMPARE(TestSession::rows(session.run("SELECT 1").result), QByteArray("1"));
}

void TestMyPort::streamsAMillionRows()
{
    TestSession session(address());
    StartedRun run(session, "SELECT seq, CONCAT('row ', seq) FROM seq_1_to_1000000");
    QTRY_VERIFY_WITH_TIMEOUT(run.rows() != nullptr, 60'000);
    QVERIFY(!run.hasEnded());
    QCOMPARE(int(run.rows()->completeness()), int(Completeness::Streaming));
    const RunOutcome outcome = run.wait();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.result->rowCount(), 1'000'000);
    QCOMPARE(outcome.result->cell(999'999, 0).integer, 1'000'000);
    QCOMPARE(outcome.result->cell(999'999, 1).bytes.toByteArray(), QByteArray("row 1000000"));
    QVERIFY(run.snapshots() > 1);
}

void TestMyPort::stopsAtTheRowLimitAndStoresThat_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("moreExist");
    QTest::newRow("a few more") << QByteArray("SELECT a FROM t WHERE a <= 11") << true;
    QTest::newRow("far too many") << QByteArray("SELECT x.a FROM t x, t y, t z") << true;
    QTest::newRow("exact") << QByteArray("SELECT a FROM t WHERE a <= 10") << false;
}

void TestMyPort::stopsAtTheRowLimitAndStoresThat()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, moreExist);
    exec("CREATE TABLE t AS SELECT seq AS a FROM seq_1_to_500");
    TestSession session(address());
    QueryRequest request = session.request(sql);
    request.rowLimit = 10;
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.result->rowCount(), 10);
    QCOMPARE(int(outcome.result->completeness()),
        int(moreExist ? Completeness::LimitReached : Completeness::Complete));
    QVERIFY2(outcome.provenance.stored, qPrintable(reasonText(outcome.provenance.notStored)));
    QCOMPARE(int(firstHit(session, request).provenance.source), int(Source::Cache));
    exec("DELETE FROM t WHERE a = 1");
    QCOMPARE(int(session.run(request).provenance.source), int(Source::Database));
}

void TestMyPort::neverCutsAWriteAtTheRowLimit()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    QueryRequest request
        = session.request("INSERT INTO t SELECT seq FROM seq_1_to_300000 RETURNING a, REPEAT('x', 100)");
    request.rowLimit = 10;
    const RunOutcome outcome = session.run(request);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QCOMPARE(outcome.result->rowCount(), 10);
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("300000"));
}

void TestMyPort::keepsTheRowsBeforeAnErrorInMidStream()
{
    TestSession session(address());
    const RunOutcome outcome
        = session.run("SELECT CASE WHEN seq < 5 THEN seq ELSE (SELECT 1 UNION SELECT 2) END FROM seq_1_to_9");
    QVERIFY(outcome.error);
    QVERIFY(session.engine().cache().entries().empty());
    QCOMPARE(TestSession::rows(session.run("SELECT 1").result), QByteArray("1"));
}

void TestMyPort::connectsThroughASocket()
{
    TestSession session(QStringLiteral("mysql://root@/%1?socket=%2").arg(database(), server().socket()));
    QVERIFY2(!session.error(), session.error() ? qPrintable(errorText(*session.error())) : "");
    QCOMPARE(TestSession::rows(session.run("SELECT DATABASE()").result), '\'' + database().toUtf8() + '\'');
}

void TestMyPort::refusesWhatItCannotConnectTo_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("why");
    QTest::newRow("no TLS there") << QStringLiteral("?ssl-mode=required") << QStringLiteral("SSL");
    QTest::newRow("no certificate") << QStringLiteral("?ssl-mode=verify-full") << QStringLiteral("SSL");
    QTest::newRow("no such mode") << QStringLiteral("?ssl-mode=perhaps") << QStringLiteral("perhaps");
    QTest::newRow("no such option") << QStringLiteral("?tls=1") << QStringLiteral("tls");
}

void TestMyPort::refusesWhatItCannotConnectTo()
{
    QFETCH(QString, option);
    QFETCH(QString, why);
    TestSession session(address() + option);
    QVERIFY(session.error());
    QVERIFY2(session.error()->why.contains(why), qPrintable(session.error()->why));
}

void TestMyPort::tellsThatNobodyListens()
{
    const TestSession session(QStringLiteral("mariadb://root@127.0.0.1:1/x"));
    QVERIFY(session.error());
    QVERIFY2(session.error()->advice.contains(QStringLiteral("Check the host and the port")),
        qPrintable(session.error()->advice));
}

void TestMyPort::asksForAPassword()
{
    server().exec("CREATE USER IF NOT EXISTS ann IDENTIFIED BY 'secret'; GRANT ALL ON *.* TO ann");
    const QString target = server().address(database(), QStringLiteral("ann"));
    TestSession without(target);
    QVERIFY(without.error());
    QCOMPARE(int(without.error()->kind), int(ErrorKind::PasswordNeeded));
    QVERIFY2(
        without.error()->advice.contains(QStringLiteral("MYSQL_PWD")), qPrintable(without.error()->advice));
    ConnectOptions options;
    options.password = QStringLiteral("wrong");
    TestSession wrong(target, qint64(64) << 20, EngineLimits().resultBytes, options);
    QVERIFY(wrong.error());
    QVERIFY(!errorText(*wrong.error()).contains(QStringLiteral("wrong")));
    options.password = QStringLiteral("secret");
    TestSession with(target, qint64(64) << 20, EngineLimits().resultBytes, options);
    QVERIFY2(!with.error(), with.error() ? qPrintable(errorText(*with.error())) : "");
}

QTEST_GUILESS_MAIN(TestMyPort)
#include "tst_myport.moc"
