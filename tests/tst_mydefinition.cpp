#include "cache/sql/sqlsplitter.h"
#include "tests/support/mytest.h"

#include <QProcess>
#include <QScopeGuard>

using namespace larder;

namespace {

// Tables in the order in which they need each other, behind the sequences and functions.
const QByteArray kRichSchema
    = "CREATE SEQUENCE `s``1` START WITH 5 INCREMENT BY 2 MAXVALUE 1000 CACHE 3 CYCLE;"
      "CREATE FUNCTION `f``1`(a int, b varchar(20)) RETURNS int DETERMINISTIC COMMENT 'it''s; one'"
      " BEGIN DECLARE c int; SET c = a + 1; RETURN c; END;"
      "CREATE FUNCTION plain(a int) RETURNS int RETURN a + 1;"
      "CREATE AGGREGATE FUNCTION total(x int) RETURNS int BEGIN DECLARE t int DEFAULT 0;"
      " DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN t;"
      " LOOP FETCH GROUP NEXT ROW; SET t = t + x; END LOOP; END;"
      "CREATE TABLE `par``ent, (x`(id int PRIMARY KEY, `x``y` varchar(20) UNIQUE)"
      " COMMENT 'it''s `odd`, (yes; \\\\ no';"
      "CREATE TABLE t(id int AUTO_INCREMENT, p int DEFAULT 3 COMMENT 'a,b ) `x` \\\\'' \"',"
      " n varchar(200) CHARACTER SET latin1 NOT NULL DEFAULT ')', z decimal(10, 2) UNSIGNED,"
      " g int AS (z + 1) STORED, h varchar(9) AS (concat(z, ',)`')) VIRTUAL, j json,"
      " own int CHECK (own > 0), e enum('a', 'b''c', ','), w timestamp DEFAULT current_timestamp() ON UPDATE"
      " current_timestamp(), hidden int INVISIBLE, v int DEFAULT nextval(`s``1`), geo point NOT NULL,"
      " PRIMARY KEY (id), KEY k (n(10), p DESC) COMMENT 'an index', UNIQUE KEY `u``1` (p, n),"
      " FULLTEXT KEY ft (n), SPATIAL KEY sp (geo), KEY ignored (z) IGNORED,"
      " CONSTRAINT `c,1` CHECK (z < 10), CONSTRAINT c2 CHECK (n <> 'a,(b`'),"
      " CONSTRAINT fk FOREIGN KEY (p) REFERENCES `par``ent, (x`(id) ON DELETE CASCADE ON UPDATE SET NULL)"
      " ROW_FORMAT=COMPRESSED COMMENT 'x';"
      "CREATE TABLE child(id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES t(id));"
      "CREATE TABLE parts(a int, b date) PARTITION BY RANGE (year(b)) SUBPARTITION BY HASH (a) SUBPARTITIONS "
      "2"
      " (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN MAXVALUE);"
      "CREATE TABLE versioned(a int, b int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING;"
      "CREATE TABLE periods(a int, s date, e date, PERIOD FOR p(s, e), UNIQUE (a, p WITHOUT OVERLAPS));"
      "CREATE TABLE old(a int PRIMARY KEY, KEY (a)) ENGINE=MyISAM CHARSET=latin1;"
      "CREATE VIEW v AS SELECT id, p, `n` AS `na``me,` FROM t WHERE p > 1 WITH LOCAL CHECK OPTION;"
      "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `w``1`(c1, `as`) AS SELECT v.id, 'as; view' FROM v;"
      "CREATE VIEW constant AS SELECT 1;"
      "CREATE TRIGGER second BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.p = 1; SET NEW.n = ';'; END;"
      "CREATE TRIGGER `first``` BEFORE INSERT ON t FOR EACH ROW PRECEDES second SET NEW.p = 2;"
      "SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';"
      "CREATE TRIGGER \"in a mode\" AFTER UPDATE ON \"t\" FOR EACH ROW SET @a = 'x' || \"old\".\"n\";"
      "CREATE PROCEDURE \"mo\"\"de\"(IN x int, OUT \"y\" text) MODIFIES SQL DATA SELECT \"id\" INTO y FROM t;"
      "SET sql_mode = DEFAULT;"
      "CREATE PROCEDURE p(IN x int, OUT y text) SQL SECURITY INVOKER BEGIN SELECT 1; SELECT 2; END;"
      "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' ON COMPLETION PRESERVE DISABLE"
      " COMMENT 'ev' DO BEGIN SET @x = 1; SET @y = 2; END;";

} // namespace

/// Definitions of all kinds of things in a real MariaDB server: run anew they make the same, by the word of
/// `mariadb-dump`.
class TestMyDefinition : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheSameAnew_data();
    void makesTheSameAnew();
    void makesOnePartOfATableAnew_data();
    void makesOnePartOfATableAnew();
    void tellsOneTrigger();
    void doesNotDependOnTheModeOfTheSession();
    void saysThatAThingIsGone();
    void saysWhatAUserMayNotKnow();

private:
    [[nodiscard]] ObjectName thing(ObjectKind kind, const char* name, const char* table = "") const
    {
        return {kind, QString::fromUtf8(name), database(), QString::fromUtf8(table)};
    }
    [[nodiscard]] QByteArray definition(TestSession& session, const ObjectName& object)
    {
        const auto text = session.definition(object);
        return text ? text.value().toUtf8() : "error: " + errorText(text.error()).toUtf8();
    }
    /// All that is in the database of this function.
    [[nodiscard]] QByteArray dump()
    {
        QProcess process;
        process.start(QStringLiteral("mariadb-dump"),
            {QStringLiteral("--no-defaults"), QStringLiteral("--host=127.0.0.1"),
                QStringLiteral("--user=root"), QStringLiteral("--port=%1").arg(server().port()),
                QStringLiteral("--no-data"), QStringLiteral("--routines"), QStringLiteral("--events"),
                QStringLiteral("--skip-triggers"), QStringLiteral("--skip-dump-date"),
                QStringLiteral("--databases"), database()});
        process.waitForFinished();
        // That of triggers has them as they were typed.
        const QByteArray triggers
            = value("SELECT group_concat(trigger_name, '|', event_manipulation, '|', event_object_table, '|',"
                    " action_order, '|', action_timing, '|', sql_mode, '|', definer, '|', action_statement"
                    " ORDER BY trigger_name SEPARATOR '\\n') FROM information_schema.triggers"
                    " WHERE trigger_schema = database()");
        return process.readAllStandardOutput() + process.readAllStandardError() + triggers;
    }
    /// Sends each statement of @p script as the editor would.
    void run(TestSession& session, const QByteArray& script)
    {
        for (const SqlStatementRange& range : splitSql(script, SqlDialect::MySql)) {
            const QByteArray statement = script.mid(range.offset, range.length);
            const RunOutcome outcome = session.run(statement);
            QVERIFY2(!outcome.error,
                outcome.error ? (errorText(*outcome.error).toUtf8() + "\n" + statement).constData() : "");
        }
    }
};

void TestMyDefinition::makesTheSameAnew_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("in the schema of the session") << true;
    QTest::newRow("in another schema") << false;
}

void TestMyDefinition::makesTheSameAnew()
{
    QFETCH(bool, isOwn);
    exec(kRichSchema);
    TestSession session(isOwn ? address() : server().address(server().newDatabase()));
    const QByteArray before = dump();
    QVERIFY2(before.contains("CREATE DEFINER=`root`@`127.0.0.1` FUNCTION `plain`"), before);
    QByteArray script;
    std::vector<ObjectName> all{thing(ObjectKind::Schema, database().toUtf8()),
        thing(ObjectKind::Sequence, "s`1"), thing(ObjectKind::Function, "f`1"),
        thing(ObjectKind::Function, "plain"), thing(ObjectKind::Function, "total")};
    for (const char* const table :
        {"par`ent, (x", "t", "child", "parts", "versioned", "periods", "old", "v", "w`1", "constant"})
        all.push_back(thing(ObjectKind::Table, table));
    all.push_back(thing(ObjectKind::Procedure, "mo\"de"));
    all.push_back(thing(ObjectKind::Procedure, "p"));
    all.push_back(thing(ObjectKind::Event, "e"));
    for (const ObjectName& object : all) {
        const QByteArray text = definition(session, object);
        QVERIFY2(!text.startsWith("error: "), text);
        script += text;
    }
    server().exec("DROP DATABASE " + database().toUtf8());
    TestSession maker(server().address());
    run(maker, script);
    QCOMPARE(dump().split('\n'), before.split('\n'));
}

void TestMyDefinition::makesOnePartOfATableAnew_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("drop");
    const auto index = [](const char* name, const char* drop) {
        QTest::newRow(name) << int(ObjectKind::Index) << QByteArray(name) << QByteArray(drop);
    };
    const auto constraint = [](const char* row, const char* name, const char* drop) {
        QTest::newRow(row) << int(ObjectKind::Constraint) << QByteArray(name) << QByteArray(drop);
    };
    index("k", "DROP KEY k");
    index("ft", "DROP KEY ft");
    index("sp", "DROP KEY sp");
    index("ignored", "DROP KEY ignored");
    index("u`1",
        "DROP FOREIGN KEY fk; ALTER TABLE t DROP KEY `u``1`, ADD CONSTRAINT fk FOREIGN KEY (p)"
        " REFERENCES `par``ent, (x`(id) ON DELETE CASCADE ON UPDATE SET NULL");
    constraint("check", "c,1", "DROP CONSTRAINT `c,1`");
    constraint("check with a bracket", "c2", "DROP CONSTRAINT c2");
    constraint("check of a column", "own", "MODIFY own int");
    constraint("foreign key", "fk", "DROP FOREIGN KEY fk");
    constraint("unique", "u`1",
        "DROP FOREIGN KEY fk; ALTER TABLE t DROP KEY `u``1`, ADD CONSTRAINT fk FOREIGN KEY (p)"
        " REFERENCES `par``ent, (x`(id) ON DELETE CASCADE ON UPDATE SET NULL");
}

// The place among the others may change, so the lines are compared in order.
void TestMyDefinition::makesOnePartOfATableAnew()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, drop);
    exec(kRichSchema);
    TestSession session(server().address());
    const auto lines = [&] {
        QByteArrayList all = definition(session, thing(ObjectKind::Table, "t")).split('\n');
        for (QByteArray& line : all)
            line = line.endsWith(',') ? line.chopped(1) : line;
        std::sort(all.begin(), all.end());
        return all;
    };
    const QByteArrayList before = lines();
    const QByteArray statement = definition(session, thing(ObjectKind(kind), name, "t"));
    QVERIFY2(!statement.startsWith("error: "), statement);
    exec("ALTER TABLE t " + drop);
    QVERIFY(lines() != before);
    run(session, statement);
    QByteArrayList after = lines();
    // A foreign key whose index went has got one of its own.
    after.removeAll("  KEY `fk` (`p`)");
    QCOMPARE(after, before);
}

void TestMyDefinition::tellsOneTrigger()
{
    exec("CREATE TABLE t(a int, PRIMARY KEY (a));"
         "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;"
         "CREATE TRIGGER other BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END");
    TestSession session(address());
    const QByteArray schema = '`' + database().toUtf8() + '`';
    QCOMPARE(definition(session, thing(ObjectKind::Trigger, "tr", "t")),
        "CREATE DEFINER=`root`@`127.0.0.1` TRIGGER " + schema + ".`tr` BEFORE INSERT ON " + schema
            + ".`t` FOR EACH ROW SET NEW.a = 1;\n");
    QCOMPARE(definition(session, thing(ObjectKind::Trigger, "other", "t")),
        "DELIMITER ;;\nCREATE DEFINER=`root`@`127.0.0.1` TRIGGER " + schema + ".`other` BEFORE INSERT ON "
            + schema + ".`t` FOR EACH ROW BEGIN SET NEW.a = 1; END;;\nDELIMITER ;\n");
    QCOMPARE(definition(session, thing(ObjectKind::Index, "PRIMARY", "t")),
        "ALTER TABLE " + schema + ".`t` ADD PRIMARY KEY (`a`);\n");
}

void TestMyDefinition::doesNotDependOnTheModeOfTheSession()
{
    exec("CREATE TABLE t(a int, KEY k (a)); CREATE VIEW v AS SELECT a FROM t");
    TestSession plain(address());
    const QByteArray table = definition(plain, thing(ObjectKind::Table, "t"));
    const QByteArray view = definition(plain, thing(ObjectKind::Table, "v"));
    server().exec("SET GLOBAL sql_mode = 'ORACLE', GLOBAL sql_quote_show_create = 0");
    const auto restored = qScopeGuard(
        [this] { server().exec("SET GLOBAL sql_mode = DEFAULT, GLOBAL sql_quote_show_create = 1"); });
    TestSession session(address());
    QCOMPARE(definition(session, thing(ObjectKind::Table, "t")), table);
    QCOMPARE(definition(session, thing(ObjectKind::Table, "v")), view);
    QVERIFY(definition(session, thing(ObjectKind::Index, "k", "t")).startsWith("CREATE INDEX `k` ON `"));
}

void TestMyDefinition::saysThatAThingIsGone()
{
    exec("CREATE TABLE t(a int)");
    TestSession session(address());
    for (const ObjectKind kind : {ObjectKind::Schema, ObjectKind::Table, ObjectKind::Index,
             ObjectKind::Constraint, ObjectKind::Trigger, ObjectKind::Function, ObjectKind::Procedure,
             ObjectKind::Sequence, ObjectKind::Event}) {
        const auto text = session.definition(thing(kind, "gone", "t"));
        QVERIFY(!text);
        QCOMPARE(text.error().what, QStringLiteral("Cannot tell the definition of gone"));
        QVERIFY2(text.error().why.contains(QStringLiteral("nothing of that name")),
            qPrintable(errorText(text.error())));
    }
}

void TestMyDefinition::saysWhatAUserMayNotKnow()
{
    exec("CREATE TABLE t(a int); CREATE VIEW v AS SELECT a FROM t;"
         "CREATE FUNCTION f() RETURNS int RETURN 1; CREATE USER reader@localhost; CREATE USER "
         "reader@127.0.0.1;"
         "GRANT SELECT, EXECUTE ON "
        + database().toUtf8() + ".* TO reader@127.0.0.1, reader@localhost");
    TestSession session(server().address(database(), QStringLiteral("reader")));
    QVERIFY(definition(session, thing(ObjectKind::Table, "t")).startsWith("CREATE TABLE `"));
    QVERIFY2(definition(session, thing(ObjectKind::Table, "v")).contains("denied"),
        definition(session, thing(ObjectKind::Table, "v")));
    QVERIFY2(definition(session, thing(ObjectKind::Function, "f")).contains("does not tell this user"),
        definition(session, thing(ObjectKind::Function, "f")));
}

QTEST_GUILESS_MAIN(TestMyDefinition)
#include "tst_mydefinition.moc"
