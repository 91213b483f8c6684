#include "tests/support/mytest.h"

using namespace larder;

/// Which rows of a real MariaDB server are found by their keys, and which are not.
class TestMyKeys : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void findsRowsByTheirKeys_data();
    void findsRowsByTheirKeys();
    void findsRowsOfWhatAlsoHasOtherColumns();
    void asksAgainForRowsThatChanged();
    void believesThatARowIsMissing();
    void aSessionOfOtherSettingsHasOtherRows();
    void findsNoRowsWhereTheKeyDoesNotTellThemApart_data();
    void findsNoRowsWhereTheKeyDoesNotTellThemApart();
    void aKeyThatFoldsCaseNeverAnswersForAnother();
    void textsThatDifferInCaseOrBlanksAreDifferentRows();
    void aNumberBeyondTheSignedOnesIsNoKey();
    void tablesThatDifferInCaseAreDifferentTables();
    void aNameWithADotIsNoOtherTable();
    void aUserWhoMayNotReadTheWholeKeyHasNone();
    void aUserWhoMayNotReadAllColumnsIsNotShownARowAsWhole();
    void aServerThatCutsAnswersDoesNotCutThese();

private:
    [[nodiscard]] static QueryRequest byRow(
        TestSession& session, const QByteArray& sql, std::vector<Parameter> parameters = {})
    {
        QueryRequest request = session.request(sql);
        request.technique = Technique::Individual;
        request.parameters = std::move(parameters);
        return request;
    }
    /// Under this policy an answer from the cache needs no proof, which takes its time here.
    [[nodiscard]] static QueryRequest trusting(QueryRequest request)
    {
        request.policy = FreshnessPolicy::Ttl;
        return request;
    }
    [[nodiscard]] static RunOutcome run(
        TestSession& session, const QByteArray& sql, std::vector<Parameter> parameters = {})
    {
        return session.run(trusting(byRow(session, sql, std::move(parameters))));
    }
    [[nodiscard]] QByteArray scope(const char* table) const { return database().toUtf8() + '.' + table; }
    [[nodiscard]] QByteArray named(const char* sql) const
    {
        return QByteArray(sql).replace("%1", '`' + database().toUtf8() + '`');
    }
};

void TestMyKeys::findsRowsByTheirKeys_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<std::vector<Parameter>>("parameters");
    const auto row = [](const char* name, const char* table, const char* rows, const char* condition,
                         std::vector<Parameter> parameters = {}) {
        QTest::newRow(name) << QByteArray(table) << QByteArray(rows) << QByteArray(condition)
                            << std::move(parameters);
    };
    row("integer", "(k int PRIMARY KEY, v text)", "(1, 'a'), (2, 'b')", "k = 2");
    row("unsigned", "(k bigint unsigned PRIMARY KEY, v text)", "(1, 'a'), (9223372036854775807, 'b')",
        "k = 9223372036854775807");
    row("two columns", "(j int, k int, v text, PRIMARY KEY (k, j))", "(1, 2, 'a'), (2, 2, 'b')",
        "j = 2 AND k = 2");
    row("unique, not NULL", "(k int NOT NULL, v text, UNIQUE (k))", "(1, 'a'), (2, 'b')", "k = 2");
    row("text of bytes", "(k varchar(9) COLLATE utf8mb4_nopad_bin PRIMARY KEY, v text)",
        "('x', 'a'), ('ä', 'b')", "k = 'ä'");
    row("bytes", "(k varbinary(9) PRIMARY KEY, v text)", "(x'61', 'a'), (x'ff00', 'b')", "k = ?",
        {{"1", Blob{QByteArray("\xff\0", 2)}}});
    row("parameter", "(k int PRIMARY KEY, v text)", "(1, 'a'), (2, 'b')", "k IN (:k)", {{"k", qint64(2)}});
    row("column not shown", "(k int PRIMARY KEY, h int INVISIBLE, v text)", "(1, 'a'), (2, 'b')", "k = 2");
}

void TestMyKeys::findsRowsByTheirKeys()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, rows);
    QFETCH(QByteArray, condition);
    QFETCH(std::vector<Parameter>, parameters);
    exec("CREATE TABLE t" + table + "; INSERT INTO t VALUES " + rows + ';');
    TestSession session(address());
    const RunOutcome all = session.run(byRow(session, "SELECT * FROM t"));
    QVERIFY2(!all.error, all.error ? qPrintable(errorText(*all.error)) : "");
    QVERIFY2(!all.provenance.notByRow, qPrintable(reasonText(all.provenance.notByRow)));
    const QueryRequest one = byRow(session, named("SELECT * FROM %1.t WHERE ") + condition, parameters);
    const RunOutcome row = session.run(trusting(one));
    QVERIFY2(!row.error, row.error ? qPrintable(errorText(*row.error)) : "");
    QCOMPARE(int(row.provenance.source), int(Source::RowCache));
    QCOMPARE(row.result->rowCount(), 1);
    QCOMPARE(TestSession::rows(row.result), TestSession::rows(all.result).split('\n').last());
    // With proof, and as the server says it.
    exec("UPDATE t SET v = 'changed'");
    const RunOutcome changed = session.run(one);
    QCOMPARE(int(changed.provenance.source), int(Source::Database));
    QVERIFY(TestSession::rows(changed.result).endsWith("'changed'"));
}

void TestMyKeys::findsRowsOfWhatAlsoHasOtherColumns()
{
    exec("CREATE TABLE t(k int PRIMARY KEY, a int, b int); INSERT INTO t VALUES (1, 10, 100), (2, 20, 200)");
    TestSession session(address());
    (void)run(session, "SELECT b, k FROM t");
    const RunOutcome part = run(session, named("SELECT b FROM %1.t WHERE k = 2"));
    QCOMPARE(int(part.provenance.source), int(Source::RowCache));
    QCOMPARE(TestSession::rows(part.result), QByteArray("200"));
    const RunOutcome whole = run(session, named("SELECT * FROM %1.t WHERE k = 2"));
    QCOMPARE(int(whole.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(whole.result), QByteArray("2,20,200"));
}

void TestMyKeys::asksAgainForRowsThatChanged()
{
    exec("CREATE TABLE t(j int, k int, v text, PRIMARY KEY (j, k));"
         " INSERT INTO t VALUES (1, 1, 'a'), (1, 2, 'b'), (2, 1, 'c')");
    TestSession session(address());
    const QueryRequest list = trusting(byRow(session, "SELECT * FROM t ORDER BY j, k"));
    const RunOutcome all = session.run(list);
    QVERIFY2(!all.provenance.notByRow, qPrintable(reasonText(all.provenance.notByRow)));
    const ConnectionIdentity identity
        = session.engine().cache().entries().front().facts->components.connection;
    session.engine().control().expireRow(identity, scope("t"), {qint64(1), qint64(2)});
    const RunOutcome refilled = session.run(list);
    QCOMPARE(int(refilled.provenance.source), int(Source::Partial));
    QCOMPARE(refilled.provenance.rowsFetched, 1);
    QCOMPARE(TestSession::rows(refilled.result), TestSession::rows(all.result));
}

void TestMyKeys::believesThatARowIsMissing()
{
    exec("CREATE TABLE t(k int PRIMARY KEY); INSERT INTO t VALUES (1)");
    TestSession session(address());
    (void)run(session, "SELECT * FROM t");
    const QByteArray sql = named("SELECT k FROM %1.t WHERE k = 5");
    QCOMPARE(int(run(session, sql).provenance.source), int(Source::Database));
    const RunOutcome absent = run(session, named("SELECT k FROM %1.t WHERE k IN (1, 5)"));
    QCOMPARE(int(absent.provenance.source), int(Source::RowCache));
    QCOMPARE(TestSession::rows(absent.result), QByteArray("1"));
}

void TestMyKeys::aSessionOfOtherSettingsHasOtherRows()
{
    exec("SET GLOBAL time_zone = '+00:00'; CREATE TABLE t(k int PRIMARY KEY, v timestamp);"
         "SET time_zone = '+00:00'; INSERT INTO t VALUES (1, '2024-02-29 12:00:00')");
    TestSession session(address());
    const QByteArray sql = named("SELECT v FROM %1.t WHERE k = 1");
    (void)run(session, "SELECT * FROM t");
    QCOMPARE(TestSession::rows(run(session, sql).result), QByteArray("'2024-02-29 12:00:00'"));
    exec("SET GLOBAL time_zone = '+09:00'");
    const QByteArray reader = value("SELECT id FROM information_schema.processlist WHERE db = '"
        + database().toUtf8() + "' AND id <> CONNECTION_ID() ORDER BY id LIMIT 1");
    exec("KILL " + reader);
    QTRY_COMPARE(
        value("SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + reader), QByteArray("0"));
    QVERIFY(!session.run("SELECT 2").error);
    const RunOutcome row = run(session, sql);
    exec("SET GLOBAL time_zone = DEFAULT");
    QCOMPARE(TestSession::rows(row.result), QByteArray("'2024-02-29 21:00:00'"));
}

void TestMyKeys::findsNoRowsWhereTheKeyDoesNotTellThemApart_data()
{
    QTest::addColumn<QByteArray>("table");
    for (const char* table :
        {"(k int)", "(k int UNIQUE)", "(k decimal(9,2) PRIMARY KEY)", "(k double PRIMARY KEY)",
            "(k date PRIMARY KEY)", "(k year PRIMARY KEY)", "(k bit(3) PRIMARY KEY)",
            "(k int(4) ZEROFILL PRIMARY KEY)", "(k enum('a', 'b') PRIMARY KEY)", "(k uuid PRIMARY KEY)",
            "(k varchar(9) PRIMARY KEY)", "(k varchar(9) COLLATE utf8mb4_bin PRIMARY KEY)",
            "(k varchar(9) COLLATE utf8mb4_nopad_ci PRIMARY KEY)",
            "(k varchar(9) CHARACTER SET latin1 COLLATE latin1_nopad_bin PRIMARY KEY)",
            "(k char(9) COLLATE utf8mb4_nopad_bin PRIMARY KEY)",
            "(k varchar(99) COLLATE utf8mb4_nopad_bin, PRIMARY KEY (k(9)))",
            "(k text COLLATE utf8mb4_nopad_bin NOT NULL UNIQUE)", "(k int, h int, PRIMARY KEY (k, h))",
            "(k int UNIQUE NOT NULL, h int PRIMARY KEY)", "(k int UNIQUE NOT NULL, h varchar(9) PRIMARY KEY)",
            "(k int, h date, PRIMARY KEY (k, h))", "(k int, h date, PRIMARY KEY (k, h), UNIQUE (k))"})
        QTest::newRow(table) << QByteArray(table);
}

void TestMyKeys::findsNoRowsWhereTheKeyDoesNotTellThemApart()
{
    QFETCH(QByteArray, table);
    exec("CREATE TABLE t" + table.replace("utf8mb4_nopad_ci", "utf8mb4_general_nopad_ci"));
    TestSession session(address());
    const RunOutcome all = session.run(byRow(session, "SELECT k FROM t"));
    QVERIFY2(!all.error, all.error ? qPrintable(errorText(*all.error)) : "");
    QCOMPARE(int(all.provenance.notByRow.code), int(ReasonCode::NoKey));
    QVERIFY2(all.provenance.stored, qPrintable(reasonText(all.provenance.notStored)));
}

// On the server they are equal: one is found by the other.
void TestMyKeys::aKeyThatFoldsCaseNeverAnswersForAnother()
{
    exec("CREATE TABLE t(k varchar(9) COLLATE utf8mb4_general_ci PRIMARY KEY, v int);"
         "INSERT INTO t VALUES ('a', 1)");
    TestSession session(address());
    QCOMPARE(int(run(session, "SELECT * FROM t").provenance.notByRow.code), int(ReasonCode::NoKey));
    for (const char* key : {"a", "A ", "A", "a "}) {
        const RunOutcome row = run(session, named("SELECT v FROM %1.t WHERE k = '") + key + '\'');
        QCOMPARE(int(row.provenance.source), int(Source::Database));
        QCOMPARE(TestSession::rows(row.result), QByteArray("1"));
    }
    exec("UPDATE t SET k = 'A '");
    QCOMPARE(TestSession::rows(session.run(byRow(session, named("SELECT * FROM %1.t WHERE k = 'a'"))).result),
        QByteArray("'A ',1"));
}

void TestMyKeys::textsThatDifferInCaseOrBlanksAreDifferentRows()
{
    exec("CREATE TABLE t(k varchar(9) COLLATE utf8mb4_nopad_bin PRIMARY KEY, v int);"
         "INSERT INTO t VALUES ('a', 1), ('A', 2), ('a ', 3)");
    TestSession session(address());
    QVERIFY(!run(session, "SELECT * FROM t").provenance.notByRow);
    const auto row
        = [&](const char* key) { return run(session, named("SELECT v FROM %1.t WHERE k = '") + key + '\''); };
    for (const auto& [key, value] : {std::pair("a", "1"), {"A", "2"}, {"a ", "3"}}) {
        const RunOutcome found = row(key);
        QCOMPARE(int(found.provenance.source), int(Source::RowCache));
        QCOMPARE(TestSession::rows(found.result), QByteArray(value));
    }
    const RunOutcome other = row("A ");
    QCOMPARE(int(other.provenance.source), int(Source::Database));
    QCOMPARE(other.result->rowCount(), 0);
}

void TestMyKeys::aNumberBeyondTheSignedOnesIsNoKey()
{
    exec("CREATE TABLE t(k bigint unsigned PRIMARY KEY); INSERT INTO t VALUES (1), (18446744073709551615)");
    TestSession session(address());
    QCOMPARE(int(run(session, "SELECT * FROM t").provenance.notByRow.code), int(ReasonCode::NoKey));
    QVERIFY(!run(session, "SELECT * FROM t WHERE k < 2").provenance.notByRow);
}

void TestMyKeys::tablesThatDifferInCaseAreDifferentTables()
{
    exec("CREATE TABLE t(k int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 1);"
         "CREATE TABLE T(k int PRIMARY KEY, v int); INSERT INTO T VALUES (1, 2)");
    TestSession session(address());
    const RunOutcome all = run(session, "SELECT * FROM t");
    QVERIFY2(!all.provenance.notByRow, qPrintable(reasonText(all.provenance.notByRow)));
    const RunOutcome other = run(session, named("SELECT v FROM %1.T WHERE k = 1"));
    QCOMPARE(int(other.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(other.result), QByteArray("2"));
}

void TestMyKeys::aNameWithADotIsNoOtherTable()
{
    exec("CREATE DATABASE `a.b`; CREATE TABLE `a.b`.c(k int PRIMARY KEY, v int);"
         "INSERT INTO `a.b`.c VALUES (1, 1);"
         "CREATE DATABASE a; CREATE TABLE a.`b.c`(k int PRIMARY KEY, v int); INSERT INTO a.`b.c` VALUES (1, "
         "2)");
    TestSession session(server().address(QStringLiteral("a.b")));
    QCOMPARE(int(run(session, "SELECT * FROM c").provenance.notByRow.code), int(ReasonCode::NoKey));
    QCOMPARE(TestSession::rows(run(session, "SELECT v FROM a.`b.c` WHERE k = 1").result), QByteArray("2"));
}

void TestMyKeys::aUserWhoMayNotReadTheWholeKeyHasNone()
{
    exec("CREATE TABLE t(j int, k int, v int, PRIMARY KEY (j, k)); INSERT INTO t VALUES (1, 1, 1), (1, 2, 2);"
         "CREATE OR REPLACE USER guest; GRANT SELECT (j, v) ON t TO guest");
    TestSession session(server().address(database(), QStringLiteral("guest")));
    const RunOutcome rows = run(session, "SELECT j, v FROM t WHERE v = 1");
    QVERIFY2(!rows.error, rows.error ? qPrintable(errorText(*rows.error)) : "");
    QCOMPARE(int(rows.provenance.notByRow.code), int(ReasonCode::NoKey));
}

void TestMyKeys::aUserWhoMayNotReadAllColumnsIsNotShownARowAsWhole()
{
    exec("CREATE TABLE t(k int PRIMARY KEY, hidden int, v int); INSERT INTO t VALUES (1, 1, 1);"
         "CREATE OR REPLACE USER guest; GRANT SELECT (k, v) ON t TO guest");
    TestSession session(server().address(database(), QStringLiteral("guest")));
    QVERIFY(!run(session, "SELECT k, v FROM t").provenance.notByRow);
    QCOMPARE(
        int(run(session, named("SELECT v FROM %1.t WHERE k = 1")).provenance.source), int(Source::RowCache));
    QVERIFY(run(session, named("SELECT * FROM %1.t WHERE k = 1")).error);
}

void TestMyKeys::aServerThatCutsAnswersDoesNotCutThese()
{
    exec("CREATE TABLE t(k int PRIMARY KEY); INSERT INTO t VALUES (1), (2); SET GLOBAL sql_select_limit = 1");
    TestSession session(address());
    const RunOutcome all = run(session, "SELECT * FROM t");
    const RunOutcome onTheWriter = session.run("SELECT * FROM t WHERE RAND() < 2");
    exec("SET GLOBAL sql_select_limit = DEFAULT");
    QCOMPARE(TestSession::rows(all.result), QByteArray("1\n2"));
    QVERIFY(!all.provenance.notByRow);
    QCOMPARE(onTheWriter.result->rowCount(), 2);
    const auto schema = session.schema();
    QVERIFY(schema && !schema.value().tables.empty());
}

QTEST_GUILESS_MAIN(TestMyKeys)
#include "tst_mykeys.moc"
