#include "models/rowlinks.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

const QByteArray kShop
    = "CREATE TABLE area(land TEXT, town TEXT, size REAL, PRIMARY KEY(land, town));"
      "CREATE TABLE shop(id INTEGER PRIMARY KEY, land TEXT, town TEXT, boss REFERENCES shop(id),"
      " FOREIGN KEY(land, town) REFERENCES area(land, town));"
      "INSERT INTO area VALUES ('it''s', 'Köln', 0.1), ('x', 'y', 2);"
      "INSERT INTO shop VALUES (1, 'it''s', 'Köln', NULL), (2, 'x', NULL, 1);"
      "CREATE VIEW both AS SELECT s.id, s.land AS l, s.town AS t, a.size FROM shop s JOIN area a USING "
      "(land);";

class Bench
{
public:
    void run(const QByteArray& sql) { rows = {session.run(sql).result}; }
    [[nodiscard]] const std::vector<ColumnInfo>& columns() const { return rows.result->columns(); }
    [[nodiscard]] std::vector<RowLink> from(int column) const { return linksFrom(columns(), column, schema); }
    [[nodiscard]] std::vector<RowLink> to(int column) const { return linksTo(columns(), column, schema); }
    /// The rows at the other end.
    [[nodiscard]] QByteArray followed(const RowLink& link, qint64 row)
    {
        const auto condition = linkCondition(link, rows, row, SqlDialect::Sqlite);
        if (!condition)
            return "nowhere";
        const RunOutcome outcome
            = session.run("SELECT * FROM " + link.table.name.toUtf8() + " WHERE " + condition->toUtf8());
        return outcome.error ? errorText(*outcome.error).toUtf8() : TestSession::rows(outcome.result);
    }

    SqliteFixture file{kShop};
    TestSession session{file.path()};
    Schema schema = session.schema().value();
    ArrangedRows rows;
};

} // namespace

class TestRowLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void followsAKeyOfSeveralColumnsFromEachOfThem();
    void findsTheRowsThatReferToOne();
    void aNullRefersToNothing();
    void aKeyThatIsNotWholeLeadsNowhere();
    void knowsTheWayFromAViewAndAJoin();
    void tellsTheTwoSidesOfASelfJoinApart();
    void tellsTablesOfDifferentSchemasApart();
    void followsTheRowAsItIsShown();
    void computedColumnsLeadNowhere();
};

void TestRowLinks::followsAKeyOfSeveralColumnsFromEachOfThem()
{
    Bench bench;
    bench.run("SELECT * FROM shop");
    QVERIFY(bench.from(0).empty());
    for (const int column : {1, 2}) {
        const auto links = bench.from(column);
        QCOMPARE(links.size(), size_t(1));
        QCOMPARE(links[0].table.name, QStringLiteral("area"));
        QCOMPARE(bench.followed(links[0], 0), QByteArray("'it''s','Köln',0.1"));
    }
    QCOMPARE(bench.followed(bench.from(3)[0], 1), QByteArray("1,'it''s','Köln',NULL"));
}

void TestRowLinks::findsTheRowsThatReferToOne()
{
    Bench bench;
    bench.run("SELECT * FROM area");
    auto links = bench.to(2);
    QCOMPARE(links.size(), size_t(1));
    QCOMPARE(links[0].table.name, QStringLiteral("shop"));
    QCOMPARE(bench.followed(links[0], 0), QByteArray("1,'it''s','Köln',NULL"));
    QCOMPARE(bench.followed(links[0], 1), QByteArray());
    bench.run("SELECT * FROM shop");
    links = bench.to(0);
    QCOMPARE(links.size(), size_t(1));
    QCOMPARE(bench.followed(links[0], 0), QByteArray("2,'x',NULL,1"));
}

void TestRowLinks::aNullRefersToNothing()
{
    Bench bench;
    bench.run("SELECT * FROM shop");
    QCOMPARE(bench.followed(bench.from(1)[0], 1), QByteArray("nowhere"));
    QCOMPARE(bench.followed(bench.from(3)[0], 0), QByteArray("nowhere"));
}

void TestRowLinks::aKeyThatIsNotWholeLeadsNowhere()
{
    Bench bench;
    bench.run("SELECT id, land FROM shop");
    QVERIFY(bench.from(1).empty());
    bench.run("SELECT land, size FROM area");
    QVERIFY(bench.to(0).empty());
}

void TestRowLinks::knowsTheWayFromAViewAndAJoin()
{
    Bench bench;
    bench.run("SELECT * FROM both ORDER BY id");
    QCOMPARE(bench.followed(bench.from(1)[0], 0), QByteArray("'it''s','Köln',0.1"));
    bench.run("SELECT area.size, shop.town, shop.land FROM shop JOIN area USING (land, town)");
    QCOMPARE(bench.followed(bench.from(1)[0], 0), QByteArray("'it''s','Köln',0.1"));
    QVERIFY(bench.from(0).empty());
}

void TestRowLinks::tellsTheTwoSidesOfASelfJoinApart()
{
    Bench bench;
    bench.run("SELECT a.land, a.town, b.land, b.town FROM shop a, shop b WHERE a.id = 2 AND b.id = 1");
    QCOMPARE(bench.followed(bench.from(0)[0], 0), QByteArray("nowhere"));
    QCOMPARE(bench.followed(bench.from(2)[0], 0), QByteArray("'it''s','Köln',0.1"));
    QCOMPARE(bench.from(3)[0].values, (std::vector<int>{2, 3}));
}

void TestRowLinks::followsTheRowAsItIsShown()
{
    Bench bench;
    bench.run("SELECT * FROM shop");
    bench.rows.order = std::make_shared<RowOrder>(RowOrder{1, 0});
    QCOMPARE(bench.followed(bench.from(3)[0], 0), QByteArray("1,'it''s','Köln',NULL"));
}

void TestRowLinks::computedColumnsLeadNowhere()
{
    Bench bench;
    bench.run("SELECT land || '', 1, boss + 0 FROM shop");
    for (const int column : {0, 1, 2}) {
        QVERIFY(bench.from(column).empty());
        QVERIFY(bench.to(column).empty());
    }
}

void TestRowLinks::tellsTablesOfDifferentSchemasApart()
{
    const auto text = [](const char* ascii) { return QString::fromLatin1(ascii); };
    Schema schema;
    for (const char* const name : {"a", "b"}) {
        SchemaTable table{text("t")};
        table.schema = text(name);
        table.foreignKeys = {{{text("x")}, {text("u"), text(name)}, {text("id")}}};
        schema.tables.push_back(table);
    }
    ColumnInfo x{text("x"), {}, text("t"), text("x")};
    x.originSchema = text("b");
    QCOMPARE(linksFrom({x}, 0, schema), (std::vector<RowLink>{{{text("u"), text("b")}, {text("id")}, {0}}}));
    ColumnInfo id{text("id"), {}, text("u"), text("id")};
    id.originSchema = text("a");
    QCOMPARE(linksTo({id}, 0, schema), (std::vector<RowLink>{{{text("t"), text("a")}, {text("x")}, {0}}}));
    id.originSchema = text("c");
    QVERIFY(linksTo({id}, 0, schema).empty());
    x.originSchema = text("c");
    QVERIFY(linksFrom({x}, 0, schema).empty());
}

QTEST_GUILESS_MAIN(TestRowLinks)
#include "tst_rowlinks.moc"
