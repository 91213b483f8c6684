#include "ui/inspector/entriesdesk.h"

#include "cache/memorystore.h"
#include "models/inspector/entrycolumn.h"
#include "tests/support/heartbeat.h"
#include "tests/support/results.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheentriestable.h"
#include "ui/inspector/entriestree.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

/// So many that quadratic work would be seen, also under sanitizers.
constexpr int kEntries = 20'000;

/// A cache with many entries and the panel that shows it.
class Bench
{
public:
    explicit Bench(int count)
    {
        for (int i = 0; i < count; ++i)
            m_ids.push_back(keep(i));
        m_dock.resize(1280, 300);
        m_dock.show();
    }

    EntryId keep(int number)
    {
        const KeyComponents components{.connection = {"sqlite", "shop.db"},
            .sql = "SELECT * FROM orders WHERE id = " + QByteArray::number(number)};
        const CacheKey key(components);
        const ResultCache::Landed landed = m_cache.land(m_cache.beginFill(key),
            {.key = key,
                .components = components,
                .sql = components.sql,
                .result = m_rows,
                .tables = {number % 2 ? QByteArray("main.orders") : QByteArray("main.customers")},
                .cost = {.execute = 3ms}});
        return landed.entry;
    }
    /// One hit each of @p count entries, all over the cache, some of which are new.
    void use(int count)
    {
        for (int i = 0; i < count; ++i) {
            m_next = (m_next + 7919) % int(m_ids.size());
            if (i % 10 == 0)
                m_ids[size_t(m_next)] = keep(m_next);
            else
                m_cache.recordHit(m_ids[size_t(m_next)], 1ms, 1us);
        }
    }

    [[nodiscard]] CacheEntriesDock& dock() { return m_dock; }
    [[nodiscard]] CacheEntriesTable& table() { return *m_dock.findChild<CacheEntriesTable*>(); }
    /// With every group open.
    void groupBy(EntryGrouping grouping)
    {
        auto& by = *m_dock.findChild<QComboBox*>(QStringLiteral("entryGrouping"));
        by.setCurrentIndex(by.findData(int(grouping)));
        auto& tree = *m_dock.findChild<EntriesTree*>();
        for (int row = 0; row < tree.model()->rowCount(); ++row) {
            tree.setCurrentIndex(tree.model()->index(row, 0));
            QTest::keyClick(&tree, Qt::Key_Asterisk);
        }
    }
    [[nodiscard]] QAbstractItemModel& rows() { return *table().model(); }
    [[nodiscard]] const std::vector<EntryId>& ids() const { return m_ids; }

private:
    SystemClock m_clock;
    ResultCache m_cache{std::make_unique<MemoryStore>(qint64(1) << 32), m_clock};
    CacheControl m_control{m_cache, m_clock};
    QueryService m_service{m_cache, m_clock};
    ResultPtr m_rows = test::resultOf(1);
    std::vector<EntryId> m_ids;
    int m_next = 0;
    CacheEntriesDock m_dock;
    EntriesDesk m_desk{{m_service, m_cache, m_control}, m_dock};
};

} // namespace

class TestEntriesDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)"))); }

    void staysStillUnderManyEvents_data();
    void staysStillUnderManyEvents();
};

void TestEntriesDesk::staysStillUnderManyEvents_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<EntryGrouping>("grouping");
    QTest::newRow("created") << int(EntryColumn::Created) << EntryGrouping::None;
    QTest::newRow("hits") << int(EntryColumn::Hits) << EntryGrouping::None;
    QTest::newRow("age") << int(EntryColumn::Age) << EntryGrouping::None;
    QTest::newRow("SQL") << int(EntryColumn::Sql) << EntryGrouping::None;
    QTest::newRow("created, by table") << int(EntryColumn::Created) << EntryGrouping::Connection;
    QTest::newRow("hits, by table") << int(EntryColumn::Hits) << EntryGrouping::Connection;
    QTest::newRow("hits, by technique") << int(EntryColumn::Hits) << EntryGrouping::Technique;
}

// 1,000 events a second: at most four updates in a second, and what the user holds stays.
void TestEntriesDesk::staysStillUnderManyEvents()
{
    QFETCH(const int, column);
    QFETCH(const EntryGrouping, grouping);
    Bench bench(kEntries);
    QTRY_COMPARE(bench.rows().rowCount(), kEntries);
    bench.table().sortByColumn(column, Qt::AscendingOrder);
    bench.groupBy(grouping);
    // Never used by the events.
    const EntryId held = bench.ids().front();
    bench.dock().selectEntry(held);
    auto* const menu = bench.dock().findChild<QMenu*>(QStringLiteral("entryMenu"));
    menu->popup({});
    qint64 updates = 0;
    connect(&bench.rows(), &QAbstractItemModel::dataChanged, this, [&updates] { ++updates; });
    test::Heartbeat heartbeat;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 2000) {
        bench.use(10);
        QTest::qWait(10);
    }
    qInfo("longest stall %lld ms, %lld updates in %lld ms", qint64(heartbeat.longest().count()), updates,
        clock.elapsed());
    QVERIFY(updates > 0);
    QVERIFY(updates <= 4 * (clock.elapsed() / 1000 + 1));
    QCOMPARE(bench.dock().selectedEntries(), std::vector{held});
    QVERIFY(menu->isVisible());
    QCOMPARE(bench.table().horizontalHeader()->sortIndicatorSection(), column);
    menu->close();
}

QTEST_MAIN(TestEntriesDesk)
#include "tst_entriesdesk.moc"
