#include "ui/inspector/cacheentriesdock.h"

#include "models/inspector/cacheentrymodel.h"
#include "tests/support/entriespanel.h"
#include "ui/columnlayout.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/undobar.h"
#include "ui/noticebar.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Column = CacheEntryModel::Column;

} // namespace

class TestCacheEntriesDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void hasANameAndATitle();
    void expiresTheRowOfTheButton();
    void expiresTheRightRowWhenSortedAndFiltered();
    void expiresTheSelectionByButton();
    void expiresTheSelectionByDel();
    void showsTheLargestFirstAndDefaultsToCancel();
    void offersWhatTheSelectionNames();
    void asksBeforeExpiringATable();
    void expiresATableWithOneEntryAtOnce();
    void expiresByTagAndByPattern();
    void enablesWhatWouldDoSomething();
    void wishesForWhatTheMenuSays_data();
    void wishesForWhatTheMenuSays();
    void selectsAnEntryThatIsYetToCome();
    void opensByReturn();
    void opensByADoubleClickOnly();
    void asksForTags();
    void offersToUndo();
    void leavesDelToTheFilter();
    void disablesExpireSelectedWithoutASelection();
    void asksBeforeExpiringAll();
    void expiresNothingWhenCancelled();
    void countsWhatTheFilterHides();
    void disablesExpireAllWithoutEntries();
    void showsTotals_data();
    void showsTotals();
    void hintsWhenThereIsNothingToShow();
    void keepsSelectionSortAndScrollOverUpdates();
    void selectsAnEntryAndShowsIt();
    void copiesSqlAndKeys();
    void restoresColumnsAndSorting();
    void namesItsControls();
    void selectsTheFirstRowWhenTheKeyboardComes();
    void saysOnlyWhatIsWrongWithTheFilter();
};

void TestCacheEntriesDock::init()
{
    // The offscreen platform warns of what no window of it can do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCacheEntriesDock::hasANameAndATitle()
{
    const CacheEntriesDock dock;
    QCOMPARE(dock.objectName(), QStringLiteral("cacheEntriesDock"));
    QCOMPARE(dock.windowTitle(), QStringLiteral("Cache entries"));
}

void TestCacheEntriesDock::expiresTheRowOfTheButton()
{
    Panel panel;
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    for (const quint64 id : {2U, 1U, 3U})
        panel.clickExpire(EntryId(id));
    QCOMPARE(expired.size(), 3);
    QCOMPARE(idsOf(expired, 0), Ids{EntryId(2)});
    QCOMPARE(idsOf(expired, 1), Ids{EntryId(1)});
    QCOMPARE(idsOf(expired, 2), Ids{EntryId(3)});
}

void TestCacheEntriesDock::expiresTheRightRowWhenSortedAndFiltered()
{
    Panel panel;
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.table().sortByColumn(int(Column::Hits), Qt::AscendingOrder);
    panel.filter().setText(QStringLiteral("s FROM"));
    panel.filter().setText(QStringLiteral("*"));
    QCOMPARE(panel.shown().size(), 2);
    const QRect first = panel.table().visualRect(panel.table().model()->index(0, int(Column::Expire)));
    QTest::mouseClick(
        panel.table().viewport(), Qt::LeftButton, {}, ButtonDelegate::buttonRect(first).center());
    QCOMPARE(idsOf(expired), Ids{EntryId(1)});
    panel.clickExpire(EntryId(2));
    QCOMPARE(idsOf(expired, 1), Ids{EntryId(2)});
    QCOMPARE(panel.table().expireButtonRect(EntryId(3)), QRect());
}

void TestCacheEntriesDock::expiresTheSelectionByButton()
{
    Panel panel;
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.table().selectAll();
    QTest::mouseClick(&panel.button("expireSelectedButton"), Qt::LeftButton);
    QCOMPARE(expired.size(), 0);
    QCOMPARE(panel.dialogText("expireQuestion"), QStringLiteral("Expire the 3 selected entries?"));
    QVERIFY(panel.dialogText("expireCount").startsWith(QStringLiteral("3 entries, ")));
    QCOMPARE(panel.dialog().findChild<QListWidget*>()->count(), 3);
    panel.confirm();
    QCOMPARE(expired.size(), 1);
    QCOMPARE(idsOf(expired), Ids({EntryId(3), EntryId(2), EntryId(1)}));
}

void TestCacheEntriesDock::expiresTheSelectionByDel()
{
    Panel panel;
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.dock().selectEntry(EntryId(1));
    panel.table().setFocus();
    QTest::keyClick(&panel.table(), Qt::Key_Delete);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(idsOf(expired), Ids{EntryId(1)});
}

void TestCacheEntriesDock::showsTheLargestFirstAndDefaultsToCancel()
{
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].bytes = 5000;
    panel.dock().showEntries(entries);
    panel.table().selectAll();
    panel.tableAction(QStringLiteral("Expire selected"))->trigger();
    const auto* const list = panel.dialog().findChild<QListWidget*>();
    QVERIFY(list->item(0)->text().contains(QStringLiteral("FROM orders")));
    QVERIFY(panel.dialog().findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel)->isDefault());
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    QTest::keyClick(&panel.dialog(), Qt::Key_Return);
    QTRY_VERIFY(!panel.dock().findChild<ExpireDialog*>());
    QCOMPARE(expired.size(), 0);
}

void TestCacheEntriesDock::offersWhatTheSelectionNames()
{
    Panel panel;
    panel.nameConnection(QStringLiteral("shop & co"));
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].tags = {"report"};
    panel.dock().showEntries(entries);
    panel.dock().selectEntry(EntryId(2));
    QCOMPARE(panel.expireOffers(),
        QStringList({QStringLiteral("All of table “orders” of shop && co"),
            QStringLiteral("All of connection “shop && co”"), QStringLiteral("All with tag “report”"),
            QStringLiteral("By &tag…"), QStringLiteral("By &pattern…")}));
}

void TestCacheEntriesDock::asksBeforeExpiringATable()
{
    Panel panel;
    panel.nameConnection(QStringLiteral("shop"));
    std::vector<EntryInfo> entries = threeEntries();
    entries.push_back(entryOf(4, "SELECT count(*) FROM orders", {"orders"}));
    panel.dock().showEntries(entries);
    panel.dock().selectEntry(EntryId(2));
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    panel.expireMore(QStringLiteral("All of table “orders” of shop"));
    QCOMPARE(wished.size(), 0);
    QCOMPARE(panel.dialogText("expireQuestion"), QStringLiteral("Expire: All of table “orders” of shop?"));
    QVERIFY(panel.dialogText("expireCount").startsWith(QStringLiteral("2 entries, ")));
    panel.confirm();
    QCOMPARE(wished.size(), 1);
    const auto wish = wished[0][0].value<EntryWish>();
    QVERIFY(wish.act == EntryWish::Act::ExpireTable);
    QCOMPARE(wish.table, "orders");
    QCOMPARE(wish.entries.size(), size_t(2));
}

void TestCacheEntriesDock::expiresATableWithOneEntryAtOnce()
{
    Panel panel;
    panel.nameConnection(QStringLiteral("shop"));
    panel.dock().selectEntry(EntryId(2));
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    panel.expireMore(QStringLiteral("All of table “orders” of shop"));
    QVERIFY(!panel.dock().findChild<ExpireDialog*>());
    QCOMPARE(larder::idsOf(wished.at(0)[0].value<EntryWish>().entries), Ids{EntryId(2)});
}

void TestCacheEntriesDock::expiresByTagAndByPattern()
{
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].tags = {"report"};
    entries[2].tags = {"report", "daily"};
    panel.dock().showEntries(entries);
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.expireMore(QStringLiteral("By &tag…"));
    QVERIFY(!panel.dialog().findChild<QPushButton*>(QStringLiteral("confirmExpire"))->isEnabled());
    QTest::keyClicks(panel.dialog().findChild<QLineEdit*>(), QStringLiteral("report"));
    QTRY_VERIFY(panel.dialogText("expireCount").startsWith(QStringLiteral("2 entries")));
    panel.confirm();
    QCOMPARE(idsOf(expired).size(), size_t(2));
    QTRY_VERIFY(!panel.dock().findChild<ExpireDialog*>());
    panel.expireMore(QStringLiteral("By &pattern…"));
    QTest::keyClicks(panel.dialog().findChild<QLineEdit*>(), QStringLiteral("from ORDERS*id"));
    QTRY_VERIFY(panel.dialogText("expireCount").startsWith(QStringLiteral("1 entry, ")));
    panel.confirm();
    QCOMPARE(idsOf(expired, 1), Ids{EntryId(2)});
}

void TestCacheEntriesDock::enablesWhatWouldDoSomething()
{
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].pinned = true;
    entries[0].outdated = true;
    entries[1].state = EntryState::Unverifiable;
    changeFacts(entries[2], [](EntryFacts& facts) { facts.components.technique = Technique::Schema; });
    panel.dock().showEntries(entries);
    const auto enabled = [&](quint64 id) {
        panel.dock().selectEntry(EntryId(id));
        QStringList texts;
        for (const char* const text :
            {"&Open result", "&Refresh", "&Validate now", "Mark as outdate&d", "&Pin", "&Unpin"}) {
            if (panel.tableAction(QString::fromLatin1(text))->isEnabled())
                texts << QString::fromLatin1(text).remove(u'&');
        }
        return texts.join(u',');
    };
    QCOMPARE(enabled(1), QStringLiteral("Open result,Refresh,Validate now,Unpin"));
    QCOMPARE(enabled(2), QStringLiteral("Open result,Refresh,Validate now,Mark as outdated,Pin"));
    QCOMPARE(enabled(3), QStringLiteral("Validate now,Mark as outdated,Pin"));
    panel.table().clearSelection();
    for (const char* const text : {"&Open result", "&Refresh", "&Tags…", "Expire selected", "Copy key"})
        QVERIFY(!panel.tableAction(QString::fromUtf8(text))->isEnabled());
}

void TestCacheEntriesDock::wishesForWhatTheMenuSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<EntryWish::Act>("act");
    const auto row = [](const char* text, EntryWish::Act act) {
        QTest::newRow(text) << QString::fromLatin1(text) << act;
    };
    row("&Open result", EntryWish::Act::Open);
    row("&Refresh", EntryWish::Act::Refresh);
    row("&Validate now", EntryWish::Act::Validate);
    row("Mark as outdate&d", EntryWish::Act::MarkOutdated);
    row("&Pin", EntryWish::Act::Pin);
    row("&Unpin", EntryWish::Act::Unpin);
}

void TestCacheEntriesDock::wishesForWhatTheMenuSays()
{
    QFETCH(const QString, text);
    QFETCH(const EntryWish::Act, act);
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].pinned = act == EntryWish::Act::Unpin;
    panel.dock().showEntries(entries);
    panel.dock().selectEntry(EntryId(2));
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    panel.tableAction(text)->trigger();
    QCOMPARE(wished.size(), 1);
    QVERIFY(wished[0][0].value<EntryWish>().act == act);
    QCOMPARE(larder::idsOf(wished[0][0].value<EntryWish>().entries), Ids{EntryId(2)});
    QVERIFY(!panel.tableAction(text)->toolTip().isEmpty());
}

void TestCacheEntriesDock::selectsAnEntryThatIsYetToCome()
{
    Panel panel;
    panel.dock().showEntries({threeEntries()[0]});
    panel.dock().selectEntry(EntryId(2));
    QVERIFY(panel.dock().selectedEntries().empty());
    panel.dock().showEntries(threeEntries());
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    // Once, or what the user selects later would be lost.
    panel.dock().selectEntry(EntryId(1));
    panel.dock().showEntries(threeEntries());
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(1)});
}

void TestCacheEntriesDock::opensByReturn()
{
    Panel panel;
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    panel.dock().selectEntry(EntryId(2));
    panel.table().setFocus();
    const QSignalSpy activated(&panel.dock(), &CacheEntriesDock::entryActivated);
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    QTest::keyClick(&panel.table(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].value<EntryId>(), EntryId(2));
    QCOMPARE(wished.size(), 0);
    QTest::keyClick(&panel.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(wished.size(), 1);
    QVERIFY(wished[0][0].value<EntryWish>().act == EntryWish::Act::Open);
}

void TestCacheEntriesDock::opensByADoubleClickOnly()
{
    Panel panel;
    const QSignalSpy activated(&panel.dock(), &CacheEntriesDock::entryActivated);
    const QPoint place = panel.table().visualRect(panel.table().model()->index(1, int(Column::Sql))).center();
    QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(activated.size(), 0);
    QTest::mouseDClick(panel.table().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].value<EntryId>(), EntryId(2));
}

void TestCacheEntriesDock::asksForTags()
{
    Panel panel;
    std::vector<EntryInfo> entries = threeEntries();
    entries[1].tags = {"report"};
    panel.dock().showEntries(entries);
    panel.dock().selectEntry(EntryId(2));
    const QSignalSpy wished(&panel.dock(), &CacheEntriesDock::wished);
    panel.tableAction(QStringLiteral("&Tags…"))->trigger();
    auto* const dialog = panel.dock().findChild<QInputDialog*>();
    QCOMPARE(dialog->textValue(), QStringLiteral("report"));
    dialog->setTextValue(QStringLiteral(" daily, ,shop,daily"));
    dialog->accept();
    QCOMPARE(wished.at(0)[0].value<EntryWish>().tags, QByteArrayList({"daily", "shop"}));
}

void TestCacheEntriesDock::offersToUndo()
{
    Panel panel;
    const auto* const bar = panel.dock().findChild<NoticeBar*>(QStringLiteral("entriesNotice"));
    auto* const button = bar->findChild<QPushButton*>();
    QVERIFY(!bar->isVisible());
    const QSignalSpy undone(&panel.dock(), &CacheEntriesDock::undoRequested);
    panel.dock().notice().offer(QStringLiteral("3 entries expired."), 10s);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->text(), QStringLiteral("3 entries expired."));
    QCOMPARE(button->text(), QStringLiteral("Undo (10 s)"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(undone.size(), 1);
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    panel.table().setFocus();
    QTest::keyClick(&panel.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone.size(), 2);
    panel.dock().notice().say(QStringLiteral("3 entries are back."));
    QVERIFY(!button->isVisible());
    QTest::keyClick(&panel.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone.size(), 2);
    panel.dock().notice().offer(QStringLiteral("Expired."), 1ms);
    QTRY_VERIFY(!bar->isVisible());
}

void TestCacheEntriesDock::leavesDelToTheFilter()
{
    Panel panel;
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.dock().selectEntry(EntryId(1));
    panel.filter().setText(QStringLiteral("customersX"));
    panel.filter().setFocus();
    panel.filter().setCursorPosition(9);
    QTest::keyClick(&panel.filter(), Qt::Key_Delete);
    QCOMPARE(panel.filter().text(), QStringLiteral("customers"));
    QCOMPARE(expired.size(), 0);
}

void TestCacheEntriesDock::disablesExpireSelectedWithoutASelection()
{
    Panel panel;
    QToolButton& button = panel.button("expireSelectedButton");
    QVERIFY(!button.isEnabled());
    panel.dock().selectEntry(EntryId(1));
    QVERIFY(button.isEnabled());
    panel.dock().showEntries({threeEntries()[1]});
    QVERIFY(!button.isEnabled());
    panel.dock().selectEntry(EntryId(2));
    QVERIFY(button.isEnabled());
    panel.filter().setText(QStringLiteral("nothing like this"));
    QVERIFY(!button.isEnabled());
}

void TestCacheEntriesDock::asksBeforeExpiringAll()
{
    Panel panel;
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireAllRequested);
    QTest::mouseClick(&panel.button("expireAllButton"), Qt::LeftButton);
    QMessageBox* const box = panel.question();
    QVERIFY(box);
    QCOMPARE(expired.size(), 0);
    QCOMPARE(box->text(), QStringLiteral("Expire all 3 entries of the cache?"));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QTest::mouseClick(box->findChild<QPushButton*>(QStringLiteral("confirmExpireAll")), Qt::LeftButton);
    QCOMPARE(expired.size(), 1);
}

void TestCacheEntriesDock::expiresNothingWhenCancelled()
{
    Panel panel;
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireAllRequested);
    panel.dock().requestExpireAll();
    QTest::mouseClick(panel.question()->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!panel.question());
    panel.dock().requestExpireAll();
    QTest::keyClick(panel.question(), Qt::Key_Escape);
    QTRY_VERIFY(!panel.question());
    QCOMPARE(expired.size(), 0);
}

void TestCacheEntriesDock::countsWhatTheFilterHides()
{
    Panel panel;
    panel.filter().setText(QStringLiteral("orders"));
    panel.dock().requestExpireAll();
    QVERIFY(panel.question()->text().contains(QStringLiteral("all 3 entries")));
    QVERIFY(panel.question()->informativeText().contains(QStringLiteral("includes 2 that the filter hides")));
}

void TestCacheEntriesDock::disablesExpireAllWithoutEntries()
{
    Panel panel;
    QVERIFY(panel.button("expireAllButton").isEnabled());
    panel.dock().showEntries({});
    QVERIFY(!panel.button("expireAllButton").isEnabled());
    panel.dock().requestExpireAll();
    QVERIFY(!panel.question());
}

void TestCacheEntriesDock::showsTotals_data()
{
    QTest::addColumn<qint64>("entries");
    QTest::addColumn<int>("hits");
    QTest::addColumn<int>("misses");
    QTest::addColumn<int>("bypasses");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 entries, int hits, int misses, int bypasses, const char* text) {
        QTest::newRow(text) << entries << hits << misses << bypasses << QString::fromUtf8(text);
    };
    row(3, 5, 4, 1, "3 entries · 1.2 MB of 256 MB · hit ratio 56 % (5 hits, 4 misses, 1 bypass)");
    row(1, 1, 1, 2, "1 entry · 1.2 MB of 256 MB · hit ratio 50 % (1 hit, 1 miss, 2 bypasses)");
    row(0, 0, 0, 0, "0 entries · 1.2 MB of 256 MB · hit ratio – (0 hits, 0 misses, 0 bypasses)");
}

void TestCacheEntriesDock::showsTotals()
{
    QFETCH(const qint64, entries);
    QFETCH(const int, hits);
    QFETCH(const int, misses);
    QFETCH(const int, bypasses);
    CacheTotals totals{entries, 1258291, 256LL * 1024 * 1024, {}};
    for (int i = 0; i < hits; ++i)
        totals.statistics.countHit(HitClass::ProvenFresh, {});
    for (int i = 0; i < misses; ++i)
        totals.statistics.countMiss(ReasonCode::FirstSeen);
    for (int i = 0; i < bypasses; ++i)
        totals.statistics.countBypass(ReasonCode::Bypass);
    Panel panel;
    panel.dock().showTotals(totals);
    QTEST(panel.totals(), "text");
}

void TestCacheEntriesDock::hintsWhenThereIsNothingToShow()
{
    Panel panel;
    QVERIFY(!panel.hint().isVisible());
    panel.filter().setText(QStringLiteral("nothing like this"));
    QVERIFY(panel.hint().isVisible());
    QCOMPARE(panel.hint().text(), QStringLiteral("No entry matches the filter."));
    panel.dock().showEntries({});
    QCOMPARE(panel.hint().text(), QStringLiteral("The cache is empty. Run a query."));
    panel.filter().clear();
    panel.dock().showEntries(threeEntries());
    QVERIFY(!panel.hint().isVisible());
}

void TestCacheEntriesDock::keepsSelectionSortAndScrollOverUpdates()
{
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= 200; ++id)
        entries.push_back(entryOf(id, "SELECT " + QByteArray::number(id), {"t"}, qint64(id)));
    Panel panel;
    panel.dock().showEntries(entries);
    panel.table().sortByColumn(int(Column::Hits), Qt::AscendingOrder);
    panel.dock().selectEntry(EntryId(100));
    const int scrolled = panel.table().verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    for (EntryInfo& entry : entries)
        entry.age += 1s;
    entries[150].bytes = 7;
    entries.push_back(entryOf(201, "SELECT 201", {"t"}, 1000));
    panel.dock().showEntries(entries);
    QCOMPARE(panel.table().selectedEntries(), Ids{EntryId(100)});
    QCOMPARE(panel.table().verticalScrollBar()->value(), scrolled);
    QCOMPARE(panel.shown().last(), QStringLiteral("SELECT 201"));
}

void TestCacheEntriesDock::selectsAnEntryAndShowsIt()
{
    Panel panel;
    panel.table().selectAll();
    panel.filter().setText(QStringLiteral("orders"));
    panel.dock().selectEntry(EntryId(3));
    QVERIFY(panel.filter().text().isEmpty());
    QCOMPARE(panel.table().selectedEntries(), Ids{EntryId(3)});
    panel.dock().selectEntry(EntryId(99));
    QCOMPARE(panel.table().selectedEntries(), Ids{EntryId(3)});
}

void TestCacheEntriesDock::copiesSqlAndKeys()
{
    Panel panel;
    QAction* const copySql = panel.tableAction(QStringLiteral("Copy SQL"));
    QVERIFY(!copySql->isEnabled());
    panel.dock().selectEntry(EntryId(2));
    copySql->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("SELECT *\nFROM orders\nWHERE id = 1"));
    panel.table().selectAll();
    panel.tableAction(QStringLiteral("Copy key"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("key3\nkey2\nkey1"));
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    panel.dock().selectEntry(EntryId(2));
    panel.tableAction(QStringLiteral("Expire selected"))->trigger();
    QCOMPARE(idsOf(expired), Ids{EntryId(2)});
}

void TestCacheEntriesDock::restoresColumnsAndSorting()
{
    Panel before;
    before.table().sortByColumn(int(Column::Hits), Qt::DescendingOrder);
    before.table().hideColumn(int(Column::Age));
    before.table().horizontalHeader()->moveSection(int(Column::Expire), 0);
    before.table().setColumnWidth(int(Column::Tables), 123);
    const QByteArray state = before.dock().saveState();

    Panel after;
    QVERIFY(after.dock().restoreState(state));
    QCOMPARE(after.shown(), before.shown());
    QVERIFY(after.table().isColumnHidden(int(Column::Age)));
    QCOMPARE(after.table().horizontalHeader()->visualIndex(int(Column::Expire)), 0);
    QCOMPARE(after.table().columnWidth(int(Column::Tables)), 123);
    QCOMPARE(after.table().horizontalHeader()->length(), after.table().viewport()->width());
    const QSignalSpy expired(&after.dock(), &CacheEntriesDock::expireRequested);
    after.clickExpire(EntryId(2));
    QCOMPARE(idsOf(expired), Ids{EntryId(2)});
}

void TestCacheEntriesDock::namesItsControls()
{
    const Panel panel;
    QCOMPARE(panel.grouping().accessibleName(), QStringLiteral("Group by"));
    QVERIFY(!panel.grouping().toolTip().isEmpty());
    QVERIFY(!panel.tree().accessibleName().isEmpty());
    for (const char* const name : {"expireSelectedButton", "expireAllButton", "entryMenuButton"}) {
        QVERIFY(!panel.button(name).accessibleName().isEmpty());
        QVERIFY(!panel.button(name).toolTip().isEmpty());
    }
    QVERIFY(panel.button("expireSelectedButton").toolTip().contains(QStringLiteral("(Del)")));
    QVERIFY(!panel.filter().accessibleName().isEmpty());
    QVERIFY(!panel.filter().toolTip().isEmpty());
    QVERIFY(panel.filter().isClearButtonEnabled());
    QCOMPARE(panel.filter().placeholderText(), QStringLiteral("Filter: words, table:orders, hits<2…"));
    QVERIFY(!panel.table().accessibleName().isEmpty());
}

void TestCacheEntriesDock::selectsTheFirstRowWhenTheKeyboardComes()
{
    Panel panel;
    panel.dock().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.dock()));
    panel.filter().setFocus();
    QVERIFY(panel.dock().selectedEntries().empty());
    panel.dock().setFocus(Qt::ShortcutFocusReason);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(3)});
    QTest::keyClick(&panel.table(), Qt::Key_Down);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    const QSignalSpy expired(&panel.dock(), &CacheEntriesDock::expireRequested);
    QTest::keyClick(&panel.table(), Qt::Key_Delete);
    QCOMPARE(idsOf(expired), Ids{EntryId(2)});
    // What is selected already stays, and a click selects by itself.
    panel.filter().setFocus();
    panel.dock().setFocus(Qt::ShortcutFocusReason);
    QCOMPARE(panel.dock().selectedEntries(), Ids{EntryId(2)});
    panel.table().clearSelection();
    panel.filter().setFocus();
    panel.table().setFocus(Qt::MouseFocusReason);
    QVERIFY(panel.dock().selectedEntries().empty());
    panel.groupBy(EntryGrouping::Technique);
    panel.filter().setFocus();
    panel.dock().setFocus(Qt::ShortcutFocusReason);
    QVERIFY(panel.tree().hasFocus());
    QCOMPARE(panel.dock().selectedEntries().size(), size_t(3));
}

void TestCacheEntriesDock::saysOnlyWhatIsWrongWithTheFilter()
{
    Panel panel;
    const auto* const error = panel.dock().findChild<QLabel*>(QStringLiteral("cacheEntryFilterError"));
    panel.filter().setText(QStringLiteral("orders"));
    panel.filter().setText(QStringLiteral("orders state:"));
    QVERIFY(error->isVisible());
    QCOMPARE(panel.shown().size(), 1);
    panel.filter().setText(QStringLiteral("state"));
    QVERIFY(panel.hint().isVisible());
    panel.filter().setText(QStringLiteral("state:"));
    QVERIFY(error->isVisible());
    QVERIFY(!panel.hint().isVisible());
    panel.dock().showEntries(threeEntries());
    QVERIFY(!panel.hint().isVisible());
    panel.filter().setText(QStringLiteral("state:expired"));
    QVERIFY(!error->isVisible());
    QVERIFY(panel.hint().isVisible());
}

QTEST_MAIN(TestCacheEntriesDock)
#include "tst_cacheentriesdock.moc"
