#include "models/schemamodel.h"

#include "support/schemas.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

using Kind = SchemaNode::Kind;

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
constexpr ConnectionId kShop{7};
constexpr ConnectionId kOther{8};

QModelIndex find(const QAbstractItemModel& model, Kind kind, const QString& name)
{
    const QModelIndexList found = model.match(
        model.index(0, 0), SchemaModel::NameRole, name, -1, Qt::MatchExactly | Qt::MatchRecursive);
    for (const QModelIndex& index : found) {
        if (Kind(index.data(SchemaModel::KindRole).toInt()) == kind)
            return index;
    }
    return {};
}

class Fixture
{
public:
    Fixture()
    {
        model.setConnection(kShop, {QStringLiteral("shop"), QStringLiteral("/data/shop.sqlite")});
        model.setSchema(kShop, std::make_shared<Schema>(shopSchema()));
    }

    SchemaModel model;
    QAbstractItemModelTester tester{&model, kFatal};
};

} // namespace

class TestSchemaModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysThatSchemaIsBeingRead();
    void showsTablesAndViewsWithTheirParts();
    void tellsWhatANodeStandsFor();
    void groupsTablesByTheirSchemas();
    void showsDefinitionInToolTipAsText();
    void showsEstimatesAndConstraints();
    void showsObjectsOfSchemasAndOfTheDatabase();
    void makesLinesWhenTheyAreAskedFor();
    void changesNothingForEqualSchema();
    void keepsNodesThatStayed();
    void followsNewOrderOfColumns();
    void takesDuplicateNames();
    void reachesAnySchemaFromAnyOther();
    void keepsSchemaWhenRefreshFails();
    void removesConnection();
    void ignoresUnknownConnection();
};

void TestSchemaModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestSchemaModel::saysThatSchemaIsBeingRead()
{
    SchemaModel model;
    model.setConnection(kShop, {QStringLiteral("shop")});
    QCOMPARE(linesOf(model), (QStringList{QStringLiteral("shop"), QStringLiteral("  Reading the schema…")}));
}

void TestSchemaModel::showsTablesAndViewsWithTheirParts()
{
    const Fixture fixture;
    const QStringList expected{
        QStringLiteral("shop"),
        QStringLiteral("  Tables (3)"),
        QStringLiteral("    customers"),
        QStringLiteral("      id | INTEGER · key"),
        QStringLiteral("      total | REAL · not null"),
        QStringLiteral("    orders"),
        QStringLiteral("      id | INTEGER · key"),
        QStringLiteral("      total | REAL · not null"),
        QStringLiteral("      Indexes (1)"),
        QStringLiteral("        by_total | unique · total, id"),
        QStringLiteral("      Triggers (1)"),
        QStringLiteral("        stamp"),
        QStringLiteral("    search | virtual"),
        QStringLiteral("      id | INTEGER · key"),
        QStringLiteral("      total | REAL · not null"),
        QStringLiteral("  Views (1)"),
        QStringLiteral("    sales"),
        QStringLiteral("      id | INTEGER · key"),
        QStringLiteral("      total | REAL · not null"),
    };
    QCOMPARE(linesOf(fixture.model), expected);
}

void TestSchemaModel::tellsWhatANodeStandsFor()
{
    const Fixture fixture;
    const QModelIndex index = find(fixture.model, Kind::Index, QStringLiteral("by_total"));
    QCOMPARE(index.data(SchemaModel::TableRole).value<TableName>(), TableName{QStringLiteral("orders")});
    QCOMPARE(ConnectionId(index.data(SchemaModel::ConnectionRole).toULongLong()), kShop);
    QVERIFY(find(fixture.model, Kind::KeyColumn, QStringLiteral("id")).isValid());
    QVERIFY(find(fixture.model, Kind::Column, QStringLiteral("total")).isValid());
    QVERIFY(find(fixture.model, Kind::View, QStringLiteral("sales")).isValid());
    QCOMPARE(fixture.model.index(0, 0).data(SchemaModel::TableRole).value<TableName>(), TableName());
}

void TestSchemaModel::groupsTablesByTheirSchemas()
{
    Schema schema;
    for (const char* const name : {"audit", "public"}) {
        SchemaTable table = tableOf(QStringLiteral("orders"));
        table.schema = QString::fromLatin1(name);
        table.foreignKeys = {{{QStringLiteral("id")}, {QStringLiteral("t"), QStringLiteral("public")},
            {QStringLiteral("id")}}};
        schema.tables.push_back(table);
    }
    Fixture fixture;
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QStringList lines = linesOf(fixture.model);
    QCOMPARE(lines.mid(0, 5),
        (QStringList{QStringLiteral("shop"), QStringLiteral("  audit"), QStringLiteral("    Tables (1)"),
            QStringLiteral("      orders"), QStringLiteral("        id | INTEGER · key · → public.t(id)")}));
    QCOMPARE(lines.at(6), QStringLiteral("    Views (0)"));
    QCOMPARE(lines.at(7), QStringLiteral("  public"));
    QVERIFY(lines.contains(QStringLiteral("        id | INTEGER · key · → t(id)")));
    const QModelIndex orders = find(fixture.model, Kind::Table, QStringLiteral("orders"));
    QCOMPARE(orders.data(SchemaModel::TableRole).value<TableName>().text(), QStringLiteral("audit.orders"));
    fixture.model.setSchema(kShop, std::make_shared<Schema>(shopSchema()));
    QCOMPARE(linesOf(fixture.model).at(1), QStringLiteral("  Tables (3)"));
}

void TestSchemaModel::showsDefinitionInToolTipAsText()
{
    Fixture fixture;
    Schema schema = shopSchema();
    schema.tables[0].definition = QStringLiteral("CREATE TABLE customers (\n  \"<b>\")");
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QString toolTip
        = find(fixture.model, Kind::Table, QStringLiteral("customers")).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(QStringLiteral("CREATE TABLE customers (\n  &quot;&lt;b&gt;&quot;)")),
        qPrintable(toolTip));
}

void TestSchemaModel::showsEstimatesAndConstraints()
{
    Fixture fixture;
    Schema schema;
    SchemaTable table = tableOf(QStringLiteral("orders"), SchemaTable::Kind::PartitionedTable);
    table.columns.resize(1);
    table.estimatedRows = 12'000;
    table.comment = QStringLiteral("what was bought");
    table.columns[0].comment = QStringLiteral("counts");
    table.constraints = {{QStringLiteral("positive"), QStringLiteral("CHECK (id > 0)")}};
    schema.tables = {table, tableOf(QStringLiteral("part"))};
    schema.tables[1].columns.clear();
    schema.tables[1].partitionOf = {QStringLiteral("orders")};
    schema.tables[1].estimatedRows = 1;
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QString rows = QLocale().toString(12'000);
    QCOMPARE(linesOf(fixture.model).mid(2, 5),
        (QStringList{QStringLiteral("    orders | ≈ %1 rows · partitioned").arg(rows),
            QStringLiteral("      id | INTEGER · key"), QStringLiteral("      Constraints (1)"),
            QStringLiteral("        positive | CHECK (id > 0)"),
            QStringLiteral("    part | ≈ 1 row · partition of orders")}));
    const QModelIndex orders = find(fixture.model, Kind::PartitionedTable, QStringLiteral("orders"));
    QVERIFY(orders.data(Qt::ToolTipRole).toString().contains(QStringLiteral("what was bought")));
    QVERIFY(fixture.model.index(0, 0, orders)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("counts")));
    QCOMPARE(find(fixture.model, Kind::Constraint, QStringLiteral("positive"))
                 .data(SchemaModel::ObjectRole)
                 .value<ObjectName>(),
        (ObjectName{ObjectKind::Constraint, QStringLiteral("positive"), {}, QStringLiteral("orders")}));
}

void TestSchemaModel::showsObjectsOfSchemasAndOfTheDatabase()
{
    const auto object = [](ObjectKind kind, const char* name, const char* schema,
                            const char* arguments = "") {
        return SchemaObject{
            {kind, QString::fromUtf8(name), QString::fromUtf8(schema), {}, QString::fromUtf8(arguments)},
            QStringLiteral("detail")};
    };
    Fixture fixture;
    Schema schema;
    schema.objects = {object(ObjectKind::Extension, "hstore", ""), object(ObjectKind::Role, "ann", ""),
        object(ObjectKind::Schema, "void", ""), object(ObjectKind::Function, "f", "s"),
        object(ObjectKind::Function, "f", "s", "integer"), object(ObjectKind::Sequence, "q", "s"),
        object(ObjectKind::Event, "e", "s")};
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(linesOf(fixture.model),
        (QStringList{QStringLiteral("shop"), QStringLiteral("  s"), QStringLiteral("    Tables (0)"),
            QStringLiteral("    Views (0)"), QStringLiteral("    Functions (2)"),
            QStringLiteral("      f() | detail"), QStringLiteral("      f(integer) | detail"),
            QStringLiteral("    Sequences (1)"), QStringLiteral("      q | detail"),
            QStringLiteral("    Events (1)"), QStringLiteral("      e | detail"), QStringLiteral("  void"),
            QStringLiteral("    Tables (0)"), QStringLiteral("    Views (0)"),
            QStringLiteral("  Extensions (1)"), QStringLiteral("    hstore | detail"),
            QStringLiteral("  Roles (1)"), QStringLiteral("    ann | detail")}));
    // Of two functions of one name the right one goes.
    const QModelIndex functions = find(fixture.model, Kind::ObjectGroup, QStringLiteral("Functions"));
    const QPersistentModelIndex second(fixture.model.index(1, 0, functions));
    schema.objects.erase(schema.objects.begin() + 3);
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    QVERIFY(second.isValid());
    QCOMPARE(second.data().toString(), QStringLiteral("f(integer)"));
}

void TestSchemaModel::makesLinesWhenTheyAreAskedFor()
{
    SchemaModel model;
    model.setConnection(kShop, {QStringLiteral("shop")});
    Schema schema = shopSchema();
    model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QModelIndex tables = model.index(0, 0, model.index(0, 0));
    const QPersistentModelIndex customers(model.index(0, 0, tables));
    QVERIFY(model.hasChildren(customers));
    QVERIFY(model.holds(customers, QStringLiteral("TOTAL")));
    QVERIFY(!model.isNamed(customers, QStringLiteral("total")));
    // Nobody has asked for the lines below it, so a change there is told by nobody.
    const QSignalSpy insertions(&model, &SchemaModel::rowsInserted);
    schema.tables[0].columns.push_back({QStringLiteral("note"), QStringLiteral("TEXT")});
    model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(insertions.size(), 0);
    QCOMPARE(model.rowCount(customers), 3);
    schema.tables[0].columns.push_back({QStringLiteral("more"), QStringLiteral("TEXT")});
    model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(insertions.size(), 1);
    QCOMPARE(model.rowCount(customers), 4);
    // One without parts was shown to have none, so its first is told.
    schema.tables.push_back(tableOf(QStringLiteral("zoo")));
    schema.tables.back().columns.clear();
    model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QPersistentModelIndex zoo(model.index(3, 0, tables));
    QVERIFY(!model.hasChildren(zoo));
    const QSignalSpy first(&model, &SchemaModel::rowsInserted);
    schema.tables.back().columns = schema.tables[1].columns;
    model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(first.size(), 1);
    QCOMPARE(model.rowCount(zoo), 2);
}

void TestSchemaModel::changesNothingForEqualSchema()
{
    Fixture fixture;
    const QSignalSpy changes(&fixture.model, &SchemaModel::dataChanged);
    const QSignalSpy insertions(&fixture.model, &SchemaModel::rowsInserted);
    const QSignalSpy removals(&fixture.model, &SchemaModel::rowsRemoved);
    const QSignalSpy resets(&fixture.model, &SchemaModel::modelReset);
    fixture.model.setSchema(kShop, std::make_shared<Schema>(shopSchema()));
    fixture.model.setConnection(kShop, {QStringLiteral("shop"), QStringLiteral("/data/shop.sqlite")});
    QCOMPARE(changes.size() + insertions.size() + removals.size() + resets.size(), 0);
}

void TestSchemaModel::keepsNodesThatStayed()
{
    Fixture fixture;
    const QPersistentModelIndex orders(find(fixture.model, Kind::Table, QStringLiteral("orders")));
    const QPersistentModelIndex stamp(find(fixture.model, Kind::Trigger, QStringLiteral("stamp")));
    const QPersistentModelIndex customers(find(fixture.model, Kind::Table, QStringLiteral("customers")));
    Schema schema = shopSchema();
    schema.tables.erase(schema.tables.begin());
    schema.tables.insert(schema.tables.begin(), {tableOf(QStringLiteral("a")), tableOf(QStringLiteral("b"))});
    schema.tables[2].columns.push_back({QStringLiteral("note"), QStringLiteral("TEXT")});
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    QVERIFY(!customers.isValid());
    QCOMPARE(orders.data().toString(), QStringLiteral("orders"));
    QCOMPARE(orders.row(), 2);
    QCOMPARE(fixture.model.index(2, 0, orders).data().toString(), QStringLiteral("note"));
    QCOMPARE(stamp.data().toString(), QStringLiteral("stamp"));
    QCOMPARE(
        fixture.model.index(0, 0, fixture.model.index(0, 0)).data().toString(), QStringLiteral("Tables (4)"));
}

void TestSchemaModel::followsNewOrderOfColumns()
{
    Fixture fixture;
    const QPersistentModelIndex total(find(fixture.model, Kind::Column, QStringLiteral("total")));
    Schema schema = shopSchema();
    std::swap(schema.tables[0].columns[0], schema.tables[0].columns[1]);
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(total.row(), 0);
    QCOMPARE(total.data().toString(), QStringLiteral("total"));
}

void TestSchemaModel::takesDuplicateNames()
{
    Fixture fixture;
    Schema schema = shopSchema();
    const SchemaColumn total = schema.tables[0].columns[1];
    schema.tables[0].columns = {total, total, total};
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    const QModelIndex customers = find(fixture.model, Kind::Table, QStringLiteral("customers"));
    QCOMPARE(fixture.model.rowCount(customers), 3);
    schema.tables[0].columns = {total, total};
    fixture.model.setSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(fixture.model.rowCount(find(fixture.model, Kind::Table, QStringLiteral("customers"))), 2);
}

void TestSchemaModel::reachesAnySchemaFromAnyOther()
{
    const QStringList letters{
        QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};
    const auto schemaOf = [&](int choice) {
        Schema schema;
        for (int i = 0; i < 4; ++i) {
            const int letter = (i + choice / 16) % 4;
            if (choice & (1 << letter))
                schema.tables.push_back(tableOf(letters[letter]));
        }
        return schema;
    };
    for (int from = 0; from < 64; ++from) {
        for (int to = 0; to < 64; ++to) {
            Fixture fixture;
            fixture.model.setSchema(kShop, std::make_shared<Schema>(schemaOf(from)));
            fixture.model.setSchema(kShop, std::make_shared<Schema>(schemaOf(to)));
            SchemaModel fresh;
            fresh.setConnection(kShop, {QStringLiteral("shop")});
            fresh.setSchema(kShop, std::make_shared<Schema>(schemaOf(to)));
            QCOMPARE(linesOf(fixture.model), linesOf(fresh));
        }
    }
}

void TestSchemaModel::keepsSchemaWhenRefreshFails()
{
    Fixture fixture;
    const QPersistentModelIndex orders(find(fixture.model, Kind::Table, QStringLiteral("orders")));
    fixture.model.setSchemaError(kShop, QStringLiteral("database is locked"));
    const QModelIndex message = fixture.model.index(0, 0, fixture.model.index(0, 0));
    QCOMPARE(message.data().toString(), QStringLiteral("database is locked"));
    QVERIFY(orders.isValid());
    fixture.model.setSchema(kShop, std::make_shared<Schema>(shopSchema()));
    QVERIFY(!find(fixture.model, Kind::Message, QStringLiteral("database is locked")).isValid());
    QVERIFY(orders.isValid());
}

void TestSchemaModel::removesConnection()
{
    Fixture fixture;
    fixture.model.setConnection(kOther, {QStringLiteral("other")});
    fixture.model.removeConnection(kShop);
    QCOMPARE(linesOf(fixture.model),
        (QStringList{QStringLiteral("other"), QStringLiteral("  Reading the schema…")}));
    fixture.model.removeConnection(kOther);
    QCOMPARE(fixture.model.rowCount(), 0);
}

void TestSchemaModel::ignoresUnknownConnection()
{
    Fixture fixture;
    const QStringList before = linesOf(fixture.model);
    fixture.model.setSchema(kOther, std::make_shared<Schema>(shopSchema()));
    fixture.model.setSchemaError(kOther, QStringLiteral("gone"));
    fixture.model.removeConnection(kOther);
    QCOMPARE(linesOf(fixture.model), before);
}

QTEST_GUILESS_MAIN(TestSchemaModel)
#include "tst_schemamodel.moc"
