#include "app/sql/sqliteschema.h"

#include "app/sql/sqliteconnection.h"
#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

Result<Schema> schemaOf(const QByteArray& script)
{
    const SqliteFixture file(script);
    const auto connection
        = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, std::chrono::seconds(5));
    if (!connection)
        return connection.error();
    return loadSqliteSchema(connection.value()->database());
}

QStringList namesOf(const Schema& schema)
{
    QStringList names;
    for (const SchemaTable& table : schema.tables)
        names << table.name;
    return names;
}

} // namespace

class TestSqliteSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anEmptyFileHasNoTables();
    void ordersByNameWithoutRegardToCase();
    void tellsKindsApart();
    void readsColumns();
    void readsGeneratedColumnsAndKeysOfSeveral();
    void readsIndexes();
    void readsEstimatesOfAnalyzedTables();
    void tellsTheStatementsOfATableAndOfItsParts();
    void saysThatNoStatementMadeAThing();
    void namesTriggersAtTheirTables();
    void readsForeignKeysOfOneAndOfSeveralColumns();
    void aForeignKeyWithoutColumnsStandsForThePrimaryKey();
    void aForeignKeyThatFitsNothingLeadsNowhere();
    void tellsTablesWithoutRowNumbers();
    void keepsCuriousNames();
    void aBrokenViewHidesNothingElse();
    void aMissingModuleHidesNothingElse();
};

void TestSqliteSchema::readsForeignKeysOfOneAndOfSeveralColumns()
{
    const Result<Schema> schema = schemaOf(
        "CREATE TABLE area(land, town, PRIMARY KEY(land, town)); CREATE TABLE \"a\"\"b\"(id PRIMARY KEY);"
        "CREATE TABLE shop(id INTEGER PRIMARY KEY, l, t, x REFERENCES \"a\"\"b\"(id),"
        " FOREIGN KEY(t, l) REFERENCES area(town, land));");
    QVERIFY(schema);
    const std::vector<SchemaForeignKey> expected{
        {{QStringLiteral("x")}, {QStringLiteral("a\"b")}, {QStringLiteral("id")}},
        {{QStringLiteral("t"), QStringLiteral("l")}, {QStringLiteral("area")},
            {QStringLiteral("town"), QStringLiteral("land")}}};
    QVERIFY(schema.value().table({QStringLiteral("SHOP")})->foreignKeys == expected);
    QVERIFY(schema.value().table({QStringLiteral("area")})->foreignKeys.empty());
}

void TestSqliteSchema::aForeignKeyWithoutColumnsStandsForThePrimaryKey()
{
    const Result<Schema> schema = schemaOf("CREATE TABLE area(town, land, PRIMARY KEY(land, town));"
                                           "CREATE TABLE shop(l, t, FOREIGN KEY(l, t) REFERENCES area);");
    QVERIFY(schema);
    const std::vector<SchemaForeignKey> expected{{{QStringLiteral("l"), QStringLiteral("t")},
        {QStringLiteral("area")}, {QStringLiteral("land"), QStringLiteral("town")}}};
    QVERIFY(schema.value().table({QStringLiteral("shop")})->foreignKeys == expected);
}

void TestSqliteSchema::aForeignKeyThatFitsNothingLeadsNowhere()
{
    const Result<Schema> schema = schemaOf("CREATE TABLE area(land, town, PRIMARY KEY(land, town));"
                                           "CREATE TABLE shop(l REFERENCES area, g REFERENCES gone);");
    QVERIFY(schema);
    const auto& keys = schema.value().table({QStringLiteral("shop")})->foreignKeys;
    QCOMPARE(keys.size(), size_t(2));
    QVERIFY(keys[0].referencedColumns.empty());
    QVERIFY(keys[1].referencedColumns.empty());
    QCOMPARE(keys[1].table.name, QStringLiteral("gone"));
}

void TestSqliteSchema::tellsTablesWithoutRowNumbers()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE a(k PRIMARY KEY) WITHOUT ROWID; CREATE TABLE b(k PRIMARY KEY);"
                   "CREATE VIEW v AS SELECT 1");
    QVERIFY(schema);
    QVERIFY(schema.value().table({QStringLiteral("a")})->withoutRowId);
    QVERIFY(!schema.value().table({QStringLiteral("b")})->withoutRowId);
    QVERIFY(!schema.value().table({QStringLiteral("v")})->withoutRowId);
    QVERIFY(!schema.value().table({QStringLiteral("c")}));
}

void TestSqliteSchema::anEmptyFileHasNoTables()
{
    const Result<Schema> schema = schemaOf("PRAGMA user_version = 1");
    QVERIFY(schema);
    QVERIFY(schema.value().tables.empty());
}

void TestSqliteSchema::ordersByNameWithoutRegardToCase()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE b(x); CREATE TABLE C(x); CREATE VIEW a AS SELECT 1;");
    QVERIFY(schema);
    QCOMPARE(namesOf(schema.value()),
        (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("C")}));
}

void TestSqliteSchema::tellsKindsApart()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE a(x INTEGER PRIMARY KEY AUTOINCREMENT);"
                   "CREATE VIEW b AS SELECT x FROM a; CREATE VIRTUAL TABLE c USING fts5(y);");
    QVERIFY(schema);
    const auto& tables = schema.value().tables;
    QCOMPARE(tables[0].kind, SchemaTable::Kind::Table);
    QCOMPARE(tables[1].kind, SchemaTable::Kind::View);
    QCOMPARE(tables[2].kind, SchemaTable::Kind::VirtualTable);
    QCOMPARE(tables[1].definition, QStringLiteral("CREATE VIEW b AS SELECT x FROM a"));
    QVERIFY(!namesOf(schema.value()).contains(QStringLiteral("sqlite_sequence")));
}

void TestSqliteSchema::readsColumns()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE a(id INTEGER PRIMARY KEY, name VARCHAR(10) NOT NULL DEFAULT 'x', z);"
                   "CREATE VIEW b AS SELECT id, name AS other FROM a;");
    QVERIFY(schema);
    const std::vector<SchemaColumn> table{{QStringLiteral("id"), QStringLiteral("INTEGER"), false, 1},
        {QStringLiteral("name"), QStringLiteral("VARCHAR(10)"), true, 0, QStringLiteral("'x'")},
        {QStringLiteral("z"), QString()}};
    QVERIFY(schema.value().tables[0].columns == table);
    QCOMPARE(schema.value().tables[1].columns.size(), size_t(2));
    QCOMPARE(schema.value().tables[1].columns[1].name, QStringLiteral("other"));
}

void TestSqliteSchema::readsGeneratedColumnsAndKeysOfSeveral()
{
    const Result<Schema> schema = schemaOf(
        "CREATE TABLE a(x, y, s AS (x + y) STORED, v AS (x - y), PRIMARY KEY(y, x)) WITHOUT ROWID;");
    QVERIFY(schema);
    const auto& columns = schema.value().tables[0].columns;
    QCOMPARE(columns.size(), size_t(4));
    QCOMPARE(columns[0].primaryKeyPosition, 2);
    QCOMPARE(columns[1].primaryKeyPosition, 1);
    QCOMPARE(columns[2].name, QStringLiteral("s"));
    QCOMPARE(columns[3].name, QStringLiteral("v"));
}

void TestSqliteSchema::readsIndexes()
{
    const Result<Schema> schema = schemaOf("CREATE TABLE a(x, y UNIQUE); CREATE INDEX i ON a(y, x);"
                                           "CREATE UNIQUE INDEX j ON a(lower(x), y); CREATE TABLE b(x);"
                                           "CREATE INDEX k ON b(x) WHERE x > 1;");
    QVERIFY(schema);
    const auto& indexes = schema.value().tables[0].indexes;
    QCOMPARE(indexes.size(), size_t(3));
    QVERIFY(
        (indexes[0] == SchemaIndex{QStringLiteral("i"), false, {QStringLiteral("y"), QStringLiteral("x")}}));
    QCOMPARE(indexes[1].name, QStringLiteral("j"));
    QVERIFY(indexes[1].unique);
    // An expression has no name of a column.
    QCOMPARE(indexes[1].columns, (std::vector<QString>{QString(), QStringLiteral("y")}));
    QVERIFY(indexes[2].unique);
    QCOMPARE(schema.value().tables[1].indexes.size(), size_t(1));
}

void TestSqliteSchema::namesTriggersAtTheirTables()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE Item(x); CREATE TABLE a(x); CREATE VIEW v AS SELECT x FROM a;"
                   "CREATE TRIGGER t2 AFTER INSERT ON item BEGIN SELECT 1; END;"
                   "CREATE TRIGGER t1 BEFORE DELETE ON item BEGIN SELECT 1; END;"
                   "CREATE TRIGGER t3 INSTEAD OF INSERT ON v BEGIN SELECT 1; END;");
    QVERIFY(schema);
    const auto& tables = schema.value().tables;
    QVERIFY(tables[0].triggers.empty());
    QCOMPARE(tables[1].triggers, (std::vector<QString>{QStringLiteral("t1"), QStringLiteral("t2")}));
    QCOMPARE(tables[2].triggers, std::vector<QString>{QStringLiteral("t3")});
}

void TestSqliteSchema::keepsCuriousNames()
{
    const Result<Schema> schema = schemaOf("CREATE TABLE \"a \"\"b'; --\"(\"select\", \"ü\U0001F600\"); "
                                           "CREATE INDEX \"i'\" ON \"a \"\"b'; --\"(\"select\");"
                                           "CREATE TABLE sqlite1(x);");
    QVERIFY(schema);
    QCOMPARE(namesOf(schema.value()), (QStringList{QStringLiteral("a \"b'; --"), QStringLiteral("sqlite1")}));
    const SchemaTable& table = schema.value().tables[0];
    QCOMPARE(table.columns.size(), size_t(2));
    QCOMPARE(table.columns[1].name, QStringLiteral("ü\U0001F600"));
    QCOMPARE(table.indexes[0].name, QStringLiteral("i'"));
}

void TestSqliteSchema::aBrokenViewHidesNothingElse()
{
    const Result<Schema> schema
        = schemaOf("CREATE TABLE a(x); CREATE TABLE gone(x); CREATE VIEW v AS SELECT x FROM gone;"
                   "CREATE VIEW w AS SELECT x FROM a; DROP TABLE gone;");
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    QCOMPARE(namesOf(schema.value()),
        (QStringList{QStringLiteral("a"), QStringLiteral("v"), QStringLiteral("w")}));
    QCOMPARE(schema.value().tables[0].columns.size(), size_t(1));
    QVERIFY(schema.value().tables[1].columns.empty());
    QCOMPARE(schema.value().tables[2].columns.size(), size_t(1));
}

// Files of programs that bring their own kinds of tables.
void TestSqliteSchema::aMissingModuleHidesNothingElse()
{
    const Result<Schema> schema = schemaOf("CREATE TABLE a(x); CREATE TABLE z(x); PRAGMA writable_schema = 1;"
                                           "INSERT INTO sqlite_schema VALUES ('table', 'm', 'm', 0,"
                                           " 'CREATE VIRTUAL TABLE m USING nosuchmodule(x)');");
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    QCOMPARE(namesOf(schema.value()),
        (QStringList{QStringLiteral("a"), QStringLiteral("m"), QStringLiteral("z")}));
    QCOMPARE(schema.value().tables[1].kind, SchemaTable::Kind::VirtualTable);
    QCOMPARE(schema.value().tables[0].columns.size(), size_t(1));
    QCOMPARE(schema.value().tables[2].columns.size(), size_t(1));
}

void TestSqliteSchema::readsEstimatesOfAnalyzedTables()
{
    const QByteArray script = "CREATE TABLE a(x); CREATE INDEX part ON a(x) WHERE x > 2; CREATE TABLE b(x);"
                              "INSERT INTO a VALUES (1), (2), (3); ";
    const auto before = schemaOf(script);
    QVERIFY(before);
    QVERIFY(!before.value().tables[0].estimatedRows);
    const auto after = schemaOf(script + "ANALYZE; INSERT INTO a VALUES (4)");
    QVERIFY(after);
    QCOMPARE(after.value().tables[0].estimatedRows, std::optional<qint64>(3));
    QVERIFY(!after.value().tables[1].estimatedRows);
}

void TestSqliteSchema::tellsTheStatementsOfATableAndOfItsParts()
{
    const SqliteFixture file("CREATE TABLE \"it's\"(x UNIQUE -- key\n); CREATE INDEX i ON \"it's\"(x);"
                             "CREATE TRIGGER tr AFTER INSERT ON \"it's\" BEGIN DELETE FROM \"it's\"; END;"
                             "CREATE VIEW v AS SELECT 1");
    const auto connection
        = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, std::chrono::seconds(5));
    QVERIFY(connection);
    const auto text = [&](ObjectKind kind, const char* name) {
        const auto definition
            = loadSqliteDefinition(connection.value()->database(), {kind, QString::fromUtf8(name)});
        return definition ? definition.value() : errorText(definition.error());
    };
    const QString index = QStringLiteral("CREATE INDEX i ON \"it's\"(x)\n;\n");
    const QString trigger
        = QStringLiteral("CREATE TRIGGER tr AFTER INSERT ON \"it's\" BEGIN DELETE FROM \"it's\"; END\n;\n");
    const QString table = text(ObjectKind::Table, "it's");
    QCOMPARE(table, QStringLiteral("CREATE TABLE \"it's\"(x UNIQUE -- key\n)\n;\n") + index + trigger);
    QCOMPARE(text(ObjectKind::Index, "i"), index);
    QCOMPARE(text(ObjectKind::Trigger, "tr"), trigger);
    QCOMPARE(text(ObjectKind::Table, "v"), QStringLiteral("CREATE VIEW v AS SELECT 1\n;\n"));
    const auto again = schemaOf(table.toUtf8());
    QVERIFY(again);
    QCOMPARE(again.value().tables[0].triggers.size(), size_t(1));
}

void TestSqliteSchema::saysThatNoStatementMadeAThing()
{
    const SqliteFixture file("CREATE TABLE t(x UNIQUE)");
    const auto connection
        = SqliteConnection::open(file.path(), SqliteConnection::Access::ReadOnly, std::chrono::seconds(5));
    QVERIFY(connection);
    for (const char* const name : {"gone", "sqlite_autoindex_t_1"}) {
        const auto definition = loadSqliteDefinition(
            connection.value()->database(), {ObjectKind::Index, QString::fromUtf8(name)});
        QVERIFY(!definition);
        QVERIFY(definition.error().what.contains(QString::fromUtf8(name)));
    }
}

QTEST_GUILESS_MAIN(TestSqliteSchema)
#include "tst_sqliteschema.moc"
