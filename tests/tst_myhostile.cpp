#include "models/rowlinks.h"
#include "tests/support/mytest.h"
#include "ui/gridstate.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/schemadock.h"
#include "ui/tabletab.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTreeView>

using namespace larder;

/// Schemas of a MariaDB server that nobody designed with a browser in mind.
class TestMyHostile : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void takesAnyName_data();
    void takesAnyName();
    void takesATableOf1000Columns();
    void asksTheSameOf2000TablesAsOfTen();

private:
    [[nodiscard]] QString warningsToFailOn() const override
    {
        return QStringLiteral("^(?!This plugin does not support)");
    }
    [[nodiscard]] static QByteArray quoted(QByteArray name) { return '`' + name.replace('`', "``") + '`'; }
    [[nodiscard]] ConnectionInfo info(const TestSession& session) const
    {
        return {session.connection(), QStringLiteral("test"), QStringLiteral("MariaDB"),
            QStringLiteral("test"), SqlDialect::MySql};
    }
    /// What lies in the schema @p name.
    [[nodiscard]] static std::vector<SchemaTable> tablesOf(const Schema& schema, const QString& name)
    {
        std::vector<SchemaTable> tables;
        for (const SchemaTable& table : schema.tables) {
            if (table.schema == name)
                tables.push_back(table);
        }
        return tables;
    }
    void makeTables(int first, int last)
    {
        QByteArray script;
        for (int i = first; i <= last; ++i) {
            script += "CREATE TABLE table_" + QByteArray::number(i)
                + "(id int PRIMARY KEY, parent int, name text NOT NULL, total numeric DEFAULT 0);";
        }
        exec(script);
    }
    /// What the server was sent while @p session read the schema.
    [[nodiscard]] QByteArray statementsOfSchema(TestSession& session, Schema& schema)
    {
        server().exec(
            "SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1");
        const auto loaded = session.schema();
        if (loaded)
            schema = loaded.value();
        server().exec("SET GLOBAL general_log = 0");
        return server().value(
            "SELECT coalesce(group_concat(argument ORDER BY event_time SEPARATOR '\n'), '')"
            " FROM mysql.general_log WHERE command_type = 'Query' AND argument NOT LIKE 'SET GLOBAL%'");
    }
};

void TestMyHostile::takesAnyName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("keyword") << QByteArray("select");
    QTest::newRow("quotes") << QByteArray("a`b\"c'd``");
    QTest::newRow("64 characters") << QByteArray(48, 'x') + QByteArray(16, '`');
    // A file name takes no more of them.
    QTest::newRow("48 quotes") << QByteArray(48, '`');
    QTest::newRow("48 characters of three bytes") << QByteArray("\xe8\xa1\xa8").repeated(48);
    QTest::newRow("odd characters") << QByteArray("\xef\xbf\xbd\xef\xbf\xbc\xe2\x80\x8b\xef\xbb\xbfx");
    QTest::newRow("newline") << QByteArray("two\nlines\r\tand more");
    QTest::newRow("marks") << QByteArray("$name$1 ? :p %s %1 $$ @x");
    QTest::newRow("comment") << QByteArray("x -- ; /* y /*! z #");
    QTest::newRow("backslash") << QByteArray("a\\'b\\");
    QTest::newRow("digits") << QByteArray("1e5");
    QTest::newRow("brackets") << QByteArray("a), (b");
    QTest::newRow("dots") << QByteArray("a.b.`c`.d");
    QTest::newRow("right to left") << QByteArray("\xe2\x80\xae"
                                                 "elbat");
}

void TestMyHostile::takesAnyName()
{
    QFETCH(QByteArray, name);
    const QString known = QString::fromUtf8(name);
    const QString longer = u'2' + known.left(50);
    const QByteArray n = quoted(name);
    const QByteArray more = quoted(longer.toUtf8());
    const QByteArray script = "CREATE TABLE " + n + '.' + n + "(" + n + " int PRIMARY KEY, " + more
        + " varchar(9) DEFAULT 'x' COMMENT " + "'it''s' CHECK (" + more + " <> 'y'), KEY " + n + " (" + more
        + "), CONSTRAINT " + n + " CHECK (" + n + " > 0)) COMMENT 'c'; CREATE TABLE " + n + '.' + more
        + "(id int PRIMARY KEY, " + n + " int, CONSTRAINT " + n + " FOREIGN KEY (" + n + ") REFERENCES " + n
        + '.' + n + '(' + n + ")); CREATE TRIGGER " + n + '.' + n + " BEFORE UPDATE ON " + n + '.' + n
        + " FOR EACH ROW SET NEW." + more + " = OLD." + more + "; CREATE FUNCTION " + n + '.' + n + '(' + n
        + " int) RETURNS int RETURN 1; CREATE SEQUENCE " + n + '.' + quoted("3" + known.left(50).toUtf8())
        + "; INSERT INTO " + n + '.' + n + " VALUES (1, 'x'), (2, NULL); INSERT INTO " + n + '.' + more
        + " VALUES (7, 2);";
    server().exec("CREATE DATABASE " + n + ';' + script);
    TestSession session(server().address());
    const auto schema = session.schema();
    QVERIFY2(schema, schema ? "" : qPrintable(errorText(schema.error())));
    const SchemaTable* const table = schema.value().table({known, known});
    QVERIFY(table);
    QCOMPARE(table->columns[0].name, known);
    QCOMPARE(table->triggers, std::vector<QString>{known});
    const SchemaTable* const referrer = schema.value().table({longer, known});
    QVERIFY(referrer);
    QCOMPARE(referrer->foreignKeys.size(), size_t(1));

    // Opened and filtered.
    TableTab tab(session.engine().service(),
        TableState{known, {}, {{known, Qt::DescendingOrder}}, {{known, QStringLiteral(">1")}}, known});
    tab.setConnection(info(session));
    tab.setSchema(std::make_shared<Schema>(schema.value()));
    tab.show();
    QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000);
    QTRY_COMPARE(tab.pane().rows().rowCount(), 1);
    QCOMPARE(tab.pane().rows().cell(0, 0).integer, 2);

    // Followed from the child to the table.
    const RunOutcome children = session.run("SELECT * FROM " + n + '.' + more);
    QVERIFY2(children.result, children.error ? qPrintable(errorText(*children.error)) : "");
    const std::vector<RowLink> links = linksFrom(children.result->columns(), 1, schema.value());
    QCOMPARE(links.size(), size_t(1));
    QCOMPARE(links[0].table, table->fullName());
    const auto condition = linkCondition(links[0], {children.result}, 0, SqlDialect::MySql);
    QVERIFY(condition);
    const RunOutcome parent = session.run("SELECT * FROM " + n + '.' + n + " WHERE " + condition->toUtf8());
    QCOMPARE(TestSession::rows(parent.result), QByteArray("2,NULL"));

    // Made anew.
    QByteArrayList definitions;
    for (const SchemaObject& object : schema.value().objects) {
        if (object.name.schema != known && object.name.name != known)
            continue;
        const auto definition = session.definition(object.name);
        QVERIFY2(definition, definition ? "" : qPrintable(errorText(definition.error())));
        definitions << definition.value().toUtf8();
    }
    for (const SchemaTable* const each : {table, referrer}) {
        const auto definition = session.definition({ObjectKind::Table, each->name, each->schema});
        QVERIFY2(definition, definition ? "" : qPrintable(errorText(definition.error())));
        definitions << definition.value().toUtf8();
        for (const SchemaConstraint& constraint : each->constraints) {
            const auto part
                = session.definition({ObjectKind::Constraint, constraint.name, each->schema, each->name});
            QVERIFY2(part, part ? "" : qPrintable(errorText(part.error())));
        }
    }
    server().exec("DROP DATABASE " + n);
    server().exec(definitions.join(QByteArray()));
    server().exec("ANALYZE TABLE " + n + '.' + n + ", " + n + '.' + more);
    TestSession other(server().address());
    const auto made = other.schema();
    QVERIFY(made);
    std::vector<SchemaTable> after = tablesOf(made.value(), known);
    std::vector<SchemaTable> before = tablesOf(schema.value(), known);
    for (SchemaTable& each : after)
        each.estimatedRows = std::nullopt;
    for (SchemaTable& each : before)
        each.estimatedRows = std::nullopt;
    QCOMPARE(after, before);
    QCOMPARE(made.value().objects, schema.value().objects);
    server().exec("DROP DATABASE " + n);
}

void TestMyHostile::takesATableOf1000Columns()
{
    QByteArrayList columns;
    for (int i = 1; i <= 1000; ++i)
        columns << "column_" + QByteArray::number(i) + " int";
    exec("CREATE TABLE wide(" + columns.join(", ") + "); INSERT INTO wide(column_1000) VALUES (7), (8)");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    const SchemaTable* const wide = schema.value().table({QStringLiteral("wide"), database()});
    QVERIFY(wide);
    QCOMPARE(wide->columns.size(), size_t(1000));
    TableTab tab(session.engine().service(),
        TableState{
            wide->name, {}, {}, {{QStringLiteral("column_1000"), QStringLiteral("=7")}}, wide->schema});
    tab.setConnection(info(session));
    tab.setSchema(std::make_shared<Schema>(schema.value()));
    tab.show();
    QTRY_VERIFY_WITH_TIMEOUT(tab.pane().rows().rowCount() == 1, 30'000);
    QCOMPARE(tab.pane().result()->columnCount(), 1000);
    const auto definition = session.definition({ObjectKind::Table, wide->name, wide->schema});
    QVERIFY(definition);
    exec("DROP TABLE wide");
    exec(definition.value().toUtf8());
    TestSession other(address());
    const auto made = other.schema();
    QVERIFY(made);
    const SchemaTable* const again = made.value().table({QStringLiteral("wide"), database()});
    QVERIFY(again);
    QCOMPARE(again->columns, wide->columns);
}

void TestMyHostile::asksTheSameOf2000TablesAsOfTen()
{
    makeTables(1, 10);
    Schema few;
    TestSession first(address());
    const QByteArray forFew = statementsOfSchema(first, few);
    QCOMPARE(tablesOf(few, database()).size(), size_t(10));
    QVERIFY(forFew.contains("information_schema.tables"));
    makeTables(11, 2000);
    Schema many;
    TestSession session(address());
    const QByteArray forMany = statementsOfSchema(session, many);
    QCOMPARE(tablesOf(many, database()).size(), size_t(2000));
    QCOMPARE(forMany, forFew);

    SchemaDock dock;
    dock.addConnection({session.connection(), QStringLiteral("test")});
    dock.resize(300, 600);
    dock.show();
    many.tables = tablesOf(many, database());
    many.objects.clear();
    few.tables = tablesOf(few, database());
    few.objects.clear();
    QElapsedTimer timer;
    timer.start();
    dock.showSchema(session.connection(), std::make_shared<Schema>(many));
    QCoreApplication::processEvents();
    const qint64 shown = timer.restart();
    auto& tree = *dock.findChild<QTreeView*>();
    const QModelIndex tables
        = tree.model()->index(0, 0, tree.model()->index(0, 0, tree.model()->index(0, 0)));
    QCOMPARE(tree.model()->rowCount(tables), 2000);
    dock.findChild<QLineEdit*>()->setText(QStringLiteral("table_777"));
    QCoreApplication::processEvents();
    const qint64 filtered = timer.restart();
    QCOMPARE(tree.model()->rowCount(tables), 1);
    dock.findChild<QLineEdit*>()->setText(QStringLiteral("parent"));
    QCoreApplication::processEvents();
    QCOMPARE(tree.model()->rowCount(tables), 2000);
    dock.findChild<QLineEdit*>()->clear();
    dock.showSchema(session.connection(), std::make_shared<Schema>(few));
    QCoreApplication::processEvents();
    qInfo("2,000 tables: shown in %lld ms, filtered by table in %lld ms", shown, filtered);
    QCOMPARE(tree.model()->rowCount(tables), 10);
}

QTEST_MAIN(TestMyHostile)
#include "tst_myhostile.moc"
