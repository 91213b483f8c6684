#include "ui/inspector/cacheentriestable.h"

#include "tests/support/entries.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/cacheentryproxy.h"

#include <QHeaderView>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

using Column = CacheEntryModel::Column;
using Ids = std::vector<EntryId>;

/// A table of three entries, as wide as it is in the main window at first.
class Table
{
public:
    Table() : m_table(&m_entries)
    {
        m_entries.setEntries(threeEntries());
        m_table.resize(1272, 180);
        m_table.show();
    }

    CacheEntriesTable* operator->() { return &m_table; }
    [[nodiscard]] CacheEntriesTable& view() { return m_table; }
    [[nodiscard]] CacheEntryProxy& entries() { return m_entries; }

private:
    CacheEntryProxy m_entries;
    CacheEntriesTable m_table;
};

} // namespace

class TestCacheEntriesTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsTheNewestFirst();
    void showsTheColumnsThatHaveRoomAtFirst();
    void hasCompactRows();
    void tellsWhereAButtonIs();
    void tellsNoButtonOutOfView();
    void expiresByMouse();
    void expiresByKeyboard();
    void listsTheSelectionFromTopToBottom();
    void selectsAndScrolls();
    void hints();
    void leavesTheTabKeyToTheWindow();
};

void TestCacheEntriesTable::showsTheNewestFirst()
{
    Table table;
    table->selectAll();
    QCOMPARE(table->selectedEntries(), Ids({EntryId(3), EntryId(2), EntryId(1)}));
}

void TestCacheEntriesTable::showsTheColumnsThatHaveRoomAtFirst()
{
    Table table;
    const QHeaderView& header = *table->horizontalHeader();
    QCOMPARE(header.count(), CacheEntryModel::kColumnCount);
    QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
    for (int column = 0; column < header.count(); ++column) {
        QCOMPARE(header.isSectionHidden(column), !isShownAtFirst(Column(column)));
        if (!header.isSectionHidden(column))
            QVERIFY(header.sectionSize(column) >= header.sectionSizeHint(column));
    }
    QVERIFY(header.sectionSize(int(Column::Sql)) > 100);
}

void TestCacheEntriesTable::hasCompactRows()
{
    Table table;
    const int text = table->fontMetrics().height();
    QVERIFY(table->rowHeight(0) >= text);
    QVERIFY(table->rowHeight(0) <= text + 8);
}

void TestCacheEntriesTable::tellsWhereAButtonIs()
{
    Table table;
    const QModelIndex cell = table.entries().indexOf(EntryId(2), Column::Expire);
    const QRect button = table->expireButtonRect(EntryId(2));
    QCOMPARE(button, ButtonDelegate::buttonRect(table->visualRect(cell)));
    QVERIFY(table->viewport()->rect().contains(button));
}

void TestCacheEntriesTable::tellsNoButtonOutOfView()
{
    Table table;
    QVERIFY(table->expireButtonRect(EntryId(99)).isEmpty());
    table.entries().setFilterText(QStringLiteral("products"));
    QVERIFY(table->expireButtonRect(EntryId(2)).isEmpty());
    table.entries().setFilterText({});
    table->hideColumn(int(Column::Expire));
    QVERIFY(table->expireButtonRect(EntryId(2)).isEmpty());
    table->showColumn(int(Column::Expire));
    table->resize(300, 180);
    QVERIFY(table->expireButtonRect(EntryId(2)).isEmpty());
}

void TestCacheEntriesTable::expiresByMouse()
{
    Table table;
    const QSignalSpy expired(&table.view(), &CacheEntriesTable::expireRequested);
    const QPoint position = table->expireButtonRect(EntryId(2)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, position);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(expired[0][0].value<EntryId>(), EntryId(2));
    QVERIFY(table->selectedEntries().empty());
}

void TestCacheEntriesTable::expiresByKeyboard()
{
    Table table;
    const QSignalSpy expired(&table.view(), &CacheEntriesTable::expireRequested);
    table->selectEntry(EntryId(2));
    QTest::keyClick(&table.view(), Qt::Key_Space);
    QCOMPARE(expired.size(), 0);
    QTest::keyClick(&table.view(), Qt::Key_End);
    QTest::keyClick(&table.view(), Qt::Key_Space);
    QCOMPARE(expired.size(), 1);
    QCOMPARE(expired[0][0].value<EntryId>(), EntryId(2));
}

void TestCacheEntriesTable::listsTheSelectionFromTopToBottom()
{
    Table table;
    table->sortByColumn(int(Column::Hits), Qt::AscendingOrder);
    constexpr auto kAdd = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    table->selectionModel()->select(table.entries().indexOf(EntryId(2)), kAdd);
    table->selectionModel()->select(table.entries().indexOf(EntryId(1)), kAdd);
    QCOMPARE(table->selectedEntries(), Ids({EntryId(1), EntryId(2)}));
}

void TestCacheEntriesTable::selectsAndScrolls()
{
    Table table;
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= 200; ++id)
        entries.push_back(entryOf(id));
    table.entries().setEntries(std::move(entries));
    QVERIFY(table->expireButtonRect(EntryId(1)).isEmpty());
    table->selectEntry(EntryId(1));
    QCOMPARE(table->selectedEntries(), Ids{EntryId(1)});
    QVERIFY(!table->expireButtonRect(EntryId(1)).isEmpty());
    table->selectEntry(EntryId(999));
    QCOMPARE(table->selectedEntries(), Ids{EntryId(1)});
}

void TestCacheEntriesTable::hints()
{
    Table table;
    const auto* const hint = table->findChild<QLabel*>(QStringLiteral("cacheEntriesHint"));
    QVERIFY(!hint->isVisible());
    table->setHint(QStringLiteral("Run a query."));
    QVERIFY(hint->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("Run a query."));
    table->setHint({});
    QVERIFY(!hint->isVisible());
}

void TestCacheEntriesTable::leavesTheTabKeyToTheWindow()
{
    Table table;
    table->selectEntry(EntryId(2));
    const QModelIndex current = table->currentIndex();
    QTest::keyClick(&table.view(), Qt::Key_Tab);
    QCOMPARE(table->currentIndex(), current);
}

QTEST_MAIN(TestCacheEntriesTable)
#include "tst_cacheentriestable.moc"
