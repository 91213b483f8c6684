#include "cache/cacheinspection.h"
#include "cache/rows/rowkey.h"
#include "cache/valuecell.h"
#include "models/inspector/rowtext.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QTest>

using namespace larder;

namespace {

const QByteArray kScript = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                           "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil'),(4,'rice');";

/// A real SQLite file behind the real cache, asked row by row.
struct Bench
{
    RunOutcome run(const QByteArray& sql)
    {
        QueryRequest request = session.request(sql);
        request.technique = Technique::Individual;
        return session.run(request);
    }
    [[nodiscard]] RowInspection look() { return CacheInspection(session.engine().cache()).rows(); }
    [[nodiscard]] RowScope scope() { return look().tables().at(0).scope; }

    SqliteFixture fixture{kScript};
    TestSession session{fixture.path()};
};

} // namespace

class TestRowInspection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackTheValuesOfAKey()
    {
        const std::vector<Value> key{qint64(-5), 1.5, Text{"it's"}, Blob{QByteArray("\0x", 2)}, Value(),
            std::numeric_limits<qint64>::min(), Text{""}};
        std::string bytes;
        for (const Value& value : key)
            appendToKey(bytes, cellOf(value));
        QVERIFY(keyValues(bytes) == key);
        QVERIFY(keyValues("").empty());
    }

    void tellsRowsAndTheListsThatHoldThem()
    {
        Bench bench;
        QVERIFY(bench.look().tables().empty());
        (void)bench.run("SELECT * FROM item WHERE id < 3");
        (void)bench.run("SELECT id, name FROM item WHERE name < 't'");
        QCOMPARE(int(bench.look().tables().size()), 1);
        QCOMPARE(int(bench.look().rows(bench.scope(), 100).size()), 4);
        QCOMPARE(int(bench.look().rows(bench.scope(), 2).size()), 2);
        const auto salt = bench.look().row(bench.scope(), {qint64(2)});
        QVERIFY(salt);
        QCOMPARE(salt->lists, 2);
        QCOMPARE(salt->outdated, 0);
        QCOMPARE(int(bench.look().lists(bench.scope(), {qint64(2)}).size()), 2);
        QCOMPARE(bench.look().lists(bench.scope(), {qint64(2)})[0].columns, (QByteArrayList{"id", "name"}));
        QVERIFY(!bench.look().row(bench.scope(), {Text{"2"}}));
        QVERIFY(bench.look().lists(bench.scope(), {qint64(77)}).empty());
    }

    void tellsThatAnExpiredRowIsAskedForAgain()
    {
        Bench bench;
        (void)bench.run("SELECT * FROM item");
        const RowScope scope = bench.scope();
        bench.session.engine().control().expireRow(scope.connection, scope.table, {qint64(2)});
        QCOMPARE(bench.look().row(scope, {qint64(2)})->outdated, 1);
        QVERIFY(bench.look().lists(scope, {qint64(2)})[0].isOutdated);
        QCOMPARE(bench.look().row(scope, {qint64(1)})->outdated, 0);
        (void)bench.run("SELECT * FROM item");
        QCOMPARE(bench.look().row(scope, {qint64(2)})->outdated, 0);
    }

    void tellsOfRowsThatAreKnownNotToBeThere()
    {
        Bench bench;
        (void)bench.run("SELECT * FROM item WHERE id = 77");
        const auto absent = bench.look().row(bench.scope(), {qint64(77)});
        QVERIFY(absent && absent->isAbsent);
        QCOMPARE(absent->lists, 0);
        const Fact fact = cachedRowFact(*absent, {"id"});
        QCOMPARE(fact.name, QStringLiteral("id = 77"));
        QVERIFY(fact.value.startsWith(QStringLiteral("known not to be there")));
    }

    void looksQuietly()
    {
        Bench bench;
        (void)bench.run("SELECT * FROM item");
        ResultCache& cache = bench.session.engine().cache();
        const CacheStatistics before = bench.session.engine().service().statistics();
        const quint64 lastEvent = cache.events().lastNumber();
        (void)bench.look().rows(bench.scope(), 100);
        (void)bench.look().lists(bench.scope(), {qint64(1)});
        QVERIFY(bench.session.engine().service().statistics() == before);
        QCOMPARE(cache.events().lastNumber(), lastEvent);
    }

    void saysWhatIsKnownOfATable()
    {
        Bench bench;
        (void)bench.run("SELECT * FROM item");
        (void)bench.run("SELECT * FROM item WHERE id < 3");
        const Fact fact = rowTableFact(bench.look().tables()[0]);
        QCOMPARE(fact.name, QStringLiteral("main.item"));
        QCOMPARE(fact.value, QStringLiteral("4 rows · held 6 times · key id · columns id, name"));
        const CachedRowInfo row{.key = {qint64(2), Text{"a"}}, .lists = 2, .outdated = 1};
        QCOMPARE(cachedRowFact(row, {"id", "part"}).name, QStringLiteral("id = 2, part = 'a'"));
        QCOMPARE(cachedRowFact(row, {"id", "part"}).value,
            QStringLiteral("in 2 lists · 1 is to ask for it again"));
        // Whether its lists are proven is for them to say.
        QCOMPARE(cachedRowFact({.key = {qint64(2)}, .lists = 1}, {"id"}).mark, FactMark::None);
    }

    void readsAKeyAsItIsTyped()
    {
        QVERIFY(keyFromText(QStringLiteral("42"), 1) == std::vector<Value>{qint64(42)});
        QVERIFY(keyFromText(QStringLiteral("'a,b'"), 1) == std::vector<Value>{Text{"a,b"}});
        QVERIFY((keyFromText(QStringLiteral("1, 'x'"), 2) == std::vector<Value>{qint64(1), Text{"x"}}));
        QVERIFY(!keyFromText(QStringLiteral("1"), 2));
        QVERIFY(!keyFromText(QStringLiteral("  "), 1));
    }
};

QTEST_GUILESS_MAIN(TestRowInspection)
#include "tst_rowinspection.moc"
