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

class TestSqlLexer : public QObject
{
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

namespace {

struct TokenCase
{
    const char* name;
    SqlDialect dialect;
    const char* text;
    const char* kinds;
};

const TokenCase kTokenCases[]{
    {"statement", Generic, "SELECT a.b, 1;", "wBw.w.Bn;"},
    {"doubled quote", Generic, "'it''s' 'x", "sBs~"},
    {"backslash is ordinary", Sqlite, R"('a\'b)", "sw"},
    {"backslash escapes in MySQL", MySql, R"('a\'b')", "s"},
    {"backslash at the end", MySql, R"('a\)", "s~"},
    {"double quotes are a name", PostgreSql, R"("a""b")", "q"},
    {"double quotes are a string in MySQL", MySql, R"("a\"b")", "s"},
    {"backtick", MySql, R"(`a``\`)", "q"},
    {"bracket ends at the first", Sqlite, "[a]]", "q."},
    {"doubled bracket", SqlServer, "[a]]b]", "q"},
    {"brackets are no quotes in PostgreSQL", PostgreSql, "a[1]", "w.n."},
    {"prefixes", MySql, "X'3b'n'x'b'1'", "sss"},
    {"prefix is only a letter of its own", PostgreSql, "ax'1'", "ws"},
    {"E string", PostgreSql, R"(E'a\'b' e'\\')", "sBs"},
    {"E is a word elsewhere", Sqlite, R"(E'a\')", "ws"},
    {"E string goes on behind a line break", PostgreSql, "E'a' -- x\n 'b\\'c' d", "sBw"},
    {"E string does not go on in its line", PostgreSql, R"(E'a' 'b\' d)", "sBsBw"},
    {"Unicode escapes", PostgreSql, R"(U&'\0061' u&"b")", "sBq"},
    {"dollar quote", PostgreSql, "$$a;'$$ $x$ $$ $x$", "sBs"},
    {"dollar tag beyond ASCII", PostgreSql, "$é$;$é$", "s"},
    {"no dollar quote inside a name", PostgreSql, "a$$b$$", "w"},
    {"open dollar quote", PostgreSql, "$a$ $b$", "s~"},
    {"no dollar quotes in MySQL", MySql, "$$ a", "wBw"},
    {"numbers", Generic, "1 1.5 .5 1e5 1E-5 0x1F 1..2", "nBnBnBnBnBnBn.n"},
    {"name that begins with a digit", MySql, "1a 1e5 1_0", "wBnBw"},
    {"name glued to a number", PostgreSql, "1from", "nw"},
    {"SQLite parameters", Sqlite, "? ?12 :a @b $c $d::e(f) ::", "pBpBpBpBpBpB="},
    {"PostgreSQL parameters", PostgreSql, "$1 :a a::b x[1:n] ? @a", "pBpBw=wBw.n=w.B=B=w"},
    {"PostgreSQL cast of a string", PostgreSql, "'a'::b", "s=w"},
    {"MySQL parameters", MySql, "? :a l:LOOP", "pBpBw=w"},
    {"MySQL variables", MySql, "@a @@g.x @'b'", "vBv.wB=s"},
    {"SQL Server variables", SqlServer, "@a @@ROWCOUNT #t a#b", "vBvBwBw"},
    {"unknown engine's parameters", Generic, "? ?1 :a @b $c $1", "pBpBpBpBpBp"},
    {"line comment", Sqlite, "a--b\nc", "w-Bw"},
    {"carriage return ends a comment in PostgreSQL", PostgreSql, "--b\rc", "-Bw"},
    {"carriage return does not end a comment in SQLite", Sqlite, "--b\rc", "-"},
    {"dashes without a blank in MySQL", MySql, "5--1", "n==n"},
    {"dashes with a blank in MySQL", MySql, "5-- 1\n--", "n-B-"},
    {"hash comment in MySQL", MySql, "a#b\nc", "w-Bw"},
    {"hash operator in PostgreSQL", PostgreSql, "5#3", "n=n"},
    {"block comment", Sqlite, "/* a /* b */ c", "CBw"},
    {"nested block comment", PostgreSql, "/* a /* b */ c */d", "Cw"},
    {"open nested comment", PostgreSql, "/* a /* b */", "C~"},
    {"open comment", MySql, "/*/", "C~"},
    {"optimizer hint", MySql, "/*+ a */", "+"},
    {"executable comment", MySql, "/*!50000 a*/b", "<Bw>w"},
    {"MariaDB's executable comment", MySql, "/*M!100100 '*/' /* x */*/", "<BsBC>"},
    {"executable comment is a comment in SQLite", Sqlite, "/*!50000 a*/", "C"},
    {"operators", PostgreSql, "a<>b := c", "w==wB=Bw"},
    {"NULL of the old client", MySql, "\\N", "w"},
    {"backslash", PostgreSql, "\\d", "!w"},
    {"byte order mark at the start", PostgreSql,
        "\xEF\xBB\xBF"
        "a",
        "Bw"},
    {"byte order mark inside", PostgreSql,
        "a \xEF\xBB\xBF"
        "a",
        "wBw"},
    {"invalid UTF-8 is letters", Sqlite, "\xff\xfe\x80", "w"},
    {"control characters", Sqlite, "\x01\x02", "!!"},
};

} // namespace

void TestSqlLexer::tellsTokensApart_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kinds");
    for (const TokenCase& row : kTokenCases)
        QTest::newRow(row.name) << row.dialect << QByteArray(row.text) << QByteArray(row.kinds);
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
    QCOMPARE(lexer.next(), (SqlToken{SqlTokenKind::String, true, 0, 4}));
    static_cast<void>(lexer.next());
    const SqlToken name = lexer.next();
    QCOMPARE(name.offset, 5);
    QCOMPARE(lexer.text(name), QByteArrayView("é"));
}

void TestSqlLexer::staysAtTheEnd()
{
    SqlLexer lexer("a", Sqlite);
    static_cast<void>(lexer.next());
    QCOMPARE(lexer.next(), (SqlToken{SqlTokenKind::End, true, 1, 0}));
    QCOMPARE(lexer.next(), (SqlToken{SqlTokenKind::End, true, 1, 0}));
}

void TestSqlLexer::goesOnWhereItIsSent()
{
    SqlLexer lexer("'a' b", Sqlite);
    lexer.seek(4);
    QCOMPARE(lexer.next(), (SqlToken{SqlTokenKind::Word, true, 4, 1}));
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
