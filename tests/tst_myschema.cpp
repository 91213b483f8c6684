#include "tests/support/mytest.h"

using namespace larder;

/// The schema of a real MariaDB server.
class TestMySchema : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTablesWithKeysIndexesAndTriggers();
    void tellsViewsWithTheirDefinition();
    void leavesOutTheSystem();
    void isNotKept();
};

void TestMySchema::tellsTablesWithKeysIndexesAndTriggers()
{
    exec("CREATE TABLE item(a int, b varchar(9) NOT NULL DEFAULT 'x', PRIMARY KEY (b, a), UNIQUE KEY u (a));"
         "CREATE TABLE part(id bigint unsigned PRIMARY KEY, b varchar(9), a int,"
         " FOREIGN KEY (b, a) REFERENCES item(b, a));"
         "CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW SET NEW.a = 1");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    const SchemaTable* const item = schema.value().table({QStringLiteral("item"), database()});
    QVERIFY(item);
    QCOMPARE(item->columns.size(), size_t(2));
    QCOMPARE(item->columns[0].type, QStringLiteral("int(11)"));
    QCOMPARE(item->columns[0].primaryKeyPosition, 2);
    QCOMPARE(item->columns[1],
        (SchemaColumn{QStringLiteral("b"), QStringLiteral("varchar(9)"), true, 1, QStringLiteral("'x'")}));
    QCOMPARE(item->indexes.size(), size_t(2));
    QCOMPARE(item->indexes[0].columns, (std::vector<QString>{QStringLiteral("b"), QStringLiteral("a")}));
    QVERIFY(item->indexes[1].unique);
    QCOMPARE(item->triggers, std::vector<QString>{QStringLiteral("t")});
    const SchemaTable* const part = schema.value().table({QStringLiteral("part"), database()});
    QVERIFY(part);
    QCOMPARE(part->foreignKeys.size(), size_t(1));
    QCOMPARE(part->foreignKeys[0].table, (TableName{QStringLiteral("item"), database()}));
    QCOMPARE(part->foreignKeys[0].columns, (std::vector<QString>{QStringLiteral("b"), QStringLiteral("a")}));
    QCOMPARE(part->foreignKeys[0].referencedColumns, part->foreignKeys[0].columns);
}

void TestMySchema::tellsViewsWithTheirDefinition()
{
    exec("CREATE TABLE t(a int); CREATE VIEW `odd``name` AS SELECT a FROM t");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    const SchemaTable* const view = schema.value().table({QStringLiteral("odd`name"), database()});
    QVERIFY(view);
    QCOMPARE(int(view->kind), int(SchemaTable::Kind::View));
    QVERIFY2(view->definition.startsWith(QStringLiteral("CREATE VIEW `%1`.`odd``name` AS\n").arg(database())),
        qPrintable(view->definition));
    QCOMPARE(view->columns.size(), size_t(1));
}

void TestMySchema::leavesOutTheSystem()
{
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    for (const SchemaTable& table : schema.value().tables)
        QVERIFY2(table.schema.startsWith(QStringLiteral("test")), qPrintable(table.schema));
}

// What the tokens stand for does not reach as far as definitions do; see MyTables.
void TestMySchema::isNotKept()
{
    exec("CREATE TABLE t(a int); CREATE VIEW v AS SELECT a FROM t");
    TestSession session(address());
    QVERIFY(session.schema());
    QVERIFY(session.engine().cache().entries().empty());
    exec("CREATE OR REPLACE VIEW v AS SELECT a AS b FROM t");
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    QCOMPARE(schema.value().table({QStringLiteral("v"), database()})->columns[0].name, QStringLiteral("b"));
}

QTEST_GUILESS_MAIN(TestMySchema)
#include "tst_myschema.moc"
