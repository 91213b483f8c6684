#include "cache/cacheinspection.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QTest>

using namespace larder;

namespace {

const QByteArray kScript = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                           "CREATE TABLE shop(id INTEGER PRIMARY KEY);"
                           "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');";

/// A real SQLite file behind the real cache.
struct Bench
{
    SqliteFixture fixture{kScript};
    TestSession session{fixture.path()};

    [[nodiscard]] CacheInspection look() { return CacheInspection(session.engine().cache()); }
    [[nodiscard]] EntryId store(const QByteArray& sql)
    {
        (void)session.run(sql);
        EntryId last = {};
        for (const EntryInfo& info : session.engine().cache().entries())
            last = std::max(last, info.id);
        return last;
    }
};

} // namespace

class TestCacheInspection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAnEntryHoldsAndDependsOn();
    void tellsWhichTableMovedAndWhy();
    void looksWithoutChangingAnything();
    void findsTheNearestEntryAndWhatDiffers();
    void findsWhatTookAnEntryOut();
    void tellsOfEachRunWhoeverAnswers();
    void namesTheConnectionThatARequestCanBeSentOver();
};

void TestCacheInspection::tellsWhatAnEntryHoldsAndDependsOn()
{
    Bench bench;
    const EntryId id = bench.store("SELECT * FROM item");
    const std::optional<EntryDetail> detail = bench.look().detail(id);
    QVERIFY(detail);
    QCOMPARE(detail->result->rowCount(), 3);
    QVERIFY(detail->info.state == EntryState::Proven);
    QVERIFY(detail->mark && detail->isMarkPresent);
    QCOMPARE(int(detail->dependencies.size()), 2);
    QCOMPARE(detail->dependencies[0].table, QByteArray());
    QCOMPARE(detail->dependencies[1].table, QByteArray("main.item"));
    QCOMPARE(detail->dependencies[1].present, detail->dependencies[1].stored);
    QVERIFY(!detail->dependencies[1].moved);
    QVERIFY(!bench.look().detail(EntryId(4711)));
}

void TestCacheInspection::tellsWhichTableMovedAndWhy()
{
    // More entries than are looked through at once, so that one that is over is still there to be seen.
    Bench bench;
    const EntryId id = bench.store("SELECT * FROM item, shop");
    for (int i = 0; i < 120; ++i)
        (void)bench.session.run("SELECT id + " + QByteArray::number(i) + " FROM item");
    bench.session.engine().control().expireTable(
        bench.look().detail(id)->info.facts->components.connection, "main.shop");
    const std::optional<EntryDetail> detail = bench.look().detail(id);
    QVERIFY(detail);
    QVERIFY(detail->info.state == EntryState::Expired);
    for (const EntryDependency& each : detail->dependencies) {
        const bool isShop = each.table == "main.shop";
        QCOMPARE(each.stored != each.present, isShop);
        QCOMPARE(each.moved.code, isShop ? ReasonCode::ExpiredByUser : ReasonCode::None);
    }
}

void TestCacheInspection::looksWithoutChangingAnything()
{
    Bench bench;
    const EntryId first = bench.store("SELECT 1 FROM item");
    const EntryId second = bench.store("SELECT 2 FROM item");
    ResultCache& cache = bench.session.engine().cache();
    const auto before = cache.store().evictionOrder();
    const CacheStatistics statistics = bench.session.engine().service().statistics();
    const quint64 lastEvent = cache.events().lastNumber();
    const EntryDetail seen = *bench.look().detail(first);
    (void)bench.look().nearest(seen.info.facts->components);
    (void)bench.look().removal(seen.info.facts->key, lastEvent + 1);
    QCOMPARE(cache.store().evictionOrder(), before);
    QVERIFY(bench.session.engine().service().statistics() == statistics);
    QCOMPARE(cache.events().lastNumber(), lastEvent);
    QCOMPARE(bench.look().detail(first)->info.hits, 0);
    QVERIFY(bench.look().detail(second));
}

void TestCacheInspection::findsTheNearestEntryAndWhatDiffers()
{
    Bench bench;
    QueryRequest request = bench.session.request("SELECT * FROM item WHERE id = :id");
    request.parameters = {{"id", qint64(1)}};
    (void)bench.session.run(request);
    const EntryInfo entry = bench.session.engine().cache().entries().at(0);
    KeyComponents asked = entry.facts->components;
    const auto same = bench.look().nearest(asked);
    QVERIFY(same && same->entry == entry.id);
    QCOMPARE(same->difference, QString());
    asked.parameters = {{"id", Text{"1"}}};
    QCOMPARE(bench.look().nearest(asked)->difference,
        QStringLiteral("parameter id was integer 1, is now text '1'"));
    asked.sql = "SELECT 1";
    QVERIFY(!bench.look().nearest(asked));
}

void TestCacheInspection::findsWhatTookAnEntryOut()
{
    Bench bench;
    const EntryId id = bench.store("SELECT * FROM item");
    const QByteArray key = bench.look().detail(id)->info.facts->key;
    QVERIFY(!bench.look().removal(key, bench.look().events().lastNumber() + 1));
    (void)bench.session.run("UPDATE item SET name = 'x' WHERE id = 1");
    const quint64 end = bench.look().events().lastNumber() + 1;
    const CacheEvent* const removal = bench.look().removal(key, end);
    QVERIFY(removal);
    QCOMPARE(removal->reason.code, ReasonCode::TableChanged);
    QVERIFY(removal->reason.detail.contains(QStringLiteral("UPDATE item")));
    const CacheEvent* const cause = bench.look().events().event(removal->cause);
    QVERIFY(cause && cause->kind == EventKind::TableChanged);
    QVERIFY(!bench.look().removal(key, removal->number));
}

void TestCacheInspection::tellsOfEachRunWhoeverAnswers()
{
    Bench bench;
    std::vector<RunRecord> records;
    connect(&bench.session.engine().service(), &QueryService::runEnded, this,
        [&](const RunRecord& record) { records.push_back(record); });
    const EntryId id = bench.store("SELECT * FROM item");
    (void)bench.session.run("SELECT * FROM item");
    (void)bench.session.run("SELECT random() FROM item");
    (void)bench.session.run("SELECT nonsense");
    QCOMPARE(int(records.size()), 4);
    QCOMPARE(records[0].provenance.reason.code, ReasonCode::FirstSeen);
    QCOMPARE(records[0].entry, id);
    QCOMPARE(records[0].rows.value_or(-1), 3);
    QVERIFY(records[1].provenance.source == Source::Cache);
    QCOMPARE(records[1].entry, id);
    QVERIFY(records[1].components == records[0].components);
    QCOMPARE(records[2].provenance.reason.code, ReasonCode::Uncacheable);
    QCOMPARE(records[2].components.sql, QByteArray("SELECT random() FROM item"));
    QCOMPARE(records[2].entry, EntryId());
    QVERIFY(records[3].error);
    QVERIFY(!records[3].rows);
}

void TestCacheInspection::namesTheConnectionThatARequestCanBeSentOver()
{
    Bench bench;
    const EntryId id = bench.store("SELECT * FROM item");
    KeyComponents components = bench.look().detail(id)->info.facts->components;
    const QueryService& service = bench.session.engine().service();
    QVERIFY(service.connectionLike(components) == bench.session.connection());
    components.settings.push_back({"search_path", "elsewhere"});
    QVERIFY(!service.connectionLike(components));
    components.settings.clear();
    components.connection.database += "other";
    QVERIFY(!service.connectionLike(components));
}

QTEST_GUILESS_MAIN(TestCacheInspection)
#include "tst_cacheinspection.moc"
