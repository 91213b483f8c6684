#include "app/sql/sqlitechannel.h"
#include "cache/rows/rowassembler.h"
#include "cache/rows/rowindex.h"
#include "cache/rows/rowrefill.h"
#include "tests/support/manualclock.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/tablerows.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using namespace larder::test;

namespace {

struct TableCase
{
    const char* name;
    const char* definition; ///< of t, whose key is "Id" or "Id" and Line
    bool twoColumns;
};

const TableCase kTables[]{
    {"rowid", "\"Id\" INTEGER PRIMARY KEY, Line, Name TEXT, v, r REAL)", false},
    {"integer", "\"Id\" INT PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"text", "\"Id\" TEXT PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"real", "\"Id\" REAL PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"numeric", "\"Id\" NUMERIC PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"any type", "\"Id\" PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"nocase", "\"Id\" TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"rtrim", "\"Id\" COLLATE RTRIM PRIMARY KEY NOT NULL, Line, Name TEXT, v, r REAL)", false},
    {"composite",
        "\"Id\" TEXT NOT NULL, Line INT NOT NULL, Name TEXT, v, r REAL, PRIMARY KEY (Line, \"Id\"))", true},
    {"without rowid",
        "\"Id\", Line TEXT COLLATE NOCASE, Name TEXT, v, r REAL, PRIMARY KEY (\"Id\", Line)) WITHOUT ROWID",
        true},
};

const QByteArrayList kLiterals{"1", "2", "5", "-1", "'5'", "'a'", "'A'", "'a '", "5.0", "1.5", "'1.5'",
    "x'61'", "x'35'", "''", "'O''Brien'", "9007199254740993", "9007199254740992.0", "0.1", "0"};
// More ways to ask than to store.
const QByteArrayList kOperands{"NULL", "0x5", "5e0", "+5", "\"a\"", "[a]", "'a' COLLATE NOCASE",
    "CAST('5' AS INT)", "abs(5)", "(5)", "-(1)", "05", "'5 '", "X'61'", "9223372036854775808", "-0.0"};
const QByteArrayList kColumnNames{"Id", "ID", "\"id\"", "[Id]", "Line", "name", "Name AS \"n\"", "v", "`v` x",
    "r 'a b'", "t.Id", "t.name", "rowid", "Name AS Id", "\"nosuch\"", "oid", "v AS r", "'v'", "main.t.v"};
const QByteArrayList kStarts{"*", "t.*", "*, Id"};

bool anyEntry(EntryId)
{
    return true;
}

QByteArray sortedRows(const ResultSet& result)
{
    QByteArrayList rows;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        QByteArrayList values;
        for (int column = 0; column < result.columnCount(); ++column)
            values << described(result.cell(row, column));
        rows << values.join(" | ");
    }
    std::sort(rows.begin(), rows.end());
    return rows.join('\n');
}

QStringList namesOf(const ResultSet& result)
{
    QStringList names;
    for (const ColumnInfo& column : result.columns())
        names << column.name;
    return names;
}

} // namespace

class TestSqliteRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_channel.reset(); }

    void rowsAnswerAsSqliteDoes_data() { addTables(); }
    void rowsAnswerAsSqliteDoes();
    void aRefillBringsTheRowsOfAList_data() { addTables(); }
    void aRefillBringsTheRowsOfAList();

private:
    static void addTables();
    void makeTable(const TableCase& table);
    void addEntries(RowIndex& index);
    void compareOne(const RowIndex& index);
    [[nodiscard]] StatementOutcome run(const QByteArray& sql, const std::vector<Parameter>& parameters = {});
    [[nodiscard]] QByteArray columns();
    [[nodiscard]] QByteArray operand(std::vector<Parameter>& parameters);
    [[nodiscard]] QByteArray condition(std::vector<Parameter>& parameters);
    size_t below(size_t limit) { return m_random() % limit; }
    QByteArray oneOf(const QByteArrayList& list) { return list[qsizetype(below(size_t(list.size())))]; }

    std::mt19937 m_random;
    std::unique_ptr<SqliteFixture> m_fixture;
    SqliteCancellation m_cancellation;
    std::unique_ptr<SqliteChannel> m_channel;
    QByteArrayList m_key;
    quint64 m_order = 0;
    int m_found = 0;
};

void TestSqliteRows::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_random.seed(1);
    m_order = 0;
    m_found = 0;
}

void TestSqliteRows::addTables()
{
    QTest::addColumn<int>("table");
    for (int i = 0; i < int(std::size(kTables)); ++i)
        QTest::newRow(kTables[i].name) << i;
}

void TestSqliteRows::makeTable(const TableCase& table)
{
    m_key = table.twoColumns ? QByteArrayList{"id", "line"} : QByteArrayList{"id"};
    if (QByteArray(table.definition).contains("(Line"))
        m_key = {"line", "id"};
    QByteArray script = QByteArray("BEGIN; CREATE TABLE t(") + table.definition + ';';
    const int rows = table.twoColumns ? 600 : 60;
    for (int i = 0; i < rows; ++i) {
        // An index of integers takes nothing else.
        const bool numbers = QByteArray(table.name) == "rowid";
        const QByteArray key = numbers ? QByteArray::number(qint64(below(12)) - 2) : oneOf(kLiterals);
        script += "INSERT OR IGNORE INTO t VALUES (" + key + ',' + oneOf(kLiterals) + ',' + oneOf(kLiterals)
            + ',' + (below(4) == 0 ? "NULL" : oneOf(kLiterals)) + ',' + oneOf(kLiterals) + ");";
    }
    m_fixture = std::make_unique<SqliteFixture>(script + "COMMIT;");
    auto channel
        = SqliteChannel::open(m_fixture->path(), SqliteConnection::Access::ReadOnly, {m_cancellation});
    QVERIFY(channel);
    m_channel = std::move(channel.value());
}

StatementOutcome TestSqliteRows::run(const QByteArray& sql, const std::vector<Parameter>& parameters)
{
    Statement statement{sql, parameters};
    statement.wantsRowSource = true;
    return m_channel->run(RunId(1), statement, m_cancellation, [](const ResultPtr&) {}).outcome;
}

QByteArray TestSqliteRows::columns()
{
    if (below(3) == 0)
        return oneOf(kStarts);
    QByteArrayList names;
    for (size_t count = 1 + below(4); count > 0; --count)
        names << oneOf(kColumnNames);
    return names.join(", ");
}

QByteArray TestSqliteRows::operand(std::vector<Parameter>& parameters)
{
    if (below(4) == 0)
        return oneOf(kOperands);
    const QByteArray literal = oneOf(kLiterals);
    if (below(3) != 0)
        return literal;
    const QByteArray name = "p" + QByteArray::number(parameters.size());
    parameters.push_back({name, valueFromLiteral(literal)});
    return ':' + name;
}

QByteArray TestSqliteRows::condition(std::vector<Parameter>& parameters)
{
    QByteArrayList comparisons;
    for (QByteArray name : m_key) {
        if (below(3) == 0)
            name = '"' + name.toUpper() + '"';
        if (below(3) == 0) {
            QByteArrayList operands;
            for (size_t count = 1 + below(5); count > 0; --count)
                operands << operand(parameters);
            comparisons << name + " IN (" + operands.join(',') + ')';
        } else {
            comparisons << name + " = " + operand(parameters);
        }
    }
    std::shuffle(comparisons.begin(), comparisons.end(), m_random);
    return comparisons.join(" AND ");
}

void TestSqliteRows::addEntries(RowIndex& index)
{
    const QByteArrayList wheres{
        "", " WHERE Line > 1", " WHERE Name = 'a' OR r > 1", " ORDER BY Name, 1 LIMIT 9"};
    for (int i = 0; i < 25; ++i) {
        const QByteArray sql = "SELECT " + columns() + " FROM t" + oneOf(wheres);
        const SqlRowQuery query = rowQuery(sql, SqlDialect::Sqlite);
        const StatementOutcome outcome = run(sql);
        // Not every table has a rowid.
        if (outcome.error || !query.isEligible())
            continue;
        const std::optional<RowSource>& source = outcome.facts.rowSource;
        if (!source)
            continue;
        QCOMPARE(source->table, QByteArray("main.t"));
        ++m_order;
        const RowFillOutcome added
            = index.add({EntryId(m_order), tableScope(), *source, outcome.result, m_order, 1});
        QVERIFY(added.suspects.empty());
        const bool plain = added.refusal == RowRefusal::None || added.refusal == RowRefusal::NoKey;
        QVERIFY2(plain, sql.constData());
    }
}

void TestSqliteRows::compareOne(const RowIndex& index)
{
    std::vector<Parameter> parameters;
    const QByteArray sql = "SELECT " + columns() + " FROM t WHERE " + condition(parameters);
    const SqlRowQuery query = rowQuery(sql, SqlDialect::Sqlite);
    const auto keys = query.key ? keysOf(*query.key, parameters) : std::nullopt;
    if (!keys)
        return;
    QCOMPARE(query.table, QByteArray("t"));
    const RowMatch match = index.find({tableScope(), query.key->columns, *keys, query.columns}, anyEntry);
    if (match.outcome != RowMatch::Outcome::Found)
        return;
    const StatementOutcome fresh = run(sql, parameters);
    QVERIFY2(fresh.result, sql.constData());
    const ResultPtr result = assembledRows(match.rows);
    QVERIFY2(namesOf(*result) == namesOf(*fresh.result), sql.constData());
    QVERIFY2(result->columns() == fresh.result->columns(), sql.constData());
    if (sortedRows(*result) != sortedRows(*fresh.result))
        qInfo("%s", sql.constData());
    QCOMPARE(sortedRows(*result), sortedRows(*fresh.result));
    ++m_found;
}

void TestSqliteRows::rowsAnswerAsSqliteDoes()
{
    QFETCH(int, table);
    makeTable(kTables[table]);
    const ManualClock clock;
    RowIndex index(clock);
    addEntries(index);
    for (int i = 0; i < 1'500 && !QTest::currentTestFailed(); ++i)
        compareOne(index);
    QVERIFY2(m_found > 50, QByteArray::number(m_found).constData());
}

void TestSqliteRows::aRefillBringsTheRowsOfAList()
{
    QFETCH(int, table);
    makeTable(kTables[table]);
    const QByteArray listSql = "SELECT v, Line, Id, Name FROM t ORDER BY 2, 3, Name";
    const StatementOutcome listed = run(listSql);
    const ResultPtr list = listed.result;
    const std::optional<RowSource>& source = listed.facts.rowSource;
    QVERIFY(source && list->rowCount() > 5);
    RowRefill refill{{"main", "t"}, m_key, {"v", "Line", "Id", "Name"}, {}};
    std::vector<qint64> numbers;
    for (qint64 row = 0; row < list->rowCount(); row += 2) {
        numbers.push_back(row);
        for (const int column : source->keyColumns) {
            const Cell cell = list->cell(row, column);
            refill.keys.push_back(cell.type == CellType::Integer ? Value(cell.integer)
                    : cell.type == CellType::Real                ? Value(cell.real)
                    : cell.type == CellType::Text                ? Value(Text{cell.bytes.toByteArray()})
                                                                 : Value(Blob{cell.bytes.toByteArray()}));
        }
    }
    const auto statement = refillStatement(refill, SqlDialect::Sqlite);
    const StatementOutcome same = run(statement->sql, statement->parameters);
    QVERIFY2(!same.error, statement->sql.constData());
    QCOMPARE(same.result->rowCount(), qint64(numbers.size()));
    QCOMPARE(refillVerdict(*list, numbers, source->keyColumns, *same.result), RefillVerdict::Same);

    m_fixture->exec("UPDATE t SET v = 'changed'");
    const ResultPtr changed = run(statement->sql, statement->parameters).result;
    QCOMPARE(refillVerdict(*list, numbers, source->keyColumns, *changed), RefillVerdict::Changed);

    m_fixture->exec("DELETE FROM t");
    const ResultPtr gone = run(statement->sql, statement->parameters).result;
    QCOMPARE(refillVerdict(*list, numbers, source->keyColumns, *gone), RefillVerdict::Gone);
}

QTEST_GUILESS_MAIN(TestSqliteRows)
#include "tst_sqliterows.moc"
