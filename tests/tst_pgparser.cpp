#include "app/sql/pgparser.h"
#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqlsplitter.h"
#include "tests/support/sqlcases.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <pg_query.h>

#include <random>

using namespace larder;

namespace {

/// What PostgreSQL's own parser makes of a text.
class Parsed
{
public:
    explicit Parsed(const QByteArray& sql)
    {
        const PgQueryParseResult result = pg_query_parse(sql.constData());
        m_isValid = !result.error;
        if (m_isValid)
            m_statements = QJsonDocument::fromJson(result.parse_tree)[QStringLiteral("stmts")].toArray();
        pg_query_free_parse_result(result);
        for (const QJsonValue& each : m_statements)
            look(each[QStringLiteral("stmt")]);
    }

    [[nodiscard]] bool isValid() const { return m_isValid; }
    [[nodiscard]] qsizetype count() const { return m_statements.size(); }
    /// Only plans are made, nothing is run.
    [[nodiscard]] bool isPlan() const
    {
        return m_statements.size() == 1 && m_kinds.contains(QStringLiteral("ExplainStmt")) && !m_runs;
    }
    /// What it does that is no read: a kind of statement, INTO or a lock; empty if nothing.
    [[nodiscard]] QString change() const
    {
        static const QSet<QString> reads{
            QStringLiteral("SelectStmt"), QStringLiteral("ExplainStmt"), QStringLiteral("VariableShowStmt")};
        const QSet<QString> others = QSet<QString>(m_kinds).subtract(reads);
        return others.isEmpty() ? QString() : *others.begin();
    }
    [[nodiscard]] bool readsTheClock() const { return m_readsTheClock; }
    /// Tables and views as written, but names of common table expressions.
    [[nodiscard]] QSet<QByteArray> tables() const { return QSet<QByteArray>(m_tables).subtract(m_common); }

private:
    // NOLINTNEXTLINE(misc-no-recursion): the tree is no deeper than the parser's own stack
    void look(const QJsonValue& value)
    {
        for (const QJsonValue& each : value.toArray())
            look(each);
        const QJsonObject node = value.toObject();
        for (auto member = node.begin(); member != node.end(); ++member) {
            const QString name = member.key();
            note(name, member.value());
            look(member.value());
        }
    }
    void note(const QString& name, const QJsonValue& value)
    {
        if (name.endsWith(QStringLiteral("Stmt")) || name == QStringLiteral("intoClause")
            || name == QStringLiteral("lockingClause"))
            m_kinds << name;
        if (name == QStringLiteral("DefElem")) {
            static const QStringList no{QStringLiteral("false"), QStringLiteral("off"), QStringLiteral("0")};
            const QJsonValue given = value[QStringLiteral("arg")];
            const QString text = given[QStringLiteral("String")][QStringLiteral("sval")].toString();
            const bool isZero = given.toObject().contains(QStringLiteral("Integer"))
                && given[QStringLiteral("Integer")][QStringLiteral("ival")].toInt() == 0;
            m_runs = m_runs
                || (value[QStringLiteral("defname")].toString() == QStringLiteral("analyze")
                    && !no.contains(text, Qt::CaseInsensitive) && !isZero);
        }
        if (name == QStringLiteral("ctename"))
            m_common << value.toString().toUtf8();
        if (name == QStringLiteral("SQLValueFunction"))
            m_readsTheClock = m_readsTheClock || value[QStringLiteral("op")].toString().contains(u"TIME")
                || value[QStringLiteral("op")].toString().contains(u"DATE");
        if (name == QStringLiteral("RangeVar")) {
            const QString schema = value[QStringLiteral("schemaname")].toString();
            m_tables << ((schema.isEmpty() ? QString() : schema + u'.')
                + value[QStringLiteral("relname")].toString())
                            .toUtf8();
        }
    }

    bool m_isValid = false;
    bool m_readsTheClock = false;
    /// By EXPLAIN ANALYZE.
    bool m_runs = false;
    QJsonArray m_statements;
    QSet<QString> m_kinds;
    QSet<QByteArray> m_tables;
    QSet<QByteArray> m_common;
};

QByteArrayList partsOf(const QByteArray& sql)
{
    static const QRegularExpression part(QStringLiteral("\\w+|\\s+|'[^']*'|\"[^\"]*\"|."),
        QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::DotMatchesEverythingOption);
    QByteArrayList parts;
    for (auto found = part.globalMatch(QString::fromUtf8(sql)); found.hasNext();)
        parts << found.next().captured().toUtf8();
    return parts;
}

/// Texts that are nearly PostgreSQL's, made of the parts of others.
class Texts
{
public:
    Texts()
    {
        for (const QJsonValue& each : test::sqlCases(QStringLiteral("classify.json")))
            add(each[QStringLiteral("dialect")], each[QStringLiteral("sql")].toString().toUtf8());
        for (const QJsonValue& each : test::sqlCases(QStringLiteral("split.json")))
            add(each[QStringLiteral("dialect")], each[QStringLiteral("script")].toString().toUtf8());
        for (const char* sql :
            {"SELECT a, count(*) FROM s.t AS x JOIN u USING (a) WHERE b IN (SELECT b FROM v) GROUP BY 1",
                "INSERT INTO t (a) SELECT a FROM u RETURNING a", "UPDATE t SET a = 1 FROM u WHERE t.b = u.b",
                "DELETE FROM t USING u WHERE t.a = u.a", "SELECT a INTO t FROM u",
                "SELECT a FROM t FOR UPDATE OF t",
                "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE", "EXPLAIN ANALYZE SELECT 1",
                "EXPLAIN (ANALYZE, COSTS off) DELETE FROM t", "TABLE t", "VALUES (1), (2)", "SHOW all",
                "WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a FROM x",
                "WITH x AS MATERIALIZED (SELECT a FROM t) SELECT * FROM x, LATERAL (SELECT 1) AS y",
                "SELECT current_timestamp, localtime", "CREATE TABLE t AS SELECT a FROM u",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; DELETE FROM v)",
                "DO $$ BEGIN DELETE FROM t; END $$", "COPY t TO stdout", "DECLARE c CURSOR FOR SELECT 1",
                "EXECUTE p", "CALL p()", "LOCK t", "SELECT U&'\\0061' UESCAPE '!', E'a\\'b', $x$ ; $x$, B'1'",
                "SELECT 1 OPERATOR(pg_catalog.+) 2, a::int[], ROW(1, 2), a[1:2], (t).a FROM ONLY t"})
            m_seeds << partsOf(sql);
    }

    [[nodiscard]] QByteArray next()
    {
        QByteArrayList parts = any();
        for (unsigned changes = m_random() % 4; changes > 0 && !parts.isEmpty(); --changes) {
            const auto place = qsizetype(m_random() % size_t(parts.size()));
            const QByteArrayList& other = any();
            const QByteArray& word = other[qsizetype(m_random() % size_t(other.size()))];
            switch (m_random() % 4) {
            case 0:
                parts[place] = word;
                break;
            case 1:
                parts.insert(place, word);
                break;
            case 2:
                parts.removeAt(place);
                break;
            default: // a whole one, where a part may stand
                parts.insert(place, '(' + other.join() + ')');
            }
        }
        return parts.join();
    }

private:
    void add(const QJsonValue& dialects, const QByteArray& sql)
    {
        const auto of = test::sqlDialects(dialects);
        if (std::find(of.begin(), of.end(), SqlDialect::PostgreSql) != of.end() && !sql.isEmpty()
            && !sql.contains('\0'))
            m_seeds << partsOf(sql);
    }
    [[nodiscard]] const QByteArrayList& any()
    {
        return m_seeds[qsizetype(m_random() % size_t(m_seeds.size()))];
    }

    QList<QByteArrayList> m_seeds;
    std::mt19937 m_random{1}; // NOLINT: the same texts each time
};

} // namespace

/// The scanner of SQL against PostgreSQL's own parser, which knows nothing of what is left out of it.
class TestPgParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void doubtsWhatIsNotOneRead_data();
    void doubtsWhatIsNotOneRead();
    void neverTakesAChangeForARead();
    void splitsWhereTheParserDoes();
};

void TestPgParser::doubtsWhatIsNotOneRead_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("isDoubted");
    const auto row
        = [](const QByteArray& sql, bool isDoubted) { QTest::newRow(sql.left(60)) << sql << isDoubted; };
    row("SELECT a FROM t", false);
    row("SELECT a FROM t;", false);
    row("TABLE t", false);
    row("VALUES (1), (2)", false);
    row("SELECT a FROM t WHERE b = $1 UNION ALL (SELECT a FROM u ORDER BY 1)", false);
    row("WITH x AS (SELECT a FROM t) SELECT * FROM x WHERE a IN (SELECT a FROM v)", false);
    row("SELECT '\"intoClause\":', 'InsertStmt\":', '{\"stmt\":', U&'\\0022intoClause\\0022:' AS "
        "\"\"\"DeleteStmt\"\":\"",
        false);
    row("", true);
    row("SELECT 1; SELECT 2", true);
    row("SELECT a INTO x FROM t", true);
    row("SELECT a AS INTO x FROM t", true);
    row("SELECT a FROM t FOR UPDATE", true);
    row("SELECT * FROM (SELECT a FROM t FOR KEY SHARE) AS x", true);
    row("WITH x AS (DELETE FROM t RETURNING a) SELECT a FROM x", true);
    row("EXPLAIN ANALYZE SELECT 1", true);
    row("SHOW work_mem", true);
    row("DO ''", true);
    row("SELECT FROM WHERE", true);
    row("SELECT '" + QByteArray(2 << 20, 'x') + '\'', true);
    row("SELECT " + QByteArray(50'000, '('), true);
}

void TestPgParser::doubtsWhatIsNotOneRead()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, isDoubted);
    const auto doubt = pgParserDoubt(sql);
    QVERIFY2(doubt.has_value() == isDoubted, doubt ? qPrintable(doubt->detail) : "not doubted");
}

void TestPgParser::neverTakesAChangeForARead()
{
    Texts texts;
    int reads = 0;
    int changes = 0;
    for (int i = 0; i < 60'000; ++i) {
        const QByteArray sql = texts.next();
        const Parsed parsed(sql);
        if (!parsed.isValid() || parsed.count() == 0)
            continue;
        const SqlClassification own = classifySql(sql, SqlDialect::PostgreSql);
        reads += own.cacheable ? 1 : 0;
        changes += parsed.change().isEmpty() ? 0 : 1;
        if (own.readOnly) {
            QVERIFY2(parsed.count() == 1, sql.constData());
            QVERIFY2(parsed.isPlan() || parsed.change().isEmpty(),
                sql + "\nis no read: " + parsed.change().toUtf8());
        }
        QVERIFY2(parsed.change().isEmpty() || pgParserDoubt(sql), sql.constData());
        if (own.cacheable) {
            QVERIFY2(!pgParserDoubt(sql), sql.constData());
            QVERIFY2(!parsed.readsTheClock(), sql.constData());
            const QSet<QByteArray> known(own.reads.begin(), own.reads.end());
            const QSet<QByteArray> missing = parsed.tables().subtract(known);
            QVERIFY2(missing.isEmpty(), missing.isEmpty() ? "" : sql + "\nreads " + *missing.begin());
        }
    }
    qInfo("%d reads to be kept, %d changes", reads, changes);
    QVERIFY(reads > 1'000 && changes > 1'000);
}

void TestPgParser::splitsWhereTheParserDoes()
{
    Texts texts;
    int scripts = 0;
    for (int i = 0; i < 60'000; ++i) {
        const QByteArray sql = texts.next() + "; " + texts.next();
        const Parsed parsed(sql);
        if (!parsed.isValid())
            continue;
        qsizetype own = 0;
        for (const SqlStatementRange& piece : splitSql(sql, SqlDialect::PostgreSql))
            own += piece.kind == SqlRangeKind::Statement ? 1 : 0;
        QVERIFY2(own == parsed.count(),
            sql + "\nhas " + QByteArray::number(parsed.count()) + " statements, not "
                + QByteArray::number(own));
        scripts += parsed.count() > 1 ? 1 : 0;
    }
    qInfo("%d scripts", scripts);
    QVERIFY(scripts > 1'000);
}

QTEST_GUILESS_MAIN(TestPgParser)
#include "tst_pgparser.moc"
