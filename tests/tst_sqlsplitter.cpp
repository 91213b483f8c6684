#include "cache/sql/sqlsplitter.h"
#include "tests/support/sqlcases.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)

namespace {

using enum SqlDialect;

/// The pieces as the case file writes them: data of COPY and client commands in ⟨⟩.
QByteArrayList piecesOf(const QByteArray& script, SqlDialect dialect)
{
    QByteArrayList pieces;
    for (const SqlStatementRange& range : splitSql(script, dialect)) {
        QByteArray piece = script.mid(range.offset, range.length);
        if (range.kind == SqlRangeKind::ClientCommand)
            piece = "⟨unsupported client command: " + piece + "⟩";
        if (range.dataOffset > 0) {
            const QByteArray data = script.mid(range.dataOffset, range.dataLength);
            piece += " ⟨data: \"" + QByteArray(data).replace('\t', "\\t").replace('\n', "\\n") + "\"⟩";
        }
        pieces << piece;
    }
    return pieces;
}

struct SplitCase
{
    const char* name;
    SqlDialect dialect;
    const char* script;
    QByteArrayList pieces;
};

const SplitCase kSplitCases[]{
    {"only comments", MySql, "-- a\n; /* b */", {}},
    {"open comment is an error that must be seen", PostgreSql, "a; /* b", {"a", "/* b"}},
    {"blank lines do not split", Sqlite, "SELECT\n\n\n1", {"SELECT\n\n\n1"}},
    {"explained trigger", Sqlite, "EXPLAIN QUERY PLAN CREATE TEMP TRIGGER a BEGIN b; END; c",
        {"EXPLAIN QUERY PLAN CREATE TEMP TRIGGER a BEGIN b; END", "c"}},
    {"trigger without end", Sqlite, "CREATE TRIGGER a BEGIN b; c", {"CREATE TRIGGER a BEGIN b; c"}},
    {"name after CREATE TABLE", Sqlite, "CREATE TABLE trigger(a); b", {"CREATE TABLE trigger(a)", "b"}},
    {"parentheses do not count in SQLite", Sqlite, "(a; b", {"(a", "b"}},
    {"nested comment", PostgreSql, "a /* /* ; */ ; */; b", {"a /* /* ; */ ; */", "b"}},
    {"dollar behind a name", PostgreSql, "a$$;b$$", {"a$$", "b$$"}},
    {"E string over lines", PostgreSql, "E'a'\n'\\';b'; c", {"E'a'\n'\\';b'", "c"}},
    {"labels are no CASE and END", PostgreSql,
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT a AS end, t.case; SELECT 1; END; b",
        {"CREATE FUNCTION f() BEGIN ATOMIC SELECT a AS end, t.case; SELECT 1; END", "b"}},
    {"atomic outside CREATE", PostgreSql, "BEGIN ATOMIC; a; b", {"BEGIN ATOMIC", "a", "b"}},
    {"psql sends at \\g", PostgreSql, "a \\g\nb \\gx\nc\\;d", {"a", "b", "c", "d"}},
    {"psql command inside a statement", PostgreSql, "DELETE FROM t \\d\nWHERE a; b",
        {"DELETE FROM t \\d\nWHERE a", "b"}},
    {"psql command behind a comment", PostgreSql, "-- x\n\\pset a ;\nb",
        {"⟨unsupported client command: \\pset a ;⟩", "b"}},
    {"COPY data to the end", PostgreSql, "COPY t (a) FROM STDIN CSV;\n1;'2\n",
        {"COPY t (a) FROM STDIN CSV ⟨data: \"1;'2\\n\"⟩"}},
    {"COPY without data", PostgreSql, "COPY t FROM stdin; \n\\.\na", {"COPY t FROM stdin ⟨data: \"\"⟩", "a"}},
    {"COPY followed by a statement", PostgreSql, "COPY t FROM stdin; a;\nb", {"COPY t FROM stdin", "a", "b"}},
    {"COPY to standard output", PostgreSql, "COPY t TO stdout;\na", {"COPY t TO stdout", "a"}},
    {"BEGIN NOT ATOMIC", MySql, "BEGIN NOT ATOMIC a; b; END; c", {"BEGIN NOT ATOMIC a; b; END", "c"}},
    {"compound statement alone", MySql, "IF 1 THEN a; ELSE b; END IF; c",
        {"IF 1 THEN a; ELSE b; END IF", "c"}},
    {"definer", MySql, "CREATE DEFINER=`event`@`%` PROCEDURE p() BEGIN a; END; b",
        {"CREATE DEFINER=`event`@`%` PROCEDURE p() BEGIN a; END", "b"}},
    {"definer of a view", MySql, "CREATE DEFINER=a@b SQL SECURITY DEFINER VIEW v AS SELECT 1; BEGIN; b",
        {"CREATE DEFINER=a@b SQL SECURITY DEFINER VIEW v AS SELECT 1", "BEGIN", "b"}},
    {"IF NOT EXISTS", MySql, "CREATE PROCEDURE IF NOT EXISTS p(a INT) SELECT IF(a,1,2); b",
        {"CREATE PROCEDURE IF NOT EXISTS p(a INT) SELECT IF(a,1,2)", "b"}},
    {"body without BEGIN", MySql, "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW IF a THEN b; END IF; c",
        {"CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW IF a THEN b; END IF", "c"}},
    {"statements that are functions elsewhere", MySql,
        "CREATE PROCEDURE p() BEGIN SELECT REPEAT('a',2), IF(1,2,3); DROP TABLE IF EXISTS x; END; b",
        {"CREATE PROCEDURE p() BEGIN SELECT REPEAT('a',2), IF(1,2,3); DROP TABLE IF EXISTS x; END", "b"}},
    {"names like keywords", MySql, "CREATE PROCEDURE p() BEGIN SELECT begin, end FROM t; END; b",
        {"CREATE PROCEDURE p() BEGIN SELECT begin, end FROM t; END", "b"}},
    {"handler", MySql,
        "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN a; END; SELECT 1; END; b",
        {"CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN a; END; SELECT 1; END",
            "b"}},
    {"labels", MySql, "CREATE PROCEDURE p() a: BEGIN b:LOOP LEAVE b; END LOOP b; END a; c",
        {"CREATE PROCEDURE p() a: BEGIN b:LOOP LEAVE b; END LOOP b; END a", "c"}},
    {"FOR of MariaDB", MySql, "CREATE PROCEDURE p() BEGIN FOR i IN 1..3 DO a; END FOR; END; b",
        {"CREATE PROCEDURE p() BEGIN FOR i IN 1..3 DO a; END FOR; END", "b"}},
    {"type SET", MySql, "CREATE FUNCTION f() RETURNS SET('a') BEGIN RETURN 'a'; END; b",
        {"CREATE FUNCTION f() RETURNS SET('a') BEGIN RETURN 'a'; END", "b"}},
    {"package of Oracle mode", MySql,
        "CREATE PACKAGE BODY p AS v INT; FUNCTION f(a INT) RETURN INT AS BEGIN RETURN v; END; BEGIN v:=1; "
        "END; b",
        {"CREATE PACKAGE BODY p AS v INT; FUNCTION f(a INT) RETURN INT AS BEGIN RETURN v; END; BEGIN v:=1; "
         "END",
            "b"}},
    {"function of Oracle mode", MySql, "CREATE FUNCTION f(a INT) RETURN INT AS v INT; BEGIN RETURN v; END; b",
        {"CREATE FUNCTION f(a INT) RETURN INT AS v INT; BEGIN RETURN v; END", "b"}},
    {"executable comment", MySql, "/*!50000 a; b */; c", {"/*!50000 a; b */", "c"}},
    {"delimiter before a comment", MySql, "DELIMITER --\na--\nb; --\nDELIMITER ;\nc;d",
        {"a", "b;", "c", "d"}},
    {"quoted delimiter", MySql, "DELIMITER '//' x\na;b//c", {"a;b", "c"}},
    {"delimiter of two semicolons", MySql, "DELIMITER ;;\na;b;;\nDELIMITER ;\nc;d", {"a;b", "c", "d"}},
    {"forgotten terminator before DELIMITER", MySql, "a\nDELIMITER //\nb;//", {"a", "b;"}},
    {"DELIMITER as a name", MySql, "SELECT a\ndelimiter FROM t; b", {"SELECT a\ndelimiter FROM t", "b"}},
    {"\\G and \\g of mysql", MySql, "a\\G b\\g c", {"a", "b", "c"}},
    {"mysql command", MySql, "\\! ls; x\na", {"⟨unsupported client command: \\! ls; x⟩", "a"}},
    {"\\d of mysql", MySql, "\\d //\na;b//c", {"a;b", "c"}},
    {"GO needs a line of its own", SqlServer, "a\nGO b\nGO -- c\nd", {"a\nGO b", "d"}},
    {"GO inside quotes", SqlServer, "'\nGO\n'", {"'\nGO\n'"}},
    {"module up to GO", SqlServer, "CREATE OR ALTER PROC p AS a; b;\nGO\nc; d",
        {"CREATE OR ALTER PROC p AS a; b;", "c", "d"}},
    {"variables up to GO", SqlServer, "DECLARE @a int; SELECT @a\nGO\nb", {"DECLARE @a int; SELECT @a", "b"}},
    {"block of SQL Server", SqlServer, "BEGIN TRAN; a; BEGIN TRY b; c; END TRY; d",
        {"BEGIN TRAN", "a", "BEGIN TRY b; c; END TRY", "d"}},
    {"GO is a name elsewhere", PostgreSql, "a\nGO\nb", {"a\nGO\nb"}},
};

} // namespace

class TestSqlSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void splitsTheCollectedCases_data();
    void splitsTheCollectedCases();
    void splits_data();
    void splits();
    void findsTheStatementAtTheCursor_data();
    void findsTheStatementAtTheCursor();
    void findsTheStatementOfCopyData();
    void splitsAMegabyteInTime_data();
    void splitsAMegabyteInTime();
};

void TestSqlSplitter::splitsTheCollectedCases_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("pieces");
    const QJsonArray cases = test::sqlCases(QStringLiteral("split.json"));
    QVERIFY(cases.size() >= 55);
    for (const QJsonValue& value : cases) {
        QByteArrayList pieces;
        for (const QJsonValue& piece : value[u"pieces"].toArray())
            pieces << piece.toString().toUtf8();
        for (SqlDialect dialect : test::sqlDialects(value[u"dialect"]))
            QTest::addRow("%s %d", qPrintable(value[u"id"].toString()), static_cast<int>(dialect))
                << dialect << value[u"script"].toString().toUtf8() << pieces;
    }
}

void TestSqlSplitter::splitsTheCollectedCases()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, script);
    QTEST(piecesOf(script, dialect), "pieces");
}

void TestSqlSplitter::splits_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("pieces");
    for (const SplitCase& row : kSplitCases)
        QTest::newRow(row.name) << row.dialect << QByteArray(row.script) << row.pieces;
}

void TestSqlSplitter::splits()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, script);
    QTEST(piecesOf(script, dialect), "pieces");
}

void TestSqlSplitter::findsTheStatementAtTheCursor_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("script"); // the cursor is at the bar
    QTest::addColumn<QByteArray>("statement");
    const auto row = [](const char* name, SqlDialect dialect, const char* script, const char* statement) {
        QTest::newRow(name) << dialect << QByteArray(script) << QByteArray(statement);
    };
    row("at the start", Sqlite, "|a; b", "a");
    row("inside", Sqlite, "a; b|c; d", "bc");
    row("before the terminator", Sqlite, "a|; b", "a");
    row("behind the terminator", Sqlite, "a;| b", "a");
    row("further behind the terminator", Sqlite, "a;  | \nb", "a");
    row("at the next one", Sqlite, "a;|b", "b");
    row("on the next line", Sqlite, "a;\n|\nb", "");
    row("behind the last", Sqlite, "a;\n|", "");
    row("in a blank line inside", Sqlite, "a\n\n|\n\nb; c", "a\n\n\n\nb");
    row("below an open statement", Sqlite, "a\n\n|", "a");
    row("in a comment before", Sqlite, "a;\n-- x|\nb", "-- x\nb");
    row("in a comment behind the last", Sqlite, "a; -- x|", "a");
    row("before everything", Sqlite, "  |  a", "");
    row("in no statement", Sqlite, "|", "");
    row("in a trigger", Sqlite, "CREATE TRIGGER a BEGIN b; |c; END; d", "CREATE TRIGGER a BEGIN b; c; END");
    row("on a GO line", SqlServer, "a\nG|O\nb", "a");
    row("behind a GO line", SqlServer, "a\nGO\n|\nb", "");
    row("behind an own terminator", MySql, "DELIMITER //\na;b//|\nc", "a;b");
}

void TestSqlSplitter::findsTheStatementAtTheCursor()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, statement);
    const qsizetype cursor = script.indexOf('|');
    script.remove(cursor, 1);
    const auto range = statementAt(script, cursor, dialect);
    QCOMPARE(range.has_value(), !statement.isEmpty());
    if (range)
        QCOMPARE(script.mid(range->offset, range->length), statement);
}

void TestSqlSplitter::findsTheStatementOfCopyData()
{
    const QByteArray script = "COPY t FROM stdin;\n1\n2\n\\.\n\nb";
    const auto copy = statementAt(script, script.indexOf('2'), PostgreSql);
    QVERIFY(copy);
    QCOMPARE(copy->offset, 0);
    QVERIFY(!statementAt(script, script.indexOf("\n\nb") + 1, PostgreSql));
}

void TestSqlSplitter::splitsAMegabyteInTime_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<qsizetype>("size");
    constexpr qsizetype kLength = 1'000'000;
    QTest::newRow("statements") << Sqlite << QByteArray("a b;") << kLength / 4;
    QTest::newRow("terminators") << PostgreSql << QByteArray(";") << qsizetype{0};
    QTest::newRow("GO lines") << SqlServer << QByteArray("GO\n") << qsizetype{0};
    QTest::newRow("words like GO") << SqlServer << QByteArray("GO x\n") << qsizetype{1};
    QTest::newRow("delimiters in a word")
        << MySql << QByteArray("\ndelimiter $$\na$$a$$") << kLength / 20 * 2;
    QTest::newRow("blocks") << MySql << QByteArray("BEGIN NOT ATOMIC ") << qsizetype{1};
    QTest::newRow("backslashes") << PostgreSql << QByteArray("\\") << qsizetype{1};
    QTest::newRow("backslashes inside") << PostgreSql << QByteArray("a\\") << qsizetype{1};
    QTest::newRow("COPY") << PostgreSql << QByteArray("COPY FROM STDIN;\n") << qsizetype{1};
}

void TestSqlSplitter::splitsAMegabyteInTime()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, part);
    const QByteArray script = part.repeated(1'000'000 / part.size());
    QTEST(static_cast<qsizetype>(splitSql(script, dialect).size()), "size");
}

QTEST_APPLESS_MAIN(TestSqlSplitter)
#include "tst_sqlsplitter.moc"
