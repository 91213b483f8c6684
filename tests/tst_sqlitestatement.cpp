#include "app/sql/sqlitestatement.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

class TestSqliteStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { sqlite3_close(m_handle); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void preparesTheOneStatementOfATextOrSaysWhyNot_data();
    void preparesTheOneStatementOfATextOrSaysWhyNot();
    void runsNothingOfATextThatItRefuses();
    void bindsPlaceholdersByNameAndPlace_data();
    void bindsPlaceholdersByNameAndPlace();
    void bindsValuesExactly();
    void refusesWrongParameters_data();
    void refusesWrongParameters();
    void tellsWhereColumnsComeFrom();
    void tellsWhatColumnsAreDeclaredToHold();
    void leavesQuotedMarksAlone();

private:
    /// The single value of @p sql as text; "error: …" if it can't be had.
    QByteArray valueOf(const QByteArray& sql, const std::vector<Parameter>& parameters);

    sqlite3* m_handle = nullptr;
};

void TestSqliteStatement::initTestCase()
{
    QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(m_handle,
                 "CREATE TABLE t(id INTEGER PRIMARY KEY, \"größe\" DECIMAL(10,2)); CREATE VIEW v AS SELECT "
                 "id AS n FROM t",
                 nullptr, nullptr, nullptr),
        SQLITE_OK);
}

QByteArray TestSqliteStatement::valueOf(const QByteArray& sql, const std::vector<Parameter>& parameters)
{
    Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement)
        return "error: " + errorText(statement.error()).toUtf8();
    if (const auto error = statement.value().bind(parameters))
        return "error: " + errorText(*error).toUtf8();
    if (sqlite3_step(statement.value().get()) != SQLITE_ROW)
        return "error: no row";
    return QByteArray(reinterpret_cast<const char*>(sqlite3_column_text(statement.value().get(), 0)));
}

void TestSqliteStatement::preparesTheOneStatementOfATextOrSaysWhyNot_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("why");
    const auto row = [](const QByteArray& sql, const char* why) {
        QTest::newRow(sql.isEmpty() ? "empty" : sql.constData()) << sql << QString::fromUtf8(why);
    };
    row("SELECT 1", "");
    row("SELECT 1;", "");
    row("SELECT 1; ;; \n-- end", "");
    row("/* a */ SELECT 1 /* ; */; /* b", "");
    row("SELECT 'a;b'", "");
    row("", "no statement");
    row(" ; ; ", "no statement");
    row("-- only", "no statement");
    row("SELECT 1; SELECT 2", "more than one statement");
    row("SELECT 1; garbage", "more than one statement");
    row("SELEC 1", "syntax error");
    row(QByteArray("SELECT 1\0", 9), "NUL");
}

void TestSqliteStatement::preparesTheOneStatementOfATextOrSaysWhyNot()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, why);
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    QCOMPARE(bool(statement), why.isEmpty());
    if (!statement)
        QVERIFY2(statement.error().why.contains(why), qPrintable(errorText(statement.error())));
}

void TestSqliteStatement::runsNothingOfATextThatItRefuses()
{
    QVERIFY(!SqliteStatement::prepare(m_handle, "INSERT INTO t(id) VALUES (1); DELETE FROM t"));
    QCOMPARE(valueOf("SELECT count(*) FROM t", {}), QByteArray("0"));
}

void TestSqliteStatement::bindsPlaceholdersByNameAndPlace_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("names");
    const auto row = [](const char* sql, const QByteArrayList& names) {
        QTest::newRow(sql) << QByteArray(sql) << names;
    };
    row("SELECT 0 + :a", {"a"});
    row("SELECT @a", {"a"});
    row("SELECT $a", {"a"});
    row("SELECT $a::b", {"a::b"});
    row("SELECT ?", {"1"});
    row("SELECT ?1", {"1"});
    row("SELECT ?2", {"2"});
    row("SELECT ?001", {"001"});
    row("SELECT max(?3, :z)", {"3", "z"});
    row("SELECT max(?3, ?)", {"3", "4"});
    row("SELECT max(?, :z, ?)", {"1", "z", "3"});
    row("SELECT max(:a, @a)", {"a"});
}

// Every name gets the value 7.
void TestSqliteStatement::bindsPlaceholdersByNameAndPlace()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArrayList, names);
    std::vector<Parameter> parameters;
    for (const QByteArray& name : names)
        parameters.push_back({name, qint64(7)});
    QCOMPARE(valueOf(sql, parameters), QByteArray("7"));
}

void TestSqliteStatement::bindsValuesExactly()
{
    QCOMPARE(valueOf("SELECT hex(:v)", {{"v", Text{QByteArray("a\0\xff", 3)}}}), QByteArray("6100FF"));
    QCOMPARE(valueOf("SELECT typeof(:v) || length(:v)", {{"v", Blob{QByteArray()}}}), QByteArray("blob0"));
    QCOMPARE(valueOf("SELECT typeof(:v) || length(:v)", {{"v", Text{QByteArray()}}}), QByteArray("text0"));
    QCOMPARE(valueOf("SELECT typeof(:v)", {{"v", std::monostate()}}), QByteArray("null"));
    QCOMPARE(valueOf("SELECT :v", {{"v", std::numeric_limits<qint64>::min()}}),
        QByteArray("-9223372036854775808"));
    QCOMPARE(valueOf("SELECT typeof(:v) || (:v = 0.1)", {{"v", 0.1}}), QByteArray("real1"));
}

void TestSqliteStatement::refusesWrongParameters_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArrayList>("names");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");
    const QString missing = QStringLiteral("a parameter without a value");
    const QString unused = QStringLiteral("no such parameter");
    QTest::newRow("missing") << QByteArray("SELECT :a, :b") << QByteArrayList{"a"} << missing
                             << QStringLiteral("b");
    QTest::newRow("case") << QByteArray("SELECT :a") << QByteArrayList{"A"} << missing << QStringLiteral("a");
    QTest::newRow("missing place") << QByteArray("SELECT ?, ?") << QByteArrayList{"1"} << missing
                                   << QStringLiteral("2");
    QTest::newRow("unused") << QByteArray("SELECT :a") << QByteArrayList{"a", "b"} << unused
                            << QStringLiteral("b");
    QTest::newRow("unused place") << QByteArray("SELECT ?") << QByteArrayList{"1", "2"} << unused
                                  << QStringLiteral("2");
    QTest::newRow("with its mark") << QByteArray("SELECT :a") << QByteArrayList{":a"} << missing
                                   << QStringLiteral("a");
}

void TestSqliteStatement::refusesWrongParameters()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArrayList, names);
    QFETCH(QString, what);
    QFETCH(QString, why);
    std::vector<Parameter> parameters;
    for (const QByteArray& name : names)
        parameters.push_back({name, qint64(7)});
    Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    QVERIFY(statement);
    const auto error = statement.value().bind(parameters);
    QVERIFY(error);
    QVERIFY2(error->what.contains(what), qPrintable(error->what));
    QCOMPARE(error->why, why);
    QVERIFY(!error->advice.isEmpty());
}

void TestSqliteStatement::tellsWhereColumnsComeFrom()
{
    const Result<SqliteStatement> statement
        = SqliteStatement::prepare(m_handle, "SELECT v.n, t.\"größe\" AS g, 1 + 1 FROM v, t");
    QVERIFY(statement);
    const std::vector<ColumnInfo> expected{
        {QStringLiteral("n"), QStringLiteral("INTEGER"), QStringLiteral("t"), QStringLiteral("id"),
            Nullability::Unknown, true},
        {QStringLiteral("g"), QStringLiteral("DECIMAL(10,2)"), QStringLiteral("t"), QStringLiteral("größe"),
            Nullability::Nullable, false},
        {QStringLiteral("1 + 1")}};
    QVERIFY(statement.value().columns() == expected);
    const Result<SqliteStatement> write = SqliteStatement::prepare(m_handle, "DELETE FROM t");
    QVERIFY(write);
    QVERIFY(write.value().columns().empty());
}

void TestSqliteStatement::tellsWhatColumnsAreDeclaredToHold()
{
    QCOMPARE(sqlite3_exec(m_handle,
                 "CREATE TABLE pair(a TEXT, b TEXT NOT NULL, c, PRIMARY KEY(b, a)) WITHOUT ROWID;"
                 "CREATE TEMP TABLE pair2(a NOT NULL);"
                 "CREATE VIEW joined AS SELECT p.b, p.c, p.a || p.b AS both FROM pair AS p",
                 nullptr, nullptr, nullptr),
        SQLITE_OK);
    const auto seen = [this](const QByteArray& sql) {
        const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
        QByteArrayList columns;
        for (const ColumnInfo& each : statement.value().columns())
            columns << QByteArray::number(int(each.nullability)) + (each.inPrimaryKey ? "key" : "");
        return columns.join(' ');
    };
    QCOMPARE(seen("SELECT * FROM pair"), QByteArray("2key 2key 1"));
    QCOMPARE(seen("SELECT * FROM joined"), QByteArray("2key 1 0"));
    QCOMPARE(seen("SELECT rowid, *, count(*) FROM pair2"), QByteArray("0key 2 0"));
    QCOMPARE(seen("SELECT id FROM t UNION SELECT 1"), QByteArray("0key"));
}

void TestSqliteStatement::leavesQuotedMarksAlone()
{
    QCOMPARE(valueOf("SELECT ':a ?' -- :b\n", {}), QByteArray(":a ?"));
}

QTEST_GUILESS_MAIN(TestSqliteStatement)
#include "tst_sqlitestatement.moc"
