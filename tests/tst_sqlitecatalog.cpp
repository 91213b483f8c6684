#include "app/sql/sqlitecatalog.h"

#include "app/sql/sqlitestatement.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

const QByteArray kSchema = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, day TEXT);"
                           "CREATE VIEW names AS SELECT name FROM item;"
                           "CREATE VIEW days AS SELECT date(day) AS d FROM item;"
                           "CREATE VIEW lucky AS SELECT random() AS r FROM item;"
                           "CREATE TABLE gone(x); CREATE VIEW broken AS SELECT x FROM gone; DROP TABLE gone;"
                           "CREATE VIRTUAL TABLE search USING fts5(body);"
                           "CREATE TEMP TABLE basket(id);"
                           "CREATE TEMP VIEW over_basket AS SELECT id FROM basket;";

} // namespace

class TestSqliteCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void allowsPlainReads_data();
    void allowsPlainReads();
    void forbidsWhatMayAnswerOtherwise_data();
    void forbidsWhatMayAnswerOtherwise();
    void aFunctionOfTheApplicationIsUnknown();
    void aBuiltInReplacedByTheApplicationIsUnknown();
    void leavesViewsOutOfTheBaseTables();
    void looksAgainAfterAChange();
    void looksAgainWhereALookFailed();

private:
    SqliteAuthorizer::Record recordOf(const QByteArray& sql);
    std::optional<Reason> verdictOn(const QByteArray& sql);

    sqlite3* m_handle = nullptr;
    std::unique_ptr<SqliteAuthorizer> m_authorizer;
};

void TestSqliteCatalog::initTestCase()
{
    QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(m_handle, kSchema.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    m_authorizer = std::make_unique<SqliteAuthorizer>(m_handle);
}

void TestSqliteCatalog::cleanupTestCase()
{
    m_authorizer.reset();
    sqlite3_close(m_handle);
}

SqliteAuthorizer::Record TestSqliteCatalog::recordOf(const QByteArray& sql)
{
    m_authorizer->startRecord();
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement)
        QTest::qFail(qPrintable(errorText(statement.error())), __FILE__, __LINE__);
    return m_authorizer->record();
}

std::optional<Reason> TestSqliteCatalog::verdictOn(const QByteArray& sql)
{
    const SqliteAuthorizer::Record record = recordOf(sql);
    return SqliteCatalog(m_handle).forbidsCaching(record);
}

void TestSqliteCatalog::allowsPlainReads_data()
{
    QTest::addColumn<int>("dummy");
    for (const char* sql :
        {"SELECT * FROM item", "SELECT count(*) FROM ITEM", "SELECT name FROM names",
            "SELECT upper(name), abs(id), coalesce(day, '') FROM item", "SELECT group_concat(name) FROM item",
            "SELECT row_number() OVER (ORDER BY id) FROM item", "SELECT json_extract(name, '$.a') FROM item",
            "SELECT name FROM item WHERE name LIKE 'a%' OR name GLOB 'b*'", "SELECT date(day) FROM item",
            "SELECT printf('%d', id) FROM item",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n"})
        QTest::newRow(sql) << 0;
}

void TestSqliteCatalog::allowsPlainReads()
{
    const auto reason = verdictOn(QTest::currentDataTag());
    QVERIFY2(!reason, reason ? qPrintable(reasonText(*reason)) : "");
}

void TestSqliteCatalog::forbidsWhatMayAnswerOtherwise_data()
{
    QTest::addColumn<QString>("detail");
    const auto row
        = [](const char* sql, const char* detail) { QTest::newRow(sql) << QString::fromUtf8(detail); };
    row("SELECT * FROM sqlite_schema", "system or temporary table");
    row("SELECT name FROM sqlite_master", "system or temporary table");
    row("SELECT * FROM basket", "temp.basket is a system or temporary table");
    row("SELECT * FROM over_basket", "system or temporary table");
    row("SELECT * FROM search", "main.search is a virtual table");
    row("SELECT * FROM pragma_table_info('item')", "virtual table");
    row("SELECT value FROM json_each('[1]')", "virtual table");
    row("SELECT random() FROM item", "random()");
    row("SELECT r FROM lucky", "random()");
    row("SELECT hex(randomblob(4))", "randomblob()");
    row("SELECT changes()", "changes()");
    row("SELECT total_changes()", "total_changes()");
    row("SELECT last_insert_rowid()", "last_insert_rowid()");
    row("SELECT CURRENT_DATE", "current_date()");
    row("SELECT CURRENT_TIME", "current_time()");
    row("SELECT CURRENT_TIMESTAMP", "current_timestamp()");
    row("SELECT d FROM days", "date()");
}

void TestSqliteCatalog::forbidsWhatMayAnswerOtherwise()
{
    QFETCH(QString, detail);
    const auto reason = verdictOn(QTest::currentDataTag());
    QVERIFY(reason);
    QCOMPARE(int(reason->code), int(ReasonCode::Uncacheable));
    QVERIFY2(reason->detail.contains(detail), qPrintable(reason->detail));
}

void TestSqliteCatalog::aFunctionOfTheApplicationIsUnknown()
{
    const auto answer
        = [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 1); };
    QCOMPARE(sqlite3_create_function_v2(m_handle, "mine", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                 answer, nullptr, nullptr, nullptr),
        SQLITE_OK);
    const auto reason = verdictOn("SELECT mine()");
    QVERIFY(reason);
    QVERIFY2(reason->detail.contains(QStringLiteral("mine()")), qPrintable(reason->detail));
}

void TestSqliteCatalog::aBuiltInReplacedByTheApplicationIsUnknown()
{
    QVERIFY(!verdictOn("SELECT lower('A')"));
    const auto answer
        = [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 1); };
    QCOMPARE(sqlite3_create_function_v2(
                 m_handle, "lower", 1, SQLITE_UTF8, nullptr, answer, nullptr, nullptr, nullptr),
        SQLITE_OK);
    QVERIFY(verdictOn("SELECT lower('A')"));
}

void TestSqliteCatalog::leavesViewsOutOfTheBaseTables()
{
    SqliteCatalog catalog(m_handle);
    QCOMPARE(catalog.baseTables(recordOf("SELECT * FROM names, item").reads), QByteArrayList{"main.item"});
    QCOMPARE(catalog.baseTables({"main.zebra", "main.item"}), (QByteArrayList{"main.item", "main.zebra"}));
}

void TestSqliteCatalog::looksAgainAfterAChange()
{
    SqliteCatalog catalog(m_handle);
    catalog.load();
    QCOMPARE(sqlite3_exec(m_handle, "CREATE TABLE later(x)", nullptr, nullptr, nullptr), SQLITE_OK);
    const SqliteAuthorizer::Record record = recordOf("SELECT * FROM later");
    // What it does not know it forbids.
    QVERIFY(catalog.forbidsCaching(record));
    catalog.invalidate();
    QVERIFY(!catalog.forbidsCaching(record));
}

void TestSqliteCatalog::looksAgainWhereALookFailed()
{
    const SqliteAuthorizer::Record record = recordOf("SELECT abs(id) FROM item");
    SqliteCatalog catalog(m_handle);
    sqlite3_progress_handler(
        m_handle, 1, [](void*) { return 1; }, nullptr);
    const std::optional<Reason> verdict = catalog.forbidsCaching(record);
    sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
    QVERIFY(verdict);
    QVERIFY(!catalog.forbidsCaching(record));
}

QTEST_GUILESS_MAIN(TestSqliteCatalog)
#include "tst_sqlitecatalog.moc"
