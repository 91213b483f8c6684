#include "tests/support/pgtest.h"

using namespace larder;

/// The tables of a real PostgreSQL server.
class TestPgSchema : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void loadsAllKindsOfTables();
    void loadsColumnsKeysAndIndexes();
    void loadsCommentsAndEstimates();
    void loadsWhatIsBesideTheTables();
    void loadsTablesOfEqualNames();
    void loadsThousandsOfTables();
    void findsRowsByTheirKeys();
    void findsNoRowsWhereTheKeyDoesNotTellThemApart_data();
    void findsNoRowsWhereTheKeyDoesNotTellThemApart();

private:
    [[nodiscard]] static const SchemaTable* table(const Schema& schema, const char* in, const char* name)
    {
        for (const SchemaTable& each : schema.tables) {
            if (each.schema == QString::fromUtf8(in) && each.name == QString::fromUtf8(name))
                return &each;
        }
        return nullptr;
    }
};

void TestPgSchema::loadsAllKindsOfTables()
{
    exec("CREATE TABLE t(a int); CREATE VIEW v AS SELECT a FROM t; CREATE MATERIALIZED VIEW m AS SELECT 1 AS "
         "a;"
         "CREATE TABLE p(x int) PARTITION BY LIST (x); CREATE TABLE p1 PARTITION OF p DEFAULT");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    QStringList names;
    for (const SchemaTable& each : schema.value().tables)
        names << each.schema + u'.' + each.name;
    QCOMPARE(names.join(u' '), QStringLiteral("public.m public.p public.p1 public.t public.v"));
    QCOMPARE(int(table(schema.value(), "public", "v")->kind), int(SchemaTable::Kind::View));
    QCOMPARE(int(table(schema.value(), "public", "m")->kind), int(SchemaTable::Kind::MaterializedView));
    QCOMPARE(int(table(schema.value(), "public", "p")->kind), int(SchemaTable::Kind::PartitionedTable));
    QCOMPARE(table(schema.value(), "public", "p1")->partitionOf.text(), QStringLiteral("public.p"));
    QVERIFY(table(schema.value(), "public", "t")->partitionOf.name.isEmpty());
}

void TestPgSchema::loadsColumnsKeysAndIndexes()
{
    exec("CREATE TABLE t(a int, b varchar(5) NOT NULL DEFAULT 'x', gone int, PRIMARY KEY (b, a));"
         "ALTER TABLE t DROP gone; CREATE TABLE c(x varchar(5), y int, FOREIGN KEY (x, y) REFERENCES t);"
         "CREATE INDEX c_i ON c (lower(x), y DESC);"
         "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
         "CREATE TRIGGER tr BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION f()");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    const SchemaTable& t = *table(schema.value(), "public", "t");
    QCOMPARE(t.columns,
        (std::vector<SchemaColumn>{{text("a"), text("integer"), true, 2},
            {text("b"), text("character varying(5)"), true, 1, text("'x'::character varying")}}));
    QCOMPARE(t.indexes, (std::vector<SchemaIndex>{{text("t_pkey"), true, {text("b"), text("a")}}}));
    const SchemaTable& c = *table(schema.value(), "public", "c");
    QCOMPARE(c.foreignKeys,
        (std::vector<SchemaForeignKey>{
            {{text("x"), text("y")}, {text("t"), text("public")}, {text("b"), text("a")}}}));
    QCOMPARE(
        c.indexes, (std::vector<SchemaIndex>{{text("c_i"), false, {text("lower(x::text)"), text("y")}}}));
    QCOMPARE(c.triggers, std::vector<QString>{text("tr")});
    QCOMPARE(c.constraints,
        (std::vector<SchemaConstraint>{{text("c_x_y_fkey"), text("FOREIGN KEY (x, y) REFERENCES t(b, a)")}}));
}

void TestPgSchema::loadsCommentsAndEstimates()
{
    exec("CREATE TABLE t(a int); INSERT INTO t SELECT generate_series(1, 1234); CREATE TABLE empty(a int);"
         "CREATE TABLE unknown(a int); COMMENT ON TABLE t IS 'rows'; COMMENT ON COLUMN t.a IS 'number';"
         "ANALYZE t; ANALYZE empty");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    const SchemaTable& t = *table(schema.value(), "public", "t");
    QCOMPARE(t.comment, QStringLiteral("rows"));
    QCOMPARE(t.columns[0].comment, QStringLiteral("number"));
    QCOMPARE(t.estimatedRows, std::optional<qint64>(1234));
    QCOMPARE(table(schema.value(), "public", "empty")->estimatedRows, std::optional<qint64>(0));
    QVERIFY(!table(schema.value(), "public", "unknown")->estimatedRows);
}

void TestPgSchema::loadsWhatIsBesideTheTables()
{
    exec("CREATE SCHEMA s; COMMENT ON SCHEMA s IS 'void';"
         "CREATE FUNCTION s.f(a int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';"
         "CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
         "CREATE PROCEDURE s.p() LANGUAGE sql AS 'SELECT 1';"
         "CREATE AGGREGATE s.total(integer) (SFUNC = int4pl, STYPE = integer);"
         "CREATE SEQUENCE s.q AS smallint; CREATE TYPE s.mood AS ENUM ('sad', 'ok');"
         "CREATE TABLE s.t(id int GENERATED ALWAYS AS IDENTITY); CREATE EXTENSION hstore");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    QStringList lines;
    for (const SchemaObject& each : schema.value().objects) {
        lines << QStringLiteral("%1 %2.%3(%4) %5 %6")
                     .arg(int(each.name.kind))
                     .arg(each.name.schema, each.name.name, each.name.arguments, each.detail, each.comment)
                     .trimmed();
    }
    const auto line = [](ObjectKind kind, const char* rest) {
        return QString::number(int(kind)) + u' ' + QString::fromUtf8(rest);
    };
    for (const QString& expected : {line(ObjectKind::Schema, ".s()  void"),
             line(ObjectKind::Function, "s.f(a integer, text) integer · sql"),
             line(ObjectKind::Function, "s.f() integer · sql"),
             line(ObjectKind::Procedure, "s.p() procedure · sql"),
             line(ObjectKind::Sequence, "s.q() smallint"), line(ObjectKind::Type, "s.mood() enum · sad, ok"),
             line(ObjectKind::Role, ".postgres() superuser · login · replication"),
             line(ObjectKind::Database,
                 ".postgres() owner: postgres default administrative connection database"),
             line(ObjectKind::Aggregate, "s.total(integer) aggregate · integer · internal")})
        QVERIFY2(lines.contains(expected), qPrintable(expected + u'\n' + lines.join(u'\n')));
    // Neither the sequence of the identity column nor what belongs to the extension.
    QCOMPARE(lines.filter(QStringLiteral("t_id_seq")).size(), 0);
    QCOMPARE(lines.filter(QStringLiteral("hstore")).size(), 1);
}

void TestPgSchema::loadsTablesOfEqualNames()
{
    exec("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t(x int); CREATE TABLE b.t(y int)");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    QCOMPARE(schema.value().tables.size(), size_t(2));
    QCOMPARE(table(schema.value(), "a", "t")->columns[0].name, QStringLiteral("x"));
    QCOMPARE(table(schema.value(), "b", "t")->columns[0].name, QStringLiteral("y"));
}

void TestPgSchema::loadsThousandsOfTables()
{
    exec(
        "DO $$ BEGIN FOR i IN 1..2000 LOOP EXECUTE format('CREATE TABLE t%s(id int PRIMARY KEY, v text)', i);"
        " IF i % 500 = 0 THEN COMMIT; END IF; END LOOP; END $$");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    QCOMPARE(schema.value().tables.size(), size_t(2000));
    for (const SchemaTable& each : schema.value().tables)
        QCOMPARE(each.columns.size(), size_t(2));
}

void TestPgSchema::findsRowsByTheirKeys()
{
    exec("CREATE TABLE t(id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    TestSession session(address());
    QueryRequest list = session.request("SELECT * FROM t");
    list.technique = Technique::Individual;
    const RunOutcome all = session.run(list);
    QVERIFY2(!all.provenance.notByRow, qPrintable(reasonText(all.provenance.notByRow)));
    QueryRequest one = session.request("SELECT * FROM public.t WHERE id = 2");
    one.technique = Technique::Individual;
    const RunOutcome row = session.run(one);
    QCOMPARE(int(row.provenance.source), int(Source::RowCache));
    QCOMPARE(TestSession::rows(row.result), QByteArray("2,'b'"));
    exec("UPDATE t SET name = 'c' WHERE id = 2");
    QCOMPARE(TestSession::rows(session.run(one).result), QByteArray("2,'c'"));
}

void TestPgSchema::findsNoRowsWhereTheKeyDoesNotTellThemApart_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::newRow("no key") << QByteArray("CREATE TABLE t(id int)");
    QTest::newRow("numeric") << QByteArray("CREATE TABLE t(id numeric PRIMARY KEY)");
    QTest::newRow("collation") << QByteArray(
        "CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
        "CREATE TABLE t(id text COLLATE folded PRIMARY KEY)");
    QTest::newRow("children") << QByteArray(
        "CREATE TABLE t(id int PRIMARY KEY); CREATE TABLE u() INHERITS (t)");
    QTest::newRow("view") << QByteArray(
        "CREATE TABLE s(id int PRIMARY KEY); CREATE VIEW t AS SELECT id FROM s");
}

void TestPgSchema::findsNoRowsWhereTheKeyDoesNotTellThemApart()
{
    QFETCH(QByteArray, table);
    exec(table);
    TestSession session(address());
    QueryRequest list = session.request("SELECT id FROM t");
    list.technique = Technique::Individual;
    const RunOutcome all = session.run(list);
    QVERIFY2(!all.error, all.error ? qPrintable(errorText(*all.error)) : "");
    QVERIFY(all.provenance.notByRow);
    QVERIFY(all.provenance.stored);
}

QTEST_GUILESS_MAIN(TestPgSchema)
#include "tst_pgschema.moc"
