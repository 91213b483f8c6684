#include "cache/sql/sqllexer.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

Q_DECLARE_METATYPE(larder::SqlDialect)

namespace {

using enum SqlDialect;

// One letter per kind, in the order of the enum.
constexpr char kLetters[] = "EB-C+<>wqsnpv=.;!";

QByteArray kindsOf(QByteArrayView text, SqlDialect dialect)
{
    QByteArray kinds;
    SqlLexer lexer(text, dialect);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        kinds += kLetters[static_cast<int>(token.kind)];
        if (!token.closed)
            kinds += '~';
    }
    return kinds;
}

} // namespace

class TestSqlLexer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsTokensApart_data();
    void tellsTokensApart();
    void givesBytesOfUtf8();
    void staysAtTheEnd();
    void goesOnWhereItIsSent();
    void findsOwnTerminatorInsideWords();
    void tellsThatAnExecutableCommentIsOpen();
    void isLinear_data();
    void isLinear();
};

void TestSqlLexer::tellsTokensApart_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kinds");
    const auto row = [](const char* name, SqlDialect dialect, const char* text, const char* kinds) {
        QTest::newRow(name) << dialect << QByteArray(text) << QByteArray(kinds);
    };
    row("statement", Generic, "SELECT a.b, 1;", "wBw.w.Bn;");
    row("doubled quote", Generic, "'it''s' 'x", "sBs~");
    row("backslash is ordinary", Sqlite, R"('a\'b)", "sw");
    row("backslash escapes in MySQL", MySql, R"('a\'b')", "s");
    row("backslash at the end", MySql, R"('a\)", "s~");
    row("double quotes are a name", PostgreSql, R"("a""b")", "q");
    row("double quotes are a string in MySQL", MySql, R"("a\"b")", "s");
    row("backtick", MySql, R"(`a``\`)", "q");
    row("bracket ends at the first", Sqlite, "[a]]", "q.");
    row("doubled bracket", SqlServer, "[a]]b]", "q");
    row("brackets are no quotes in PostgreSQL", PostgreSql, "a[1]", "w.n.");
    row("prefixes", MySql, "X'3b'n'x'b'1'", "sss");
    row("prefix is only a letter of its own", PostgreSql, "ax'1'", "ws");
    row("E string", PostgreSql, R"(E'a\'b' e'\\')", "sBs");
    row("E is a word elsewhere", Sqlite, R"(E'a\')", "ws");
    row("E string goes on behind a line break", PostgreSql, "E'a' -- x\n 'b\\'c' d", "sBw");
    row("E string does not go on in its line", PostgreSql, R"(E'a' 'b\' d)", "sBsBw");
    row("Unicode escapes", PostgreSql, R"(U&'\0061' u&"b")", "sBq");
    row("dollar quote", PostgreSql, "$$a;'$$ $x$ $$ $x$", "sBs");
    row("dollar tag beyond ASCII", PostgreSql, "$é$;$é$", "s");
    row("no dollar quote inside a name", PostgreSql, "a$$b$$", "w");
    row("open dollar quote", PostgreSql, "$a$ $b$", "s~");
    row("no dollar quotes in MySQL", MySql, "$$ a", "wBw");
    row("numbers", Generic, "1 1.5 .5 1e5 1E-5 0x1F 1..2", "nBnBnBnBnBnBn.n");
    row("name that begins with a digit", MySql, "1a 1e5 1_0", "wBnBw");
    row("name glued to a number", PostgreSql, "1from", "nw");
    row("SQLite parameters", Sqlite, "? ?12 :a @b $c $d::e(f) ::", "pBpBpBpBpBpB=");
    row("PostgreSQL parameters", PostgreSql, "$1 :a a::b x[1:n] ? @a", "pBpBw=wBw.n=w.B=B=w");
    row("PostgreSQL cast of a string", PostgreSql, "'a'::b", "s=w");
    row("MySQL parameters", MySql, "? :a l:LOOP", "pBpBw=w");
    row("MySQL variables", MySql, "@a @@g.x @'b'", "vBv.wB=s");
    row("SQL Server variables", SqlServer, "@a @@ROWCOUNT #t a#b", "vBvBwBw");
    row("unknown engine's parameters", Generic, "? ?1 :a @b $c $1", "pBpBpBpBpBp");
    row("line comment", Sqlite, "a--b\nc", "w-Bw");
    row("carriage return ends a comment in PostgreSQL", PostgreSql, "--b\rc", "-Bw");
    row("carriage return does not end a comment in SQLite", Sqlite, "--b\rc", "-");
    row("dashes without a blank in MySQL", MySql, "5--1", "n==n");
    row("dashes with a blank in MySQL", MySql, "5-- 1\n--", "n-B-");
    row("hash comment in MySQL", MySql, "a#b\nc", "w-Bw");
    row("hash operator in PostgreSQL", PostgreSql, "5#3", "n=n");
    row("block comment", Sqlite, "/* a /* b */ c", "CBw");
    row("nested block comment", PostgreSql, "/* a /* b */ c */d", "Cw");
    row("open nested comment", PostgreSql, "/* a /* b */", "C~");
    row("open comment", MySql, "/*/", "C~");
    row("optimizer hint", MySql, "/*+ a */", "+");
    row("executable comment", MySql, "/*!50000 a*/b", "<Bw>w");
    row("MariaDB's executable comment", MySql, "/*M!100100 '*/' /* x */*/", "<BsBC>");
    row("executable comment is a comment in SQLite", Sqlite, "/*!50000 a*/", "C");
    row("operators", PostgreSql, "a<>b := c", "w==wB=Bw");
    row("NULL of the old client", MySql, "\\N", "w");
    row("backslash", PostgreSql, "\\d", "!w");
    row("byte order mark at the start", PostgreSql, "\xEF\xBB\xBF" "a", "Bw");
    row("byte order mark inside", PostgreSql, "a \xEF\xBB\xBF" "a", "wBw");
    row("invalid UTF-8 is letters", Sqlite, "\xff\xfe\x80", "w");
    row("control characters", Sqlite, "\x01\x02", "!!");
    QTest::newRow("NUL") << Sqlite << QByteArray("a\0'\0", 4) << QByteArray("w!s~");
}

void TestSqlLexer::tellsTokensApart()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QByteArray, text);
    QTEST(kindsOf(text, dialect), "kinds");
}

void TestSqlLexer::givesBytesOfUtf8()
{
    const QByteArray text = "'ä' é";
    SqlLexer lexer(text, Sqlite);
    QCOMPARE(lexer.next(), (SqlToken {SqlTokenKind::String, true, 0, 4}));
    static_cast<void>(lexer.next());
    const SqlToken name = lexer.next();
    QCOMPARE(name.offset, 5);
    QCOMPARE(lexer.text(name), QByteArrayView("é"));
}

void TestSqlLexer::staysAtTheEnd()
{
    SqlLexer lexer("a", Sqlite);
    static_cast<void>(lexer.next());
    QCOMPARE(lexer.next(), (SqlToken {SqlTokenKind::End, true, 1, 0}));
    QCOMPARE(lexer.next(), (SqlToken {SqlTokenKind::End, true, 1, 0}));
}

void TestSqlLexer::goesOnWhereItIsSent()
{
    SqlLexer lexer("'a' b", Sqlite);
    lexer.seek(4);
    QCOMPARE(lexer.next(), (SqlToken {SqlTokenKind::Word, true, 4, 1}));
    lexer.seek(99);
    QCOMPARE(lexer.next().kind, SqlTokenKind::End);
}

void TestSqlLexer::findsOwnTerminatorInsideWords()
{
    SqlLexer lexer("a$$'$$';$$", MySql);
    lexer.setTerminator("$$");
    QByteArray kinds;
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next())
        kinds += kLetters[static_cast<int>(token.kind)];
    QCOMPARE(kinds, QByteArray("w;s.;"));
}

void TestSqlLexer::tellsThatAnExecutableCommentIsOpen()
{
    SqlLexer lexer("/*!1", MySql);
    QCOMPARE(lexer.next().kind, SqlTokenKind::ExecutableOpen);
    QVERIFY(!lexer.next().closed);
}

void TestSqlLexer::isLinear_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("open dollar quotes") << QByteArray("$a$b");
    QTest::newRow("open comments") << QByteArray("/*");
    QTest::newRow("E strings") << QByteArray("E'a'\n");
    QTest::newRow("E strings and comments") << QByteArray("E''--\n");
    QTest::newRow("quotes") << QByteArray("'");
    QTest::newRow("parentheses") << QByteArray("(");
    QTest::newRow("SQLite variables") << QByteArray("$a(");
    QTest::newRow("colons") << QByteArray(":");
    QTest::newRow("digits") << QByteArray("1");
}

void TestSqlLexer::isLinear()
{
    QFETCH(QByteArray, part);
    const QByteArray text = part.repeated(300'000 / part.size());
    for (SqlDialect dialect : {Generic, Sqlite, PostgreSql, MySql, SqlServer}) {
        SqlLexer lexer(text, dialect);
        qsizetype length = 0;
        for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next())
            length += token.length;
        QCOMPARE(length, text.size()); // a quadratic scan would not get here in time
    }
}

QTEST_APPLESS_MAIN(TestSqlLexer)
#include "tst_sqllexer.moc"
