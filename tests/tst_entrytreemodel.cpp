#include "ui/inspector/entrytreemodel.h"

#include "models/inspector/entrytext.h"
#include "tests/support/entries.h"
#include "tests/support/entrygroupings.h"
#include "tests/support/measured.h"
#include "ui/inspector/entrytreeselection.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Column = EntryTreeModel::Column;
using Ids = std::vector<quint64>;

/// A tree of three entries, each of a table of its own.
class Bench
{
public:
    explicit Bench(EntryGrouping grouping, std::vector<EntryInfo> entries = threeEntries())
    {
        proxy.setEntries(std::move(entries));
        tree.setGrouping(grouping);
    }

    /// The group that @p path names, with its entries made.
    QModelIndex group(const QStringList& path)
    {
        QModelIndex found;
        for (const QString& name : path) {
            for (int row = 0; row < tree.rowCount(found); ++row) {
                const QModelIndex index = tree.index(row, 0, found);
                if (tree.groups().at(tree.groupAt(index)).name == name) {
                    found = index;
                    break;
                }
            }
        }
        tree.fetchMore(found);
        return found;
    }
    [[nodiscard]] Ids idsBelow(const QModelIndex& group) const
    {
        Ids ids;
        for (int row = 0; row < tree.rowCount(group); ++row)
            ids.push_back(quint64(tree.groups().idOf(tree.entryAt(tree.index(row, 0, group)))));
        return ids;
    }
    [[nodiscard]] QString text(const QModelIndex& group, Column column) const
    {
        return group.siblingAtColumn(int(column)).data().toString();
    }

    CacheEntryProxy proxy;
    EntryTreeModel tree{&proxy};
};

std::vector<EntryInfo> taggedEntries()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].tags = {"daily", "report"};
    entries[1].tags = {"report"};
    return entries;
}

const QString kReport = QStringLiteral("report");
const QString kDaily = QStringLiteral("daily");

Ids plainIds(const std::vector<EntryInfo>& entries)
{
    Ids ids;
    for (const EntryInfo& entry : entries)
        ids.push_back(quint64(entry.id));
    return ids;
}

} // namespace

class TestEntryTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsConnectionsTablesAndEntries();
    void makesRowsWhenAGroupIsOpened();
    void showsSumsAndWhatTheTableShows();
    void filtersAndSortsWithinGroups();
    void sortsGroupsBySums();
    void selectsAnEntryOnceThoughItStandsTwice();
    void meansTheEntriesOfAGroupThatIsSelected();
    void meansOnlyWhatIsSelectedBelowAGroup();
    void hasNoRowsWithoutAGrouping();
    void equalsANaiveTreeAfterRandomChanges_data();
    void equalsANaiveTreeAfterRandomChanges();
    void followsManyEntriesInTime();
};

void TestEntryTreeModel::showsConnectionsTablesAndEntries()
{
    std::vector<EntryInfo> entries = threeEntries();
    changeFacts(entries[0], [](EntryFacts& facts) { facts.tables = {"main.customers", "main.orders"}; });
    changeFacts(entries[1], [](EntryFacts& facts) { facts.tables = {"main.orders"}; });
    changeFacts(entries[2], [](EntryFacts& facts) { facts.tables = {}; });
    Bench bench(EntryGrouping::Connection, entries);
    ConnectionNames names;
    names.add({}, QStringLiteral("shop"));
    bench.proxy.setConnections(names);
    const QString shop = QStringLiteral("shop");
    QCOMPARE(bench.tree.rowCount(), 1);
    QCOMPARE(bench.tree.rowCount(bench.group({shop})), 3);
    QCOMPARE(bench.idsBelow(bench.group({shop, QStringLiteral("customers")})), Ids{1});
    QCOMPARE(bench.idsBelow(bench.group({shop, QStringLiteral("orders")})), Ids({1, 2}));
    QCOMPARE(bench.idsBelow(bench.group({shop, QStringLiteral("no table")})), Ids{3});
    QCOMPARE(bench.text(bench.group({shop}), Column::Sql), QStringLiteral("shop · 3 entries"));
}

void TestEntryTreeModel::makesRowsWhenAGroupIsOpened()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    const QModelIndex report = bench.tree.index(1, 0);
    QVERIFY(bench.tree.hasChildren(report));
    QCOMPARE(bench.tree.rowCount(report), 0);
    QVERIFY(bench.tree.canFetchMore(report));
    bench.tree.fetchMore(report);
    QCOMPARE(bench.idsBelow(report), Ids({1, 2}));
    QVERIFY(!bench.tree.canFetchMore(report));
    QVERIFY(!bench.tree.hasChildren(bench.tree.index(0, 0, report)));
}

void TestEntryTreeModel::showsSumsAndWhatTheTableShows()
{
    std::vector<EntryInfo> entries = taggedEntries();
    entries[0].bytes = 1000;
    entries[1].bytes = 24;
    entries[0].timeSaved = 1500ms;
    entries[1].timeSaved = 500ms;
    Bench bench(EntryGrouping::Tag, entries);
    const QModelIndex report = bench.group({kReport});
    QCOMPARE(bench.text(report, Column::Sql), QStringLiteral("report · 2 entries"));
    QCOMPARE(bench.text(report, Column::Hits), QStringLiteral("14"));
    EntryInfo sum = entries[0];
    sum.bytes = 1024;
    sum.timeSaved = 2s;
    QCOMPARE(bench.text(report, Column::Bytes), entryCellText(sum, Column::Bytes));
    QCOMPARE(bench.text(report, Column::TimeSaved), entryCellText(sum, Column::TimeSaved));
    QVERIFY(bench.text(report, Column::Created).isEmpty());
    QVERIFY(
        report.siblingAtColumn(int(Column::Hits)).data(Qt::AccessibleTextRole).toString().contains(u"14"));
    for (int column = 0; column < bench.tree.columnCount(); ++column) {
        for (const Qt::ItemDataRole role :
            {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::TextAlignmentRole}) {
            QCOMPARE(bench.tree.index(0, column, report).data(role),
                bench.proxy.indexOf(EntryId(1), Column(column)).data(role));
        }
    }
    const auto icon
        = [](const QModelIndex& index) { return index.data(Qt::DecorationRole).value<QIcon>().cacheKey(); };
    QCOMPARE(icon(bench.tree.index(0, int(Column::State), report)), icon(bench.proxy.indexOf(EntryId(1))));
    bench.tree.setNameColumn(Column::Tags);
    QCOMPARE(bench.text(report, Column::Tags), QStringLiteral("report · 2 entries"));
    QVERIFY(bench.text(report, Column::Sql).isEmpty());
}

void TestEntryTreeModel::filtersAndSortsWithinGroups()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    bench.tree.sort(int(Column::Hits), Qt::DescendingOrder);
    QCOMPARE(bench.idsBelow(bench.group({kReport})), Ids({2, 1}));
    QVERIFY(!bench.proxy.setFilterText(QStringLiteral("table:customers")));
    QCOMPARE(bench.idsBelow(bench.group({kReport})), Ids{1});
    QCOMPARE(bench.tree.rowCount(), 2);
    QCOMPARE(bench.text(bench.group({kReport}), Column::Sql), QStringLiteral("report · 1 entry"));
    QVERIFY(bench.proxy.setFilterText(QStringLiteral("state:")));
    QCOMPARE(bench.tree.rowCount(), 2);
}

void TestEntryTreeModel::sortsGroupsBySums()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    const QPersistentModelIndex report(bench.group({kReport}));
    const QPersistentModelIndex entry(bench.tree.index(1, int(Column::Sql), report));
    bench.tree.sort(int(Column::Hits), Qt::DescendingOrder);
    QCOMPARE(report.row(), 0);
    bench.tree.sort(int(Column::Hits), Qt::AscendingOrder);
    QCOMPARE(report.row(), 2);
    QCOMPARE(entry.parent(), QModelIndex(report));
    QCOMPARE(bench.tree.groups().idOf(bench.tree.entryAt(entry)), EntryId(2));
}

void TestEntryTreeModel::selectsAnEntryOnceThoughItStandsTwice()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    const QItemSelection rows = rowsOf(bench.tree, {EntryId(1), EntryId(3), EntryId(99)});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(plainIds(entriesIn(bench.tree, rows)), Ids({1, 3}));
    QItemSelection both(
        bench.tree.index(0, 0, bench.group({kDaily})), bench.tree.index(0, 0, bench.group({kDaily})));
    both.append(QItemSelectionRange(bench.tree.index(0, 0, bench.group({kReport}))));
    QCOMPARE(plainIds(entriesIn(bench.tree, both)), Ids{1});
    QCOMPARE(entriesIn(bench.tree, rows, 1).size(), size_t(1));
}

void TestEntryTreeModel::meansTheEntriesOfAGroupThatIsSelected()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    const QModelIndex report = bench.tree.index(1, 0);
    QCOMPARE(plainIds(entriesIn(bench.tree, QItemSelection(report, report))), Ids({1, 2}));
    const QItemSelection all(bench.tree.index(0, 0), bench.tree.index(2, 0));
    QCOMPARE(plainIds(entriesIn(bench.tree, all)), Ids({1, 2, 3}));
    QVERIFY(!bench.proxy.setFilterText(QStringLiteral("orders")));
    QCOMPARE(plainIds(entriesIn(bench.tree, QItemSelection(bench.tree.index(0, 0), bench.tree.index(0, 0)))),
        Ids{2});
}

// Rows from the end of one group to the middle of the next include the head of the next.
void TestEntryTreeModel::meansOnlyWhatIsSelectedBelowAGroup()
{
    Bench bench(EntryGrouping::Tag, taggedEntries());
    const QModelIndex report = bench.group({kReport});
    QItemSelection selection(report, report);
    selection.append(QItemSelectionRange(bench.tree.index(1, 0, report)));
    QCOMPARE(plainIds(entriesIn(bench.tree, selection)), Ids{2});
}

void TestEntryTreeModel::hasNoRowsWithoutAGrouping()
{
    Bench bench(EntryGrouping::None);
    QCOMPARE(bench.tree.rowCount(), 0);
    bench.tree.setGrouping(EntryGrouping::State);
    QCOMPARE(bench.tree.rowCount(), 1);
    bench.tree.setGrouping(EntryGrouping::None);
    QCOMPARE(bench.tree.rowCount(), 0);
}

void TestEntryTreeModel::equalsANaiveTreeAfterRandomChanges_data()
{
    addGroupings();
}

// The tree whose rows follow the changes is compared with one that is made anew.
void TestEntryTreeModel::equalsANaiveTreeAfterRandomChanges()
{
    QFETCH(const EntryGrouping, grouping);
    QRandomGenerator random(13);
    Bench bench(grouping, {});
    const QAbstractItemModelTester tester(&bench.tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&bench.tree, &QAbstractItemModel::modelReset);
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    bench.tree.sort(int(Column::Hits), Qt::DescendingOrder);
    for (int step = 0; step < 40; ++step) {
        const double gone = random.generateDouble() * random.generateDouble();
        std::erase_if(entries, [&](const auto&) { return random.generateDouble() < gone; });
        for (auto& [id, entry] : entries) {
            entry.hits += random.bounded(3);
            entry.state = random.bounded(4) == 0 ? EntryState(random.bounded(4)) : entry.state;
            entry.tags = random.bounded(4) == 0 ? someOf({"red", "green"}, random) : entry.tags;
        }
        for (int i = random.bounded(40); i > 0; --i) {
            ++lastId;
            EntryInfo entry = entryOf(lastId, "SELECT", someOf({"a", "b", "c"}, random), random.bounded(10));
            const QByteArray database = random.bounded(2) == 0 ? "shop" : "stock";
            changeFacts(entry, [&](EntryFacts& facts) {
                facts.components.connection = {"sqlite", database};
            });
            entries.emplace(lastId, entry);
        }
        std::vector<EntryInfo> all;
        for (const auto& [id, entry] : entries)
            all.push_back(entry);
        if (step % 4 == 0)
            (void)bench.proxy.setFilterText(step % 8 == 0 ? QStringLiteral("hits<9") : QString());
        bench.proxy.setEntries(std::move(all));
        EntryTreeModel anew(&bench.proxy);
        anew.setGrouping(grouping);
        const auto compare = [&](const auto& self, const QModelIndex& one, const QModelIndex& other) -> void {
            bench.tree.fetchMore(one);
            anew.fetchMore(other);
            QCOMPARE(bench.tree.rowCount(one), anew.rowCount(other));
            for (int row = 0; row < anew.rowCount(other); ++row) {
                const QModelIndex mine = bench.tree.index(row, 0, one);
                const QModelIndex wanted = anew.index(row, 0, other);
                QCOMPARE(bench.tree.entryAt(mine), anew.entryAt(wanted));
                for (const Column column : {Column::Sql, Column::Hits, Column::Bytes})
                    QCOMPARE(bench.text(mine, column), bench.text(wanted, column));
                self(self, mine, wanted);
            }
        };
        compare(compare, {}, {});
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(resets.size(), 0);
}

void TestEntryTreeModel::followsManyEntriesInTime()
{
    constexpr quint64 kCount = 100'000;
    std::vector<EntryInfo> entries;
    entries.reserve(kCount);
    for (quint64 id = 1; id <= kCount; ++id) {
        entries.push_back(entryOf(id, "SELECT", {"t" + QByteArray::number(id % 100)}, qint64(id * 7 % 1000)));
        changeFacts(entries.back(), [](EntryFacts& facts) {
            facts.components.connection = {"sqlite", "shop.db"};
        });
    }
    Bench bench(EntryGrouping::Connection, entries);
    const QModelIndex connection = bench.tree.index(0, 0);
    QCOMPARE(bench.tree.rowCount(connection), 100);
    // Quadratic work would take minutes; the bound leaves room for sanitizers.
    QVERIFY(measured("open all", [&] {
        for (int row = 0; row < bench.tree.rowCount(connection); ++row)
            bench.tree.fetchMore(bench.tree.index(row, 0, connection));
    }) < 10000);
    bench.tree.sort(int(Column::Hits));
    const auto change = [&] {
        for (EntryInfo& entry : entries) {
            entry.age += 1s;
            entry.hits += quint64(entry.id) % 400 == 0;
        }
    };
    change();
    QVERIFY(
        measured("table and tree", [&] { entries = bench.proxy.setEntries(std::move(entries)); }) < 10000);
    QElapsedTimer clock;
    qint64 treeOnly = 0;
    connect(&bench.tree, &EntryTreeModel::updateStarted, this, [&] { clock.start(); });
    connect(&bench.tree, &EntryTreeModel::updateEnded, this, [&] { treeOnly = clock.elapsed(); });
    change();
    bench.proxy.setEntries(entries);
    qInfo("tree alone: %lld ms", treeOnly);
    QVERIFY(treeOnly < 10000);
    int below = 0;
    for (int row = 0; row < bench.tree.rowCount(connection); ++row)
        below += bench.tree.rowCount(bench.tree.index(row, 0, connection));
    QCOMPARE(below, int(kCount));
}

QTEST_MAIN(TestEntryTreeModel)
#include "tst_entrytreemodel.moc"
