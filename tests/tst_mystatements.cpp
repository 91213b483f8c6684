#include "models/arrangedrows.h"
#include "models/bytesink.h"
#include "models/rowlinks.h"
#include "models/sqltext.h"
#include "models/sqlwriter.h"
#include "models/tablequery.h"
#include "tests/support/errorof.h"
#include "tests/support/mytest.h"
#include "tests/support/results.h"

#include <QBuffer>

using namespace larder;
using test::errorOf;

/// The statements that Larder writes itself, on a real MariaDB server.
class TestMyStatements : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsTablesOfAnyName();
    void leavesFiltersAndOrdersOfUnknownTypesToTheGrid();
    void valuesComeBackExactly_data();
    void valuesComeBackExactly();
    void insertsMakeTheSameRows();
};

void TestMyStatements::readsTablesOfAnyName()
{
    exec("CREATE TABLE `we\"i``rd`(`a\"``b` int PRIMARY KEY); INSERT INTO `we\"i``rd` VALUES (2), (1)");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    TableState state{QStringLiteral("we\"i`rd"), QStringLiteral("`a\"``b` > 0")};
    state.schema = database();
    const auto query = TableQuery::make(state, schema.value(), {}, SqlDialect::MySql);
    QVERIFY(query);
    const RunOutcome rows = session.run(query.value().rows());
    QCOMPARE(errorOf(rows), QByteArray());
    QCOMPARE(TestSession::rows(rows.result), QByteArray("1\n2"));
    QCOMPARE(TestSession::rows(session.run(query.value().count()).result), QByteArray("2"));
}

void TestMyStatements::leavesFiltersAndOrdersOfUnknownTypesToTheGrid()
{
    TableState state{QStringLiteral("t"), QString()};
    state.filters.push_back({QStringLiteral("a"), QStringLiteral("=5")});
    state.orders.push_back({QStringLiteral("a"), Qt::DescendingOrder});
    const auto query = TableQuery::make(state, {}, {}, SqlDialect::MySql);
    QVERIFY(query);
    QCOMPARE(query.value().rows(), QByteArray("SELECT * FROM `t`\nWHERE (`a` IS NOT NULL)"));
    QVERIFY(!query.value().filtersExactly());
    QVERIFY(!query.value().sorts());
}

void TestMyStatements::valuesComeBackExactly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("type");
    QTest::addColumn<qint64>("integer");
    QTest::addColumn<double>("real");
    const auto text = [](const char* name, const QByteArray& bytes) {
        QTest::newRow(name) << bytes << int(CellType::Text) << qint64(0) << 0.0;
    };
    text("text", "it's \xc3\xbc \"x\" `y` %1 -- #");
    text("backslashes", "\\' OR 1=1 \\\\");
    text("empty", "");
    text("emoji", "\xf0\x9f\x98\x80");
    text("line break", "a\r\nb\tc");
    QTest::newRow("blob") << QByteArray("\0\xff'\\", 4) << int(CellType::Blob) << qint64(0) << 0.0;
    QTest::newRow("largest") << QByteArray() << int(CellType::Integer) << std::numeric_limits<qint64>::max()
                             << 0.0;
    QTest::newRow("smallest") << QByteArray() << int(CellType::Integer) << std::numeric_limits<qint64>::min()
                              << 0.0;
    for (const double real : {0.1, -1.0 / 3, 1e300, 5e-324, 2.0})
        QTest::addRow("%g", real) << QByteArray() << int(CellType::Real) << qint64(0) << real;
}

// Under both readings of a backslash.
void TestMyStatements::valuesComeBackExactly()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, type);
    QFETCH(qint64, integer);
    QFETCH(double, real);
    const Cell cell{CellType(type), integer, real, bytes};
    const auto literal = valueLiteral(cell, SqlDialect::MySql);
    QVERIFY(literal);
    TestSession session(address());
    for (const char* mode : {"", "NO_BACKSLASH_ESCAPES"}) {
        QCOMPARE(errorOf(session.run(QByteArray("SET SESSION sql_mode = '") + mode + '\'')), QByteArray());
        const RunOutcome outcome = session.run("SELECT " + literal->toUtf8());
        QCOMPARE(errorOf(outcome), QByteArray());
        QCOMPARE(test::described(*outcome.result).first(), test::described(cell));
    }
}

void TestMyStatements::insertsMakeTheSameRows()
{
    exec("CREATE TABLE `a``b`(id int PRIMARY KEY, t text, b blob, d double, n decimal(30,10), u bigint "
         "unsigned)"
         " CHARACTER SET utf8mb4;"
         "INSERT INTO `a``b` VALUES (1, 'it''s \\\\ \\n x', x'00ff27', 0.1, 12345678901234567890.0123456789,"
         " 18446744073709551615), (2, NULL, NULL, NULL, NULL, NULL), (3, '', '', -1e300, 0, 0);");
    TestSession session(address());
    const QByteArray all = "SELECT * FROM `a``b` ORDER BY id";
    const RunOutcome before = session.run(all);
    QCOMPARE(errorOf(before), QByteArray());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    {
        ByteSink sink(buffer);
        RowForm form{RowFormat::Sql};
        form.dialect = SqlDialect::MySql;
        SqlWriter writer(form, sink);
        writer.begin(before.result->columns());
        for (qint64 row = 0; row < before.result->rowCount(); ++row) {
            std::vector<Cell> cells;
            for (int column = 0; column < before.result->columnCount(); ++column)
                cells.push_back(before.result->cell(row, column));
            writer.writeRow(cells);
        }
        writer.finish();
        QVERIFY(sink.flush());
    }
    exec("DELETE FROM `a``b`");
    exec(buffer.data());
    const RunOutcome after = session.run(all);
    QCOMPARE(TestSession::rows(after.result), TestSession::rows(before.result));
    QCOMPARE(after.result->rowCount(), 3);
}

QTEST_GUILESS_MAIN(TestMyStatements)
#include "tst_mystatements.moc"
