#include "ui/inspector/cacheentriesdock.h"

#include "models/inspector/entryorder.h"
#include "models/quantitytext.h"
#include "ui/columnlayout.h"
#include "ui/inspector/actionbutton.h"
#include "ui/inspector/cacheentryproxy.h"
#include "ui/inspector/columnsets.h"
#include "ui/inspector/entriespane.h"
#include "ui/inspector/entryactions.h"
#include "ui/inspector/entryfilteredit.h"
#include "ui/inspector/entrylist.h"
#include "ui/inspector/undobar.h"
#include "ui/lardericon.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QStyle>

namespace larder {

namespace {

// Raised when what is saved is another thing.
constexpr qint32 kStateVersion = 3;
/// What was saved before there were groups.
constexpr qint32 kUngroupedVersion = 2;
/// More that are selected are not followed to the answers that replace them.
constexpr size_t kMostFollowed = 100;

struct TotalsText
{
    Q_DECLARE_TR_FUNCTIONS(larder::CacheEntriesDock)
};

// The singular is a text of its own, because the source language is shown without a translation.

QString entriesText(qint64 count)
{
    return count == 1 ? TotalsText::tr("1 entry") : TotalsText::tr("%n entries", nullptr, int(count));
}

QString hitsText(qint64 count)
{
    return count == 1 ? TotalsText::tr("1 hit") : TotalsText::tr("%n hits", nullptr, int(count));
}

QString missesText(qint64 count)
{
    return count == 1 ? TotalsText::tr("1 miss") : TotalsText::tr("%n misses", nullptr, int(count));
}

QString bypassesText(qint64 count)
{
    return count == 1 ? TotalsText::tr("1 bypass") : TotalsText::tr("%n bypasses", nullptr, int(count));
}

QString ratioText(const CacheStatistics& statistics)
{
    if (statistics.hits() + statistics.misses() == 0)
        return TotalsText::tr("–");
    return TotalsText::tr("%1 %").arg(QLocale().toString(100 * statistics.hitRatio(), 'f', 0));
}

QString totalsText(const CacheTotals& totals)
{
    const CacheStatistics& statistics = totals.statistics;
    return TotalsText::tr("%1 · %2 of %3 · hit ratio %4 (%5, %6, %7)")
        .arg(entriesText(totals.entries), bytesText(totals.usedBytes), bytesText(totals.budgetBytes),
            ratioText(statistics), hitsText(statistics.hits()), missesText(statistics.misses()),
            bypassesText(statistics.bypasses()));
}

} // namespace

CacheEntriesDock::CacheEntriesDock(QWidget* parent)
    : QDockWidget(tr("Cache entries"), parent)
    , m_entries(new CacheEntryProxy(this))
    , m_pane(new EntriesPane(m_entries))
    , m_undo(new UndoBar(this))
{
    setObjectName(QStringLiteral("cacheEntriesDock"));
    auto* const content = new QWidget(this);
    setWidget(content);
    createActions();
    createFilter();
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(createToolRow());
    layout->addWidget(m_filterError);
    layout->addWidget(m_pane);
    // Below, so that no row moves away from under the mouse.
    layout->addWidget(m_undo->widget());
    setFocusProxy(m_pane);
    connect(
        m_pane, &EntriesPane::expireRequested, this, [this](EntryId id) { Q_EMIT expireRequested({id}); });
    connect(m_pane, &EntriesPane::selectionChanged, this, &CacheEntriesDock::updateControls);
    connect(m_pane, &EntriesPane::selectionChanged, this, &CacheEntriesDock::selectionChanged);
    connect(m_pane, &EntriesPane::activatedEntry, this, &CacheEntriesDock::entryActivated);
    showTotals({});
    updateControls();
    updateHint();
}

std::vector<EntryInfo> CacheEntriesDock::showEntries(std::vector<EntryInfo> entries)
{
    const std::vector<EntryInfo> selected = m_pane->selectedInfos(kMostFollowed);
    const EntryId last = m_entries->all().lastId();
    entries = m_entries->setEntries(std::move(entries));
    followReplaced(selected, last);
    if (m_awaited && m_entries->indexOf(*m_awaited).isValid())
        m_pane->selectEntry(*std::exchange(m_awaited, std::nullopt));
    updateControls();
    updateTotals();
    updateHint();
    return entries;
}

// A fresh answer to the same request has another number, and takes the place of the one before.
void CacheEntriesDock::followReplaced(const std::vector<EntryInfo>& before, EntryId lastBefore)
{
    QSet<QByteArray> keys;
    for (const EntryInfo& entry : before) {
        if (m_entries->all().rowOf(entry.id) < 0)
            keys.insert(entry.facts->key);
    }
    if (keys.isEmpty())
        return;
    std::vector<EntryId> ids = m_pane->selectedEntries();
    const CacheEntryModel& all = m_entries->all();
    for (int row = all.rowCount() - 1; row >= 0 && all.entryAt(row).id > lastBefore; --row) {
        if (keys.contains(all.entryAt(row).facts->key))
            ids.push_back(all.entryAt(row).id);
    }
    m_pane->followEntries(ids);
}

void CacheEntriesDock::showTotals(const CacheTotals& totals)
{
    m_shownTotals = totals;
    updateTotals();
}

void CacheEntriesDock::updateTotals()
{
    const int shown = m_entries->rowCount();
    const int all = m_entries->all().rowCount();
    const QString text = totalsText(m_shownTotals);
    m_totals->setText(shown == all ? text : tr("%1 of %2").arg(shown).arg(text));
}

void CacheEntriesDock::showConnections(const ConnectionNames& names)
{
    m_entries->setConnections(names);
}

bool CacheEntriesDock::showsEvictionRank() const
{
    return m_pane->isVisible() && !m_pane->header().isSectionHidden(int(EntryColumn::EvictionRank));
}

void CacheEntriesDock::selectEntry(EntryId id)
{
    if (!m_entries->indexOf(id).isValid())
        m_filter->clear();
    // One that has just been stored comes with the next list.
    m_awaited = m_entries->indexOf(id).isValid() ? std::nullopt : std::optional(id);
    m_pane->selectEntry(id);
}

std::vector<EntryId> CacheEntriesDock::selectedEntries() const
{
    return m_pane->selectedEntries();
}

void CacheEntriesDock::addEntryAction(QAction* action)
{
    m_actions->add(action);
}

void CacheEntriesDock::requestExpireAll()
{
    const int count = m_entries->all().rowCount();
    if (count == 0)
        return;
    auto* const box = new QMessageBox(QMessageBox::Question, tr("Expire all"),
        count == 1 ? tr("Expire the one entry of the cache?")
                   : tr("Expire all %n entries of the cache?", nullptr, count),
        QMessageBox::Cancel, this);
    const int hidden = count - m_entries->rowCount();
    QString consequence = tr("The next run of each query asks the database.");
    if (hidden > 0)
        consequence += u' ' + tr("This includes %n that the filter hides.", nullptr, hidden);
    box->setInformativeText(consequence);
    QPushButton* const yes = box->addButton(tr("Expire all"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("confirmExpireAll"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(yes, &QPushButton::clicked, this, &CacheEntriesDock::expireAllRequested);
    box->open();
}

QByteArray CacheEntriesDock::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << kStateVersion << m_pane->columns().saveState() << m_columnSets->sets()
           << qint32(m_pane->grouping());
    return state;
}

bool CacheEntriesDock::restoreState(const QByteArray& state)
{
    QDataStream stream(state);
    qint32 version = 0;
    QByteArray columns;
    QMap<QString, QByteArray> sets;
    qint32 grouping = qint32(EntryGrouping::None);
    stream >> version >> columns >> sets;
    if (version == kStateVersion)
        stream >> grouping;
    const int item = m_grouping->findData(int(grouping));
    const bool isOurs = version == kStateVersion || version == kUngroupedVersion;
    if (stream.status() != QDataStream::Ok || !isOurs || item < 0 || !m_pane->columns().restoreState(columns))
        return false;
    m_columnSets->setSets(sets);
    m_grouping->setCurrentIndex(item);
    return true;
}

QWidget* CacheEntriesDock::createToolRow()
{
    m_totals = new QLabel;
    m_totals->setObjectName(QStringLiteral("cacheTotals"));
    m_totals->setAccessibleName(tr("Cache totals"));
    m_totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_totals->setWordWrap(true);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_totals->setToolTip(tr("Hit ratio: hits among the runs that asked the cache; what it answered only in "
                            "part is a miss. Bypasses did not ask it."));
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(actionButton(m_actions->expireAction(), QStringLiteral("expireSelectedButton")));
    layout->addWidget(actionButton(m_expireAll, QStringLiteral("expireAllButton")));
    layout->addWidget(createMenuButton());
    layout->addWidget(createGrouping());
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_totals, 2);
    return row;
}

QToolButton* CacheEntriesDock::createMenuButton()
{
    auto* const button = new QToolButton;
    button->setObjectName(QStringLiteral("entryMenuButton"));
    button->setText(tr("Entry"));
    button->setToolTip(tr("What can be done with the selected entries"));
    button->setAccessibleName(tr("Entry menu"));
    button->setMenu(m_actions->menu());
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    // The arrow has its place beside the text, not upon it.
    button->setMinimumWidth(
        button->sizeHint().width() + button->style()->pixelMetric(QStyle::PM_MenuButtonIndicator));
    return button;
}

QComboBox* CacheEntriesDock::createGrouping()
{
    m_grouping = new QComboBox;
    m_grouping->setObjectName(QStringLiteral("entryGrouping"));
    m_grouping->setAccessibleName(tr("Group by"));
    m_grouping->setToolTip(
        tr("Show the entries in groups: by connection and table, by technique, by state or by tag"));
    const auto add
        = [this](const QString& text, EntryGrouping grouping) { m_grouping->addItem(text, int(grouping)); };
    add(tr("No groups"), EntryGrouping::None);
    add(tr("By connection"), EntryGrouping::Connection);
    add(tr("By technique"), EntryGrouping::Technique);
    add(tr("By state"), EntryGrouping::State);
    add(tr("By tag"), EntryGrouping::Tag);
    connect(m_grouping, &QComboBox::currentIndexChanged, this,
        [this] { m_pane->setGrouping(EntryGrouping(m_grouping->currentData().toInt())); });
    return m_grouping;
}

void CacheEntriesDock::createActions()
{
    m_actions = new EntryActions(*m_pane, *m_entries, this);
    auto* const list = new EntryList(*m_pane, *m_entries, this);
    connect(list, &EntryList::exportRequested, this, &CacheEntriesDock::exportRequested);
    m_columnSets = new ColumnSets(m_pane->columns(), this);
    m_actions->menu()->addMenu(list->menu());
    m_actions->menu()->addMenu(m_pane->columns().menu());
    connect(m_pane, &EntriesPane::menuRequested, this,
        [this](const QPoint& position) { m_actions->menu()->popup(position); });
    connect(m_actions, &EntryActions::expireRequested, this, &CacheEntriesDock::expireRequested);
    connect(m_actions, &EntryActions::wished, this, &CacheEntriesDock::wished);
    m_expireAll = new QAction(larderIcon(QStringLiteral("expire-all")), tr("Expire all"), this);
    m_expireAll->setToolTip(tr("Drop every entry, after a question"));
    connect(m_expireAll, &QAction::triggered, this, &CacheEntriesDock::requestExpireAll);
    widget()->addAction(m_undo->undoAction());
    connect(m_undo, &UndoBar::undoRequested, this, &CacheEntriesDock::undoRequested);
}

void CacheEntriesDock::createFilter()
{
    m_filter = new EntryFilterEdit(
        [this](const EntryFilterField& field) { return entryFilterValues(m_entries->all(), field.column); });
    m_filter->setObjectName(QStringLiteral("cacheEntryFilter"));
    m_filter->setAccessibleName(tr("Filter cache entries"));
    m_filter->setPlaceholderText(tr("Filter: words, table:orders, hits<2…"));
    m_filter->setToolTip(
        tr("Words of the SQL or the tables, or state:stale, table:orders, kind:row, user:bob, "
           "tag:daily, pinned:yes, entry:12, hits<2, bytes>1M, age>5m, ttl<30s; "
           "“-” in front excludes (Ctrl+Space offers all)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(larderIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(m_filter->fontMetrics().averageCharWidth() * 16);
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 60);
    connect(m_filter, &QLineEdit::textChanged, this, &CacheEntriesDock::filter);
    m_filterError = new QLabel;
    m_filterError->setObjectName(QStringLiteral("cacheEntryFilterError"));
    m_filterError->setAccessibleName(tr("What is wrong with the filter"));
    m_filterError->setWordWrap(true);
    m_filterError->setTextFormat(Qt::PlainText);
    m_filterError->hide();
}

void CacheEntriesDock::filter(const QString& text)
{
    const std::optional<Error> error = m_entries->setFilterText(text);
    m_filterError->setText(error ? errorText(*error) : QString());
    m_filterError->setVisible(error.has_value());
    updateControls();
    updateTotals();
    updateHint();
}

void CacheEntriesDock::updateControls()
{
    m_actions->update();
    m_expireAll->setEnabled(m_entries->all().rowCount() > 0);
}

void CacheEntriesDock::updateHint()
{
    if (m_entries->rowCount() > 0)
        m_pane->setHint({});
    else if (m_entries->all().rowCount() == 0)
        m_pane->setHint(tr("The cache is empty. Run a query."));
    else
        // A filter that is wrong has chosen nothing yet.
        m_pane->setHint(m_filterError->text().isEmpty() ? tr("No entry matches the filter.") : QString());
}

} // namespace larder
