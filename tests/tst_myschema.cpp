#include "tests/support/mytest.h"

using namespace larder;

/// The schema of a real MariaDB server.
class TestMySchema : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTablesWithKeysIndexesAndTriggers();
    void tellsViewsWithTheirDefinition();
    void tellsConstraintsAsTheyAreMade();
    void tellsCommentsDefaultsAndEstimates();
    void tellsWhatLiesBesideTheTables();
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

void TestMySchema::tellsConstraintsAsTheyAreMade()
{
    exec("CREATE TABLE `par``ent`(id int PRIMARY KEY, n varchar(99), UNIQUE KEY u (n(10), id));"
         "CREATE TABLE t(a int, b int, d int CHECK (d > 0), CONSTRAINT c CHECK (b < d), CONSTRAINT fk "
         "FOREIGN KEY (a)"
         " REFERENCES `par``ent`(id) ON DELETE CASCADE ON UPDATE SET NULL,"
         " CONSTRAINT plain FOREIGN KEY (b) REFERENCES `par``ent`(id), KEY k (b DESC))");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    const auto constraints = [&](const char* table) {
        QStringList list;
        for (const SchemaConstraint& each :
            schema.value().table({QString::fromUtf8(table), database()})->constraints)
            list << each.name + u' ' + each.definition;
        return list;
    };
    QCOMPARE(constraints("par`ent"),
        (QStringList{
            QStringLiteral("PRIMARY PRIMARY KEY (`id`)"), QStringLiteral("u UNIQUE (`n`(10), `id`)")}));
    QCOMPARE(constraints("t"),
        (QStringList{QStringLiteral("fk FOREIGN KEY (`a`) REFERENCES `par``ent` (`id`) ON DELETE CASCADE"
                                    " ON UPDATE SET NULL"),
            QStringLiteral("plain FOREIGN KEY (`b`) REFERENCES `par``ent` (`id`)"),
            QStringLiteral("c CHECK (`b` < `d`)"), QStringLiteral("d CHECK (`d` > 0)")}));
    QCOMPARE(schema.value().table({QStringLiteral("t"), database()})->indexes.back(),
        (SchemaIndex{QStringLiteral("k"), false, {QStringLiteral("b DESC")}}));
}

void TestMySchema::tellsCommentsDefaultsAndEstimates()
{
    exec("CREATE TABLE t(id int AUTO_INCREMENT PRIMARY KEY COMMENT 'the number', n varchar(9) DEFAULT 'NULL',"
         " none int, g int AS (none + 1), w timestamp DEFAULT current_timestamp() ON UPDATE "
         "current_timestamp()"
         ") COMMENT 'it''s a table'; CREATE VIEW v AS SELECT 1;"
         "CREATE TABLE p(a int) PARTITION BY HASH (a) PARTITIONS 2;"
         "INSERT INTO t(none) SELECT seq FROM seq_1_to_500; ANALYZE TABLE t;");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    const SchemaTable* const table = schema.value().table({QStringLiteral("t"), database()});
    QVERIFY(table);
    QCOMPARE(table->comment, QStringLiteral("it's a table"));
    QCOMPARE(table->estimatedRows, std::optional<qint64>(500));
    QCOMPARE(table->columns[0].comment, QStringLiteral("the number"));
    QStringList defaults;
    for (const SchemaColumn& column : table->columns)
        defaults << column.defaultValue;
    QCOMPARE(defaults,
        (QStringList{QStringLiteral("auto_increment"), QStringLiteral("'NULL'"), QString(),
            QStringLiteral("`none` + 1"),
            QStringLiteral("current_timestamp() on update current_timestamp()")}));
    const SchemaTable* const view = schema.value().table({QStringLiteral("v"), database()});
    QVERIFY(view);
    QCOMPARE(view->comment, QString());
    QVERIFY(!view->estimatedRows);
    QCOMPARE(int(schema.value().table({QStringLiteral("p"), database()})->kind),
        int(SchemaTable::Kind::PartitionedTable));
}

void TestMySchema::tellsWhatLiesBesideTheTables()
{
    exec("CREATE FUNCTION f(a int, b varchar(9)) RETURNS int DETERMINISTIC COMMENT 'adds' RETURN a;"
         "CREATE PROCEDURE f(IN x int, OUT `y` text) SELECT 1; CREATE SEQUENCE s;"
         "CREATE EVENT once ON SCHEDULE AT '2030-01-01' DO SET @a = 1;"
         "CREATE EVENT often ON SCHEDULE EVERY 2 HOUR DISABLE COMMENT 'tick' DO SET @a = 1");
    TestSession session(address());
    const Result<Schema> schema = session.schema();
    QVERIFY(schema);
    QVERIFY(!schema.value().table({QStringLiteral("s"), database()}));
    QStringList lines;
    for (const SchemaObject& each : schema.value().objects) {
        if (each.name.schema == database() || each.name.name == database()) {
            lines << QStringLiteral("%1 %2(%3) %4 %5")
                         .arg(int(each.name.kind))
                         .arg(each.name.name, each.name.arguments, each.detail, each.comment);
        }
    }
    const auto line
        = [](ObjectKind kind, const QString& rest) { return QString::number(int(kind)) + u' ' + rest; };
    QCOMPARE(lines,
        (QStringList{line(ObjectKind::Schema, database() + QStringLiteral("()  ")),
            line(ObjectKind::Function,
                QStringLiteral("f(a int(11), b varchar(9)) int(11) · deterministic adds")),
            line(ObjectKind::Procedure, QStringLiteral("f(IN x int(11), OUT y text) procedure ")),
            line(ObjectKind::Sequence, QStringLiteral("s()  ")),
            line(ObjectKind::Event, QStringLiteral("often() every 2 HOUR · disabled tick")),
            line(ObjectKind::Event, QStringLiteral("once() at 2030-01-01 00:00:00 "))}));
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
