#include "tests/support/odbctest.h"

using namespace larder;
using test::errorOf;

/// Tables, columns and keys as the drivers of real databases tell them.
class TestOdbcSchema : public test::OdbcTest
{
    Q_OBJECT

private Q_SLOTS:
    void readsTablesColumnsAndKeys_data() { addDrivers(); }
    void readsTablesColumnsAndKeys();
    void tellsTheSchemasOfPostgresApart();
    void saysWhyItTellsNoDefinition();
    void readsAnEmptyDatabase_data() { addDrivers(); }
    void readsAnEmptyDatabase();
};

void TestOdbcSchema::readsTablesColumnsAndKeys()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    for (const char* const sql :
        {"CREATE TABLE \"künd\"(id integer PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x')",
            "CREATE TABLE place(a integer, b integer, at timestamp, PRIMARY KEY (b, a))",
            "CREATE TABLE item(id integer PRIMARY KEY, owner integer REFERENCES \"künd\"(id), pb integer, pa "
            "integer,"
            " FOREIGN KEY (pb, pa) REFERENCES place(b, a))",
            "CREATE UNIQUE INDEX item_pair ON item(pa, pb)", "CREATE VIEW cheap AS SELECT id FROM item"})
        QCOMPARE(errorOf(session.run(sql)), QByteArray());
    const Result<Schema> schema = session.schema();
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    QCOMPARE(schema.value().tables.size(), size_t(4));
    const QString in = isPg ? QStringLiteral("public") : QString();
    const auto named = [&](const char* name) { return schema.value().table({QString::fromUtf8(name), in}); };
    const SchemaTable* const customer = named("künd");
    QVERIFY(customer);
    QCOMPARE(customer->columns.size(), size_t(2));
    QCOMPARE(customer->columns[0].name, QStringLiteral("id"));
    QCOMPARE(customer->columns[0].primaryKeyPosition, 1);
    QCOMPARE(customer->columns[1].notNull, true);
    QVERIFY(customer->columns[1].defaultValue.contains(u'x'));
    const SchemaTable* const place = named("place");
    QVERIFY(place);
    // SQLite's driver numbers them as the table has its columns.
    QCOMPARE(place->columns[0].primaryKeyPosition, isPg ? 2 : 1);
    QCOMPARE(place->columns[1].primaryKeyPosition, isPg ? 1 : 2);
    const SchemaTable* const item = named("item");
    QVERIFY(item);
    QCOMPARE(item->foreignKeys.size(), size_t(2));
    for (const SchemaForeignKey& key : item->foreignKeys) {
        const bool isPair = key.columns.size() == 2;
        QCOMPARE(key.table.name, isPair ? QStringLiteral("place") : QStringLiteral("künd"));
        QCOMPARE(key.table.schema, in);
        QCOMPARE(key.columns.front(), isPair ? QStringLiteral("pb") : QStringLiteral("owner"));
        QCOMPARE(key.referencedColumns.front(), isPair ? QStringLiteral("b") : QStringLiteral("id"));
    }
    const auto index = std::find_if(item->indexes.begin(), item->indexes.end(),
        [](const SchemaIndex& each) { return each.name == QStringLiteral("item_pair"); });
    QVERIFY(index != item->indexes.end());
    QVERIFY(index->unique);
    QCOMPARE(index->columns, (std::vector<QString>{QStringLiteral("pa"), QStringLiteral("pb")}));
    QVERIFY(named("cheap"));
    QCOMPARE(named("cheap")->kind, SchemaTable::Kind::View);
}

void TestOdbcSchema::tellsTheSchemasOfPostgresApart()
{
    exec("CREATE SCHEMA aside; CREATE TABLE aside.t(x int); CREATE TABLE t(a int, b int)");
    TestSession session(pg());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    QCOMPARE(schema.value().tables.size(), size_t(2));
    QCOMPARE(schema.value().table({QStringLiteral("t"), QStringLiteral("aside")})->columns.size(), size_t(1));
    QCOMPARE(
        schema.value().table({QStringLiteral("t"), QStringLiteral("public")})->columns.size(), size_t(2));
}

void TestOdbcSchema::saysWhyItTellsNoDefinition()
{
    TestSession session(sqlite());
    const auto definition = session.definition({ObjectKind::Table, QStringLiteral("t")});
    QVERIFY(!definition);
    QCOMPARE(definition.error().what, QStringLiteral("Cannot tell the definition of t"));
    QCOMPARE(definition.error().why, QStringLiteral("ODBC has no question for definitions."));
    QVERIFY(!definition.error().advice.isEmpty());
}

void TestOdbcSchema::readsAnEmptyDatabase()
{
    QFETCH(bool, isPg);
    TestSession session(address(isPg));
    const Result<Schema> schema = session.schema();
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    QVERIFY(schema.value().tables.empty());
}

QTEST_GUILESS_MAIN(TestOdbcSchema)
#include "tst_odbcschema.moc"
