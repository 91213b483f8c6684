#include "models/inspector/writereach.h"

#include "tests/support/entries.h"

#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ConnectionIdentity databaseNamed(const QByteArray& engine, const QByteArray& name = "shop")
{
    return {engine, name};
}

/// Of orders (1), of customers and orders (2), of customers (3), each of 100 bytes; of orders elsewhere (4).
std::vector<EntryInfo> entriesOfShop(const QByteArray& engine, const QByteArray& schema)
{
    std::vector<EntryInfo> entries{entryOf(1, "SELECT 1", {schema + ".orders"}),
        entryOf(2, "SELECT 2", {schema + ".customers", schema + ".orders"}),
        entryOf(3, "SELECT 3", {schema + ".customers"}), entryOf(4, "SELECT 4", {schema + ".orders"})};
    for (EntryInfo& entry : entries) {
        entry.bytes = 100;
        changeFacts(entry, [&](EntryFacts& facts) {
            facts.components.connection = databaseNamed(engine, entry.id == EntryId(4) ? "other" : "shop");
        });
    }
    return entries;
}

QString idsOf(const WriteReach& reach)
{
    QStringList ids;
    for (const EntryInfo& entry : reach.entries)
        ids << QString::number(quint64(entry.id));
    return ids.join(u' ');
}

} // namespace

class TestWriteReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAStatementWouldEnd_data()
    {
        QTest::addColumn<QByteArray>("engine");
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("ids");
        QTest::addColumn<int>("kind");
        const int tables = int(WriteReach::Kind::Tables);
        const int all = int(WriteReach::Kind::WholeDatabase);
        const int nothing = int(WriteReach::Kind::Nothing);
        const auto add = [](const char* name, const char* engine, const char* sql, const char* ids,
                             int kind) {
            QTest::newRow(name) << QByteArray(engine) << QByteArray(sql) << QString::fromUtf8(ids) << kind;
        };
        add("update", "sqlite", "UPDATE orders SET id = 1 WHERE id = 2", "1 2", tables);
        add("other case", "sqlite", "DELETE FROM Customers WHERE id = 2", "2 3", tables);
        add("with a schema", "sqlite", "INSERT INTO main.orders VALUES (1)", "1 2", tables);
        add("no entry", "sqlite", "INSERT INTO product VALUES (1)", "", tables);
        add("read", "sqlite", "SELECT * FROM orders", "", nothing);
        add("begin", "sqlite", "BEGIN", "", nothing);
        add("definition", "sqlite", "ALTER TABLE orders ADD COLUMN x", "1 2 3", all);
        add("unknown", "sqlite", "FROBNICATE orders", "1 2 3", all);
        add("server", "postgresql", "UPDATE orders SET id = 1", "1 2", tables);
        add("procedure", "postgresql", "CALL tidy()", "1 2 3", all);
        add("engine that tells no tables", "mysql", "UPDATE orders SET id = 1", "1 2 3", all);
    }

    void tellsWhatAStatementWouldEnd()
    {
        QFETCH(QByteArray, engine);
        QFETCH(QByteArray, sql);
        QFETCH(QString, ids);
        QFETCH(int, kind);
        const WriteReach reach = writeReach(sql, databaseNamed(engine), entriesOfShop(engine, "main"));
        QCOMPARE(idsOf(reach), ids);
        QCOMPARE(int(reach.kind), kind);
        QCOMPARE(reach.bytes, 100 * qint64(reach.entries.size()));
    }

    void saysSoInASentence()
    {
        const auto text = [](const QByteArray& sql) {
            return reachText(writeReach(sql, databaseNamed("sqlite"), entriesOfShop("sqlite", "main")));
        };
        QCOMPARE(text("UPDATE orders SET id = 1"),
            QStringLiteral(
                "2 entries of 200 B would go: all that read orders. What triggers and cascades write "
                "to is not counted; it would go as well."));
        QVERIFY(
            text("DROP TABLE orders").startsWith(QStringLiteral("3 entries of 300 B would go: everything")));
        QCOMPARE(text("SELECT 1"), QStringLiteral("This statement changes no data, so no entry would go."));
        QVERIFY(text("INSERT INTO product VALUES (1)").startsWith(QStringLiteral("No entry would go")));
    }
};

QTEST_GUILESS_MAIN(TestWriteReach)
#include "tst_writereach.moc"
