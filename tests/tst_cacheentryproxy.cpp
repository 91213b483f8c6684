#include "ui/inspector/cacheentryproxy.h"

#include "tests/support/entries.h"
#include "tests/support/measured.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Column = CacheEntryModel::Column;

std::vector<quint64> shownIds(const CacheEntryProxy& proxy)
{
    std::vector<quint64> ids;
    for (int row = 0; row < proxy.rowCount(); ++row)
        ids.push_back(quint64(proxy.entryAt(proxy.index(row, 0)).id));
    return ids;
}

} // namespace

class TestCacheEntryProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void filters_data();
    void filters();
    void filtersWhatComesLater();
    void sortsByRawValueNotByText();
    void sortsNoTtlAsTheLongest();
    void sortsNoHitAsTheOldest();
    void keepsEqualEntriesInTheOrderOfStoring();
    void movesARowWhenItsValueChanges();
    void findsEntries();
    void showsAnIconPerState();
    void staysConsistentOverUpdates();
    void equalsANaiveArrangementAfterRandomChanges();
    void keepsTextsSortedWhileEntriesComeAndGo_data();
    void keepsTextsSortedWhileEntriesComeAndGo();
    void keepsTheRowsWhereTheFilterIsWrong();
    void arrangesManyEntriesInTime();
};

void TestCacheEntryProxy::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QString() << 3;
    QTest::newRow("spaces") << QStringLiteral("  ") << 3;
    QTest::newRow("SQL") << QStringLiteral("name") << 1;
    QTest::newRow("case") << QStringLiteral("select") << 3;
    QTest::newRow("table") << QStringLiteral("PRODUCTS") << 1;
    QTest::newRow("words over a line break") << QStringLiteral("from where") << 1;
    QTest::newRow("all words") << QStringLiteral("name customers") << 0;
    QTest::newRow("no pattern") << QStringLiteral(".*") << 0;
}

void TestCacheEntryProxy::filters()
{
    QFETCH(const QString, text);
    CacheEntryProxy proxy;
    proxy.setEntries(threeEntries());
    proxy.setFilterText(text);
    QTEST(proxy.rowCount(), "count");
    QCOMPARE(proxy.all().rowCount(), 3);
    proxy.setFilterText({});
    QCOMPARE(proxy.rowCount(), 3);
}

void TestCacheEntryProxy::filtersWhatComesLater()
{
    CacheEntryProxy proxy;
    proxy.setFilterText(QStringLiteral("orders"));
    proxy.setEntries(threeEntries());
    QCOMPARE(shownIds(proxy), std::vector<quint64>{2});
}

void TestCacheEntryProxy::sortsByRawValueNotByText()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].bytes = 900;
    entries[1].bytes = 2LL * 1024 * 1024;
    entries[2].bytes = 10LL * 1024;
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    proxy.sort(int(Column::Bytes));
    QCOMPARE(shownIds(proxy), std::vector<quint64>({1, 3, 2}));
    proxy.sort(int(Column::Bytes), Qt::DescendingOrder);
    QCOMPARE(shownIds(proxy), std::vector<quint64>({2, 3, 1}));
}

void TestCacheEntryProxy::sortsNoTtlAsTheLongest()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].ttlLeft = 100s;
    entries[2].ttlLeft = 20s;
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    proxy.sort(int(Column::TtlLeft));
    QCOMPARE(shownIds(proxy), std::vector<quint64>({3, 2, 1}));
}

void TestCacheEntryProxy::sortsNoHitAsTheOldest()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].lastHit = entries[0].created.addSecs(10);
    entries[2].lastHit = entries[0].created.addSecs(5);
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    proxy.sort(int(Column::LastHit));
    QCOMPARE(shownIds(proxy), std::vector<quint64>({2, 3, 1}));
}

void TestCacheEntryProxy::keepsEqualEntriesInTheOrderOfStoring()
{
    std::vector<EntryInfo> entries = threeEntries();
    for (EntryInfo& entry : entries)
        entry.created = entries[0].created;
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    proxy.sort(int(Column::Created));
    QCOMPARE(shownIds(proxy), std::vector<quint64>({1, 2, 3}));
    proxy.sort(int(Column::Created), Qt::DescendingOrder);
    QCOMPARE(shownIds(proxy), std::vector<quint64>({3, 2, 1}));
}

void TestCacheEntryProxy::movesARowWhenItsValueChanges()
{
    std::vector<EntryInfo> entries = threeEntries();
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    proxy.sort(int(Column::Hits), Qt::DescendingOrder);
    QCOMPARE(shownIds(proxy), std::vector<quint64>({2, 3, 1}));
    const QPersistentModelIndex first = proxy.indexOf(EntryId(1));
    entries[0].hits = 10;
    proxy.setEntries(entries);
    QCOMPARE(shownIds(proxy), std::vector<quint64>({1, 2, 3}));
    QCOMPARE(first.row(), 0);
}

void TestCacheEntryProxy::findsEntries()
{
    CacheEntryProxy proxy;
    proxy.setEntries(threeEntries());
    const QModelIndex index = proxy.indexOf(EntryId(2), Column::Expire);
    QCOMPARE(index.column(), int(Column::Expire));
    QCOMPARE(proxy.entryAt(index).id, EntryId(2));
    QVERIFY(!proxy.indexOf(EntryId(99)).isValid());
    proxy.setFilterText(QStringLiteral("products"));
    QVERIFY(!proxy.indexOf(EntryId(2)).isValid());
}

void TestCacheEntryProxy::showsAnIconPerState()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].state = EntryState::Unverifiable;
    entries[2].state = EntryState::Expired;
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    QList<qint64> icons;
    for (const EntryInfo& entry : entries) {
        const auto icon = proxy.indexOf(entry.id).data(Qt::DecorationRole).value<QIcon>();
        QVERIFY(!icon.pixmap(16).isNull());
        QVERIFY(!icons.contains(icon.cacheKey()));
        icons << icon.cacheKey();
    }
    QVERIFY(!proxy.indexOf(EntryId(1), Column::Sql).data(Qt::DecorationRole).isValid());
    entries[1].pinned = true;
    proxy.setEntries(entries);
    const auto pinned = proxy.indexOf(EntryId(2)).data(Qt::DecorationRole).value<QIcon>();
    QVERIFY(!icons.contains(pinned.cacheKey()));
    QVERIFY(!pinned.pixmap(16).isNull());
}

void TestCacheEntryProxy::staysConsistentOverUpdates()
{
    CacheEntryProxy proxy;
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= 300; ++id)
        entries.push_back(entryOf(id, id % 2 == 1 ? "SELECT odd" : "SELECT even", {"t"}, qint64(id % 7)));
    proxy.setEntries(entries);
    proxy.sort(int(Column::Hits), Qt::DescendingOrder);
    proxy.setFilterText(QStringLiteral("odd"));
    std::erase_if(entries, [](const EntryInfo& entry) { return quint64(entry.id) % 3 == 0; });
    entries[0].hits = 100;
    proxy.setEntries(entries);
    QCOMPARE(proxy.rowCount(), 100);
    QCOMPARE(shownIds(proxy).front(), 1U);
    proxy.setFilterText({});
    QCOMPARE(proxy.rowCount(), 200);
}

void TestCacheEntryProxy::equalsANaiveArrangementAfterRandomChanges()
{
    QRandomGenerator random(11);
    CacheEntryProxy proxy;
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    proxy.sort(int(Column::Hits), Qt::AscendingOrder);
    for (int step = 0; step < 60; ++step) {
        if (step % 5 == 0)
            proxy.setFilterText(step % 10 == 0 ? QStringLiteral("hits<5") : QString());
        std::map<quint64, QPersistentModelIndex> indexes;
        for (const quint64 id : shownIds(proxy))
            indexes[id] = proxy.indexOf(EntryId(id), Column::Sql);
        const double gone = random.generateDouble() * random.generateDouble();
        std::erase_if(entries, [&](const auto&) { return random.generateDouble() < gone; });
        for (auto& [id, entry] : entries)
            entry.hits = random.bounded(4) == 0 ? random.bounded(10) : entry.hits;
        for (int i = random.bounded(200); i > 0; --i) {
            ++lastId;
            entries.emplace(lastId, entryOf(lastId, "SELECT 1", {"t"}, random.bounded(10)));
        }
        std::vector<EntryInfo> all;
        for (const auto& [id, entry] : entries)
            all.push_back(entry);
        proxy.setEntries(all);
        if (step % 10 < 5)
            std::erase_if(all, [](const EntryInfo& entry) { return entry.hits >= 5; });
        std::ranges::stable_sort(all, {}, &EntryInfo::hits);
        const std::vector<quint64> shown = shownIds(proxy);
        QCOMPARE(shown.size(), all.size());
        for (size_t i = 0; i < all.size(); ++i)
            QCOMPARE(shown[i], quint64(all[i].id));
        for (const auto& [id, index] : indexes) {
            QCOMPARE(index.row(), proxy.indexOf(EntryId(id)).row());
            if (index.isValid())
                QCOMPARE(index.column(), int(Column::Sql));
        }
    }
}

void TestCacheEntryProxy::keepsTextsSortedWhileEntriesComeAndGo_data()
{
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::newRow("ascending") << Qt::AscendingOrder;
    QTest::newRow("descending") << Qt::DescendingOrder;
}

void TestCacheEntryProxy::keepsTextsSortedWhileEntriesComeAndGo()
{
    QFETCH(const Qt::SortOrder, order);
    QRandomGenerator random(5);
    CacheEntryProxy proxy;
    proxy.sort(int(Column::Sql), order);
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= 1500; ++id) {
        // Some share a text, some differ behind the first eight bytes only.
        entries.push_back(
            entryOf(id, "SELECT a_long_name_" + QByteArray::number(random.bounded(300)), {"t"}));
        if (id < 500 || id % 7 != 0)
            continue;
        entries.erase(entries.begin() + random.bounded(int(entries.size())));
        proxy.setEntries(entries);
        if (id % 3 == 0)
            (void)proxy.setFilterText(id % 2 == 0 ? QStringLiteral("_1") : QString());
        const bool isFiltered = proxy.rowCount() < int(entries.size());
        std::vector<EntryInfo> wanted = entries;
        if (isFiltered)
            std::erase_if(wanted, [](const EntryInfo& entry) { return !entry.facts->sql.contains("_1"); });
        std::ranges::stable_sort(wanted, {}, [](const EntryInfo& entry) { return entry.facts->sql; });
        if (order == Qt::DescendingOrder)
            std::ranges::reverse(wanted);
        const std::vector<quint64> shown = shownIds(proxy);
        QCOMPARE(shown.size(), wanted.size());
        for (size_t i = 0; i < wanted.size(); ++i)
            QCOMPARE(shown[i], quint64(wanted[i].id));
    }
}

void TestCacheEntryProxy::keepsTheRowsWhereTheFilterIsWrong()
{
    CacheEntryProxy proxy;
    proxy.setEntries(threeEntries());
    QVERIFY(!proxy.setFilterText(QStringLiteral("table:orders")));
    const std::optional<Error> error = proxy.setFilterText(QStringLiteral("table:orders state:"));
    QVERIFY(error);
    QCOMPARE(error->position.value_or(-1), 19);
    QCOMPARE(shownIds(proxy), std::vector<quint64>{2});
}

// What sorting by a proxy of Qt and filtering every other row took seconds for.
void TestCacheEntryProxy::arrangesManyEntriesInTime()
{
    constexpr quint64 kCount = 100'000;
    std::vector<EntryInfo> entries;
    entries.reserve(kCount);
    for (quint64 id = 1; id <= kCount; ++id)
        entries.push_back(
            entryOf(id, id % 2 == 0 ? "SELECT even" : "SELECT odd", {"t"}, qint64(id * 7 % 1000)));
    CacheEntryProxy proxy;
    proxy.setEntries(entries);
    // Quadratic work would take minutes; the bound leaves room for sanitizers.
    QVERIFY(measured("sort by hits", [&] { proxy.sort(int(Column::Hits)); }) < 10000);
    QVERIFY(measured("sort by SQL", [&] { proxy.sort(int(Column::Sql)); }) < 10000);
    QVERIFY(measured("filter", [&] { (void)proxy.setFilterText(QStringLiteral("even hits<900")); }) < 10000);
    QCOMPARE(proxy.rowCount(), 45'000);
    QVERIFY(measured("no filter", [&] { (void)proxy.setFilterText({}); }) < 10000);
    proxy.sort(int(Column::Hits));
    for (EntryInfo& entry : entries) {
        entry.age += 1s;
        entry.hits += quint64(entry.id) % 400 == 0;
    }
    QVERIFY(measured("update", [&] { entries = proxy.setEntries(std::move(entries)); }) < 10000);
    QCOMPARE(proxy.rowCount(), int(kCount));
}

QTEST_MAIN(TestCacheEntryProxy)
#include "tst_cacheentryproxy.moc"
