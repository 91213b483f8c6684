#include "ui/inspector/entriespane.h"

#include "tests/support/entriespanel.h"
#include "tests/support/entrygroupings.h"
#include "ui/inspector/buttondelegate.h"

#include <QHeaderView>
#include <QLocale>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>

#include <map>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Column = CacheEntryModel::Column;

} // namespace

/// The entries in groups, in their panel.
class TestEntriesPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void groupsAndKeepsTheSelection();
    void remembersTheGrouping();
    void restoresWhatWasSavedBeforeThereWereGroups();
    void expiresAGroup();
    void expiresAGroupByItsButton();
    void expiresAGroupOfOneEntryAtOnce();
    void expiresAnEntryOfAGroup();
    void opensAnEntryOfAGroupByReturn();
    void opensAndClosesAGroupByKeys();
    void keepsSelectionAndOpenGroupsOverUpdates();
    void followsASelectedEntryToAnotherGroup();
    void keepsTheSelectionOverRandomUpdates_data();
    void keepsTheSelectionOverRandomUpdates();
    void opensAGroupAgainThatComesBack();
    void usesTheSameColumnsInTableAndTree();
    void selectsAnEntryInAClosedGroup();
};

void TestEntriesPane::init()
{
    // The offscreen platform warns of what no window of it can do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestEntriesPane::groupsAndKeepsTheSelection()
{
    Panel panel;
    panel.dock().selectEntry(EntryId(2));
    panel.groupBy(EntryGrouping::Technique);
    QVERIFY(panel.tree().isVisible());
    QVERIFY(!panel.table().isVisible());
    QCOMPARE(panel.tree().model()->rowCount(), 1);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    panel.groupBy(EntryGrouping::Connection);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    QVERIFY(panel.group(QStringLiteral("orders")).isValid());
    panel.groupBy(EntryGrouping::None);
    QVERIFY(panel.table().isVisible());
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    QCOMPARE(panel.tree().model()->rowCount(), 0);
}

void TestEntriesPane::remembersTheGrouping()
{
    Panel before;
    before.groupBy(EntryGrouping::Tag);
    before.tree().hideColumn(int(Column::Age));
    before.tree().sortByColumn(int(Column::Hits), Qt::DescendingOrder);
    const QByteArray state = before.dock().saveState();
    Panel after;
    QVERIFY(after.dock().restoreState(state));
    QCOMPARE(after.grouping().currentData().toInt(), int(EntryGrouping::Tag));
    QVERIFY(after.tree().isVisible());
    QVERIFY(after.tree().isColumnHidden(int(Column::Age)));
    QCOMPARE(after.tree().header()->sortIndicatorSection(), int(Column::Hits));
    QVERIFY(after.dock().restoreState(Panel().dock().saveState()));
    QVERIFY(after.table().isVisible());
}

void TestEntriesPane::restoresWhatWasSavedBeforeThereWereGroups()
{
    Panel before;
    before.table().hideColumn(int(Column::Age));
    QByteArray state = before.dock().saveState();
    state[3] = 2;
    state.chop(4);
    Panel after;
    after.groupBy(EntryGrouping::State);
    QVERIFY(after.dock().restoreState(state));
    QVERIFY(after.table().isVisible());
    QVERIFY(after.table().isColumnHidden(int(Column::Age)));
    state[3] = 1;
    QVERIFY(!after.dock().restoreState(state));
}

void TestEntriesPane::expiresAGroup()
{
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].tags = {"report"};
    entries[2].tags = {"report", "daily"};
    panel.dock().showEntries(entries);
    panel.groupBy(EntryGrouping::Tag);
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    panel.clickGroup(QStringLiteral("report"));
    QCOMPARE(panel.dock().selectedEntries(), Ids({EntryId(3), EntryId(1)}));
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    QVERIFY(panel.tableAction(QStringLiteral("Expire the 2 entries of “report”")));
    // The button has room for no more.
    QCOMPARE(panel.button("expireSelectedButton").text(), QStringLiteral("Expire selected"));
    QTest::keyClick(&panel.tree(), Qt::Key_Delete);
    QCOMPARE(panel.dialogText("expireQuestion"), QStringLiteral("Expire the 2 entries of “report”?"));
    QCOMPARE(expired.size(), 0);
    panel.confirm();
    QCOMPARE(idsOf(expired), Ids({EntryId(3), EntryId(1)}));
    // The other actions mean them, too.
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    panel.tableAction(QStringLiteral("&Pin"))->trigger();
    QCOMPARE(wished.at(0)[0].value<EntryWish>().entries.size(), size_t(2));
    QVERIFY(!panel.tableAction(QStringLiteral("&Open result"))->isEnabled());
}

void TestEntriesPane::expiresAGroupByItsButton()
{
    Panel panel;
    panel.groupBy(EntryGrouping::Technique);
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    const QModelIndex button = panel.tree().model()->index(0, int(Column::Expire));
    QTest::mouseClick(panel.tree().viewport(), Qt::LeftButton, {},
        ButtonDelegate::buttonRect(panel.tree().visualRect(button)).center());
    QCOMPARE(panel.dialogText("expireQuestion").left(24), QStringLiteral("Expire the 3 entries of "));
    panel.confirm();
    QCOMPARE(idsOf(expired).size(), size_t(3));
    QVERIFY(panel.dock().selectedEntries().empty());
}

void TestEntriesPane::expiresAGroupOfOneEntryAtOnce()
{
    Panel panel;
    panel.groupBy(EntryGrouping::Connection);
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.clickGroup(QStringLiteral("orders"));
    panel
        .tableAction(QStringLiteral("Expire the one entry of “%1 · orders”")
                         .arg(panel.tree()
                                  .model()
                                  ->index(0, int(Column::Sql))
                                  .data()
                                  .toString()
                                  .section(QStringLiteral(" · "), 0, 0)))
        ->trigger();
    QVERIFY(!panel.dock().findChild<ExpireDialog*>());
    QCOMPARE(idsOf(expired), Ids{EntryId(2)});
}

void TestEntriesPane::expiresAnEntryOfAGroup()
{
    Panel panel;
    panel.groupBy(EntryGrouping::Technique);
    panel.tree().expandAll();
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    const QModelIndex parent = panel.tree().model()->index(0, 0);
    const QModelIndex second = panel.tree().model()->index(1, int(Column::Expire), parent);
    QTest::mouseClick(panel.tree().viewport(), Qt::LeftButton, {},
        ButtonDelegate::buttonRect(panel.tree().visualRect(second)).center());
    QCOMPARE(idsOf(expired), Ids{EntryId(2)});
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    panel.tree().setFocus();
    panel.dock().selectEntry(EntryId(1));
    QTest::keyClick(&panel.tree(), Qt::Key_Delete);
    QCOMPARE(idsOf(expired, 1), Ids{EntryId(1)});
}

void TestEntriesPane::opensAnEntryOfAGroupByReturn()
{
    Panel panel;
    panel.groupBy(EntryGrouping::State);
    panel.dock().selectEntry(EntryId(2));
    const QSignalSpy activated(&panel.dock(), &CacheEntriesDock::entryActivated);
    QTest::keyClick(&panel.tree(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    const QRect place
        = panel.tree().visualRect(panel.tree().currentIndex().siblingAtColumn(int(Column::Sql)));
    QTest::mouseClick(panel.tree().viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(activated.size(), 1);
    QTest::mouseDClick(panel.tree().viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated[1][0].value<EntryId>(), EntryId(2));
}

void TestEntriesPane::opensAndClosesAGroupByKeys()
{
    Panel panel;
    panel.groupBy(EntryGrouping::State);
    const QModelIndex proven = panel.tree().model()->index(0, 0);
    panel.tree().setCurrentIndex(proven);
    QTest::keyClick(&panel.tree(), Qt::Key_Right);
    QVERIFY(panel.tree().isExpanded(proven));
    QCOMPARE(panel.tree().model()->rowCount(proven), 3);
    QTest::keyClick(&panel.tree(), Qt::Key_Down);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(3)});
    QTest::keyClick(&panel.tree(), Qt::Key_Left);
    QTest::keyClick(&panel.tree(), Qt::Key_Left);
    QVERIFY(!panel.tree().isExpanded(proven));
    QTest::keyClick(&panel.tree(), Qt::Key_Return);
    QVERIFY(panel.tree().isExpanded(proven));
    panel.groupBy(EntryGrouping::Connection);
    panel.tree().setCurrentIndex(panel.tree().model()->index(0, 0));
    QTest::keyClick(&panel.tree(), Qt::Key_Asterisk);
    const QModelIndex orders = panel.group(QStringLiteral("orders")).siblingAtColumn(0);
    QVERIFY(panel.tree().isExpanded(orders));
    QVERIFY(!panel.tree().isExpanded(panel.tree().model()->index(0, 0, orders)));
}

void TestEntriesPane::keepsSelectionAndOpenGroupsOverUpdates()
{
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= 200; ++id)
        entries.push_back(entryOf(id, "SELECT", {id % 2 ? "odd" : "even"}, qint64(id)));
    Panel panel;
    panel.dock().showEntries(entries);
    panel.groupBy(EntryGrouping::Connection);
    panel.tree().sortByColumn(int(Column::Hits), Qt::AscendingOrder);
    panel.dock().selectEntry(EntryId(100));
    QVERIFY(panel.isOpen(QStringLiteral("even")));
    const int scrolled = panel.tree().verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    const QSignalSpy resets(panel.tree().model(), &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&panel.dock(), &CacheEntriesDock::selectionChanged);
    for (int round = 0; round < 20; ++round) {
        for (EntryInfo& entry : entries) {
            entry.age += 1s;
            entry.hits += quint64(entry.id) % 7 == 0 && entry.id > EntryId(100);
        }
        entries.erase(entries.begin() + 150);
        entries.push_back(entryOf(201 + quint64(round), "SELECT", {"even"}, 1000));
        panel.dock().showEntries(entries);
        QCoreApplication::processEvents();
    }
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(100)});
    QCOMPARE(panel.tree().verticalScrollBar()->value(), scrolled);
    QVERIFY(panel.isOpen(QStringLiteral("even")));
    QVERIFY(!panel.isOpen(QStringLiteral("odd")));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 0);
}

void TestEntriesPane::followsASelectedEntryToAnotherGroup()
{
    Panel panel;
    panel.groupBy(EntryGrouping::State);
    panel.dock().selectEntry(EntryId(2));
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].state = EntryState::Doubtful;
    panel.dock().showEntries(entries);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    QVERIFY(panel.isOpen(QStringLiteral("To be checked")));
    QCOMPARE(panel.tree().currentIndex().parent().siblingAtColumn(int(Column::Sql)),
        panel.group(QStringLiteral("To be checked")));
    entries.erase(entries.begin() + 1);
    panel.dock().showEntries(entries);
    QVERIFY(panel.dock().selectedEntries().empty());
    QVERIFY(!panel.button("expireSelectedButton").isEnabled());
}

void TestEntriesPane::keepsTheSelectionOverRandomUpdates_data()
{
    addGroupings();
}

void TestEntriesPane::keepsTheSelectionOverRandomUpdates()
{
    QFETCH(const EntryGrouping, grouping);
    QRandomGenerator random(17);
    Panel panel;
    panel.groupBy(grouping);
    panel.tree().sortByColumn(int(Column::Hits), Qt::DescendingOrder);
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    Ids selected;
    for (int step = 0; step < 80; ++step) {
        std::erase_if(entries, [&](const auto&) { return random.bounded(12) == 0; });
        for (auto& [id, entry] : entries) {
            entry.hits += random.bounded(3);
            entry.state = random.bounded(4) == 0 ? EntryState(random.bounded(4)) : entry.state;
            if (random.bounded(4) == 0)
                entry.tags = QByteArrayList({"red", "green", "blue"}).mid(random.bounded(4));
        }
        for (int i = random.bounded(10); i > 0; --i) {
            ++lastId;
            const QByteArrayList tables = QByteArrayList({"a", "b", "c"}).mid(random.bounded(4));
            entries.emplace(lastId, entryOf(lastId, "SELECT", tables, random.bounded(10)));
        }
        std::vector<EntryInfo> all;
        for (const auto& [id, entry] : entries)
            all.push_back(entry);
        panel.dock().showEntries(std::move(all));
        if (step % 2 == 0)
            QCoreApplication::processEvents();
        std::erase_if(selected, [&](EntryId id) { return !entries.contains(quint64(id)); });
        Ids found = panel.dock().selectedEntries();
        std::ranges::sort(found);
        QCOMPARE(found, selected);
        if (step % 10 != 0)
            continue;
        selected.clear();
        for (const auto& [id, entry] : entries) {
            if (random.bounded(4) == 0)
                selected.push_back(EntryId(id));
        }
        panel.tree().clearSelection();
        panel.tree().selectEntries(selected);
    }
}

void TestEntriesPane::opensAGroupAgainThatComesBack()
{
    Panel panel;
    panel.groupBy(EntryGrouping::State);
    panel.tree().expandAll();
    std::vector<EntryInfo> entries = threeEntries();
    for (EntryInfo& entry : entries)
        entry.state = EntryState::Doubtful;
    panel.dock().showEntries(entries);
    QVERIFY(!panel.group(QStringLiteral("Proven")).isValid());
    QVERIFY(!panel.tree().isExpanded(panel.tree().model()->index(0, 0)));
    panel.dock().showEntries(threeEntries());
    QVERIFY(panel.isOpen(QStringLiteral("Proven")));
}

void TestEntriesPane::usesTheSameColumnsInTableAndTree()
{
    Panel panel;
    panel.table().hideColumn(int(Column::Age));
    panel.table().setColumnWidth(int(Column::Tables), 123);
    panel.table().horizontalHeader()->moveSection(int(Column::Expire), 0);
    panel.groupBy(EntryGrouping::State);
    QVERIFY(panel.tree().isColumnHidden(int(Column::Age)));
    QCOMPARE(panel.tree().columnWidth(int(Column::Tables)), 123);
    QCOMPARE(panel.tree().header()->visualIndex(int(Column::Expire)), 0);
    QCOMPARE(panel.tree().header()->length(), panel.tree().viewport()->width());
    panel.tree().hideColumn(int(Column::Sql));
    const QModelIndex group = panel.tree().model()->index(0, panel.tree().treePosition());
    QVERIFY(!panel.tree().isColumnHidden(group.column()));
    QCOMPARE(group.data().toString(), QStringLiteral("Proven · 3 entries"));
    panel.tree().sortByColumn(int(Column::Hits), Qt::AscendingOrder);
    panel.groupBy(EntryGrouping::None);
    QVERIFY(panel.table().isColumnHidden(int(Column::Sql)));
    panel.table().showColumn(int(Column::Sql));
    panel.groupBy(EntryGrouping::State);
    QCOMPARE(panel.tree().treePosition(), int(Column::Sql));
    panel.groupBy(EntryGrouping::None);
    panel.table().hideColumn(int(Column::Sql));
    panel.groupBy(EntryGrouping::State);
    QVERIFY(!panel.tree().isColumnHidden(panel.tree().treePosition()));
    panel.groupBy(EntryGrouping::None);
    QCOMPARE(panel.table().horizontalHeader()->sortIndicatorSection(), int(Column::Hits));
}

void TestEntriesPane::selectsAnEntryInAClosedGroup()
{
    Panel panel;
    panel.groupBy(EntryGrouping::Connection);
    panel.dock().selectEntry(EntryId(3));
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(3)});
    QVERIFY(panel.isOpen(QStringLiteral("products")));
    QVERIFY(!panel.tree().visualRect(panel.tree().currentIndex()).isEmpty());
}

QTEST_MAIN(TestEntriesPane)
#include "tst_entriespane.moc"
