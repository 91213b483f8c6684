#include "app/sql/sqlitekeys.h"

#include "app/sql/sqlitestatement.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

const QByteArray kSchema
    = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, upper AS (upper(name)));"
      "CREATE TABLE line(\"No\" INT NOT NULL, item TEXT NOT NULL, n, PRIMARY KEY(item, \"No\"));"
      "CREATE TABLE nameless(x, y);"
      "CREATE TABLE folded(name TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, x);"
      "CREATE TABLE split(name TEXT COLLATE NOCASE NOT NULL, x, PRIMARY KEY(name COLLATE BINARY));"
      "CREATE TABLE bare(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID;"
      "CREATE VIEW names AS SELECT id, name FROM item;"
      "CREATE VIRTUAL TABLE search USING fts5(body);"
      "CREATE TABLE \"My Table\"(\"the key\" TEXT PRIMARY KEY NOT NULL);";

} // namespace

class TestSqliteKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void findsTheKeyAmongTheColumns_data();
    void findsTheKeyAmongTheColumns();
    void knowsNoRowsWhere_data();
    void knowsNoRowsWhere();
    void looksAgainAfterAChange();

private:
    [[nodiscard]] std::optional<RowSource> sourceOf(const QByteArray& sql);

    sqlite3* m_handle = nullptr;
    std::unique_ptr<SqliteAuthorizer> m_authorizer;
    std::unique_ptr<SqliteKeys> m_keys;
};

void TestSqliteKeys::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    QCOMPARE(sqlite3_open(":memory:", &m_handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(m_handle, kSchema.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    m_authorizer = std::make_unique<SqliteAuthorizer>(m_handle);
    m_keys = std::make_unique<SqliteKeys>(m_handle);
}

void TestSqliteKeys::cleanup()
{
    m_authorizer.reset();
    sqlite3_close(m_handle);
}

std::optional<RowSource> TestSqliteKeys::sourceOf(const QByteArray& sql)
{
    m_authorizer->startRecord();
    const Result<SqliteStatement> statement = SqliteStatement::prepare(m_handle, sql);
    if (!statement) {
        QTest::qFail(qPrintable(errorText(statement.error())), __FILE__, __LINE__);
        return std::nullopt;
    }
    const SqliteAuthorizer::Record record = m_authorizer->record();
    return m_keys->rowSource(statement.value().get(), record);
}

void TestSqliteKeys::findsTheKeyAmongTheColumns_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QList<int>>("keyColumns");
    QTest::addColumn<bool>("allColumns");
    const auto add = [](const char* name, const char* sql, const char* table, const QList<int>& keyColumns,
                         bool allColumns) {
        QTest::newRow(name) << QByteArray(sql) << QByteArray(table) << keyColumns << allColumns;
    };
    add("all", "SELECT * FROM item", "main.item", {0}, true);
    add("all, written out", "SELECT id, name, upper FROM item WHERE id > 3", "main.item", {0}, true);
    add("some", "SELECT name, id FROM item", "main.item", {1}, false);
    add("the rowid is the key", "SELECT rowid, name FROM item", "main.item", {0}, false);
    add("alias", "SELECT id AS name, name AS id FROM Item i", "main.item", {0}, false);
    add("two, in the order of the key", "SELECT * FROM line", "main.line", {1, 0}, true);
    add("folded case", "SELECT * FROM folded", "main.folded", {0}, true);
    add("without rowid", "SELECT a, b FROM bare", "main.bare", {1, 0}, true);
    add("quoted names", "SELECT * FROM \"My Table\"", "main.my table", {0}, true);
}

void TestSqliteKeys::findsTheKeyAmongTheColumns()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, table);
    QFETCH(QList<int>, keyColumns);
    QFETCH(bool, allColumns);
    const std::optional<RowSource> source = sourceOf(sql);
    QVERIFY(source);
    QCOMPARE(source->table, table);
    QCOMPARE(source->keyColumns, std::vector<int>(keyColumns.begin(), keyColumns.end()));
    QCOMPARE(source->allColumns, allColumns);
}

void TestSqliteKeys::knowsNoRowsWhere_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto add = [](const char* name, const char* sql) { QTest::newRow(name) << QByteArray(sql); };
    add("the key is missing", "SELECT name FROM item");
    add("a part of the key is missing", "SELECT item, n FROM line");
    add("the table has no key", "SELECT * FROM nameless");
    add("an expression", "SELECT id, name || '!' FROM item");
    add("two tables", "SELECT item.id, line.\"No\" FROM item, line");
    add("a view", "SELECT * FROM names");
    add("a virtual table", "SELECT rowid, body FROM search");
    // 'a' and 'A' are two rows there, and both are equal to 'a'.
    add("an index that compares otherwise", "SELECT * FROM split");
    add("no column", "DELETE FROM item");
}

void TestSqliteKeys::knowsNoRowsWhere()
{
    QFETCH(QByteArray, sql);
    QVERIFY(!sourceOf(sql));
}

void TestSqliteKeys::looksAgainAfterAChange()
{
    QVERIFY(sourceOf("SELECT * FROM bare")->allColumns);
    sqlite3_exec(m_handle, "ALTER TABLE bare ADD COLUMN c", nullptr, nullptr, nullptr);
    QVERIFY(sourceOf("SELECT a, b FROM bare")->allColumns);
    m_keys->invalidate();
    QVERIFY(!sourceOf("SELECT a, b FROM bare")->allColumns);
}

QTEST_APPLESS_MAIN(TestSqliteKeys)
#include "tst_sqlitekeys.moc"
