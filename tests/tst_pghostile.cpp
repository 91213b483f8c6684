#include "models/rowlinks.h"
#include "models/schemamodel.h"
#include "tests/support/pgtest.h"
#include "ui/gridstate.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/schemadock.h"
#include "ui/tabletab.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTreeView>

using namespace larder;

/// Schemas of a PostgreSQL server that nobody designed with a browser in mind.
class TestPgHostile : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void takesAnyName_data();
    void takesAnyName();
    void takesATableOf1600Columns();
    void asksTheSameOf10000TablesAsOfTen();

private:
    [[nodiscard]] QString warningsToFailOn() const override
    {
        return QStringLiteral("^(?!This plugin does not support)");
    }
    [[nodiscard]] static QByteArray quoted(QByteArray name) { return '"' + name.replace('"', "\"\"") + '"'; }
    [[nodiscard]] ConnectionInfo info(const TestSession& session) const
    {
        return {session.connection(), QStringLiteral("test"), QStringLiteral("PostgreSQL"),
            QStringLiteral("test"), SqlDialect::PostgreSql};
    }
    /// The definition of @p table of @p session, run in @p copy.
    void copyTable(TestSession& session, const TableName& table, const QString& copy)
    {
        const auto definition = session.definition({ObjectKind::Table, table.name, table.schema});
        QVERIFY2(definition, definition ? "" : qPrintable(errorText(definition.error())));
        server().exec(definition.value().toUtf8(), copy);
    }
    void makeTables(int first, int last)
    {
        exec("DO $$ BEGIN FOR i IN " + QByteArray::number(first) + ".." + QByteArray::number(last)
            + " LOOP EXECUTE format('CREATE TABLE table_%s(id int PRIMARY KEY, parent int, name text NOT "
              "NULL,"
              " total numeric DEFAULT 0)', i); IF i % 200 = 0 THEN COMMIT; END IF; END LOOP; END $$");
    }
    /// What the server was sent while @p session read the schema.
    [[nodiscard]] QByteArrayList statementsOfSchema(TestSession& session, Schema& schema)
    {
        (void)server().takeLog();
        const auto loaded = session.schema();
        if (loaded)
            schema = loaded.value();
        QByteArrayList lines = server().takeLog().split('\n');
        lines.removeIf([](const QByteArray& line) {
            return !line.contains("statement: ") && !line.contains("execute ");
        });
        for (QByteArray& line : lines)
            line = line.mid(line.indexOf("statement: "));
        return lines;
    }
};

void TestPgHostile::takesAnyName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("keyword") << QByteArray("select");
    QTest::newRow("quotes") << QByteArray("a\"b'c`d\"\"");
    QTest::newRow("63 bytes of quotes") << QByteArray(63, '"');
    QTest::newRow("64 bytes") << QByteArray(64, 'x');
    QTest::newRow("64 bytes, cut within a character") << QByteArray(61, 'x') + "\xe2\x82\xac";
    QTest::newRow("emoji") << QByteArray("\xf0\x9f\x9a\x80 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80");
    QTest::newRow("newline") << QByteArray("two\nlines\r\tand more");
    QTest::newRow("marks") << QByteArray("$name$1 ? :p %s %1 $$ @x");
    QTest::newRow("comment") << QByteArray("x -- ; /* y");
    QTest::newRow("backslash") << QByteArray("a\\'b\\");
    QTest::newRow("blanks") << QByteArray("  ");
    QTest::newRow("dots") << QByteArray("a.b.\"c\".");
    QTest::newRow("right to left") << QByteArray("\xe2\x80\xae"
                                                 "elbat");
}

void TestPgHostile::takesAnyName()
{
    QFETCH(QByteArray, name);
    const QByteArray n = quoted(name);
    const QByteArray more = quoted("2" + name.left(50));
    const QByteArray child = quoted("3" + name.left(50));
    exec("CREATE SCHEMA " + n + "; CREATE TYPE " + n + '.' + more + " AS ENUM ('x'); CREATE TABLE " + n + '.'
        + n + "(" + n + " int PRIMARY KEY, " + more + " " + n + '.' + more + " CHECK (" + more
        + " = 'x')); CREATE TABLE " + n + '.' + child + "(id int PRIMARY KEY, " + n + " int REFERENCES " + n
        + '.' + n + "); COMMENT ON TABLE " + n + '.' + n + " IS 'c'; CREATE INDEX ON " + n + '.' + n + " ("
        + more + "); INSERT INTO " + n + '.' + n + " VALUES (1, 'x'), (2, NULL); INSERT INTO " + n + '.'
        + child + " VALUES (7, 2)");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    // The server cuts names where their 63 bytes end.
    const QString known
        = QString::fromUtf8(value("SELECT nspname FROM pg_namespace WHERE oid = (SELECT"
                                  " relnamespace FROM pg_class WHERE reltype <> 0 AND relname LIKE '3%')"));
    const SchemaTable* const table = schema.value().table({known, known});
    QVERIFY2(table, qPrintable(known));
    QCOMPARE(table->columns[0].name, known);
    const auto referrer = std::find_if(schema.value().tables.begin(), schema.value().tables.end(),
        [](const SchemaTable& each) { return !each.foreignKeys.empty(); });
    QVERIFY(referrer != schema.value().tables.end());

    // Opened and filtered in the database.
    TableTab tab(session.engine().service(),
        TableState{known, {}, {{known, Qt::DescendingOrder}}, {{known, QStringLiteral(">1")}}, known});
    tab.setConnection(info(session));
    tab.setSchema(std::make_shared<Schema>(schema.value()));
    tab.show();
    QTRY_VERIFY_WITH_TIMEOUT(!tab.status().busy, 30'000);
    QTRY_COMPARE(TestSession::rows(tab.pane().result()), QByteArray("2,NULL"));

    // Followed from the child to the table.
    const RunOutcome children
        = session.run("SELECT * FROM " + quoted(known.toUtf8()) + '.' + quoted(referrer->name.toUtf8()));
    QVERIFY2(children.result, children.error ? qPrintable(errorText(*children.error)) : "");
    const std::vector<RowLink> links = linksFrom(children.result->columns(), 1, schema.value());
    QCOMPARE(links.size(), size_t(1));
    QCOMPARE(links[0].table, table->fullName());
    const auto condition = linkCondition(links[0], {children.result}, 0, SqlDialect::PostgreSql);
    QVERIFY(condition);
    const RunOutcome parent = session.run("SELECT * FROM " + quoted(known.toUtf8()) + '.'
        + quoted(known.toUtf8()) + " WHERE " + condition->toUtf8());
    QCOMPARE(TestSession::rows(parent.result), QByteArray("2,NULL"));

    // Made anew elsewhere.
    const QString copy = server().newDatabase();
    for (const SchemaObject& object : schema.value().objects) {
        if (object.name.kind != ObjectKind::Type && object.name.name != known)
            continue;
        const auto definition = session.definition(object.name);
        QVERIFY2(definition, definition ? "" : qPrintable(errorText(definition.error())));
        server().exec(definition.value().toUtf8(), copy);
    }
    copyTable(session, table->fullName(), copy);
    copyTable(session, referrer->fullName(), copy);
    TestSession other(server().address(copy));
    const auto made = other.schema();
    QVERIFY(made);
    QCOMPARE(made.value().tables, schema.value().tables);
}

void TestPgHostile::takesATableOf1600Columns()
{
    QByteArrayList columns;
    for (int i = 1; i <= 1600; ++i)
        columns << "column_" + QByteArray::number(i) + " int";
    exec("CREATE TABLE wide(" + columns.join(", ") + "); INSERT INTO wide(column_1600) VALUES (7)");
    TestSession session(address());
    const auto schema = session.schema();
    QVERIFY(schema);
    const SchemaTable& wide = schema.value().tables.at(0);
    QCOMPARE(wide.columns.size(), size_t(1600));
    TableTab tab(session.engine().service(),
        TableState{wide.name, {}, {}, {{QStringLiteral("column_1600"), QStringLiteral("=7")}}, wide.schema});
    tab.setConnection(info(session));
    tab.setSchema(std::make_shared<Schema>(schema.value()));
    tab.show();
    QTRY_VERIFY_WITH_TIMEOUT(tab.pane().result() && tab.pane().result()->rowCount() == 1, 30'000);
    QCOMPARE(tab.pane().result()->columnCount(), 1600);
    const QString copy = server().newDatabase();
    copyTable(session, wide.fullName(), copy);
    TestSession other(server().address(copy));
    const auto made = other.schema();
    QVERIFY(made);
    QCOMPARE(made.value().tables, schema.value().tables);
}

void TestPgHostile::asksTheSameOf10000TablesAsOfTen()
{
    exec("ALTER DATABASE " + database().toUtf8() + " SET log_statement = 'all'; ALTER DATABASE "
        + database().toUtf8() + " SET log_min_messages = 'log'");
    makeTables(1, 10);
    Schema few;
    TestSession first(address());
    const QByteArrayList forFew = statementsOfSchema(first, few);
    QCOMPARE(few.tables.size(), size_t(10));
    QVERIFY(!forFew.isEmpty());
    makeTables(11, 10'000);
    exec("ANALYZE table_1");
    QElapsedTimer timer;
    Schema many;
    TestSession session(address());
    const QByteArrayList forMany = statementsOfSchema(session, many);
    QCOMPARE(many.tables.size(), size_t(10'000));
    QCOMPARE(forMany, forFew);

    SchemaDock dock;
    dock.addConnection({session.connection(), QStringLiteral("test")});
    dock.resize(300, 600);
    dock.show();
    timer.start();
    dock.showSchema(session.connection(), std::make_shared<Schema>(many));
    QCoreApplication::processEvents();
    const qint64 shown = timer.restart();
    auto& tree = *dock.findChild<QTreeView*>();
    const QModelIndex tables = tree.indexAt(QPoint(5, 5))
                                   .model()
                                   ->index(0, 0, tree.model()->index(0, 0, tree.model()->index(0, 0)));
    QCOMPARE(tree.model()->rowCount(tables), 10'000);
    dock.findChild<QLineEdit*>()->setText(QStringLiteral("table_777"));
    QCoreApplication::processEvents();
    const qint64 filtered = timer.restart();
    QCOMPARE(tree.model()->rowCount(tables), 11);
    dock.findChild<QLineEdit*>()->setText(QStringLiteral("parent"));
    QCoreApplication::processEvents();
    const qint64 columns = timer.restart();
    QCOMPARE(tree.model()->rowCount(tables), 10'000);
    dock.findChild<QLineEdit*>()->clear();
    dock.showSchema(session.connection(), std::make_shared<Schema>(few));
    QCoreApplication::processEvents();
    qInfo("10,000 tables: shown in %lld ms, filtered by table in %lld ms, by column in %lld ms", shown,
        filtered, columns);
    QCOMPARE(tree.model()->rowCount(tables), 10);
}

QTEST_MAIN(TestPgHostile)
#include "tst_pghostile.moc"
