#include "ui/inspector/cacheentriesdock.h"

#include "models/quantitytext.h"
#include "ui/columnlayout.h"
#include "ui/inspector/cacheentriestable.h"
#include "ui/inspector/cacheentryproxy.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

namespace larder {

namespace {

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

QIcon larderIcon(const QString& name)
{
    return QIcon(QStringLiteral(":/larder/icons/%1.svg").arg(name));
}

} // namespace

CacheEntriesDock::CacheEntriesDock(QWidget* parent)
    : QDockWidget(tr("Cache entries"), parent)
    , m_entries(new CacheEntryProxy(this))
    , m_table(new CacheEntriesTable(m_entries))
{
    setObjectName(QStringLiteral("cacheEntriesDock"));
    auto* const content = new QWidget(this);
    setWidget(content);
    createExpireActions();
    createFilter();
    createEntryMenu();
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(createToolRow());
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table, &CacheEntriesTable::expireRequested, this,
        [this](EntryId id) { Q_EMIT expireRequested({id}); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &CacheEntriesDock::updateControls);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &CacheEntriesDock::selectionChanged);
    connect(m_table, &QTableView::activated, this, &CacheEntriesDock::activate);
    showTotals({});
    updateControls();
    updateHint();
}

std::vector<EntryInfo> CacheEntriesDock::showEntries(std::vector<EntryInfo> entries)
{
    entries = m_entries->setEntries(std::move(entries));
    updateControls();
    updateHint();
    return entries;
}

void CacheEntriesDock::showTotals(const CacheTotals& totals)
{
    m_totals->setText(totalsText(totals));
}

void CacheEntriesDock::selectEntry(EntryId id)
{
    if (!m_entries->indexOf(id).isValid())
        m_filter->clear();
    m_table->selectEntry(id);
}

void CacheEntriesDock::requestExpireAll()
{
    const int count = m_entries->entryCount();
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
    return m_table->columns().saveState();
}

bool CacheEntriesDock::restoreState(const QByteArray& state)
{
    return m_table->columns().restoreState(state);
}

QWidget* CacheEntriesDock::createToolRow()
{
    m_totals = new QLabel;
    m_totals->setObjectName(QStringLiteral("cacheTotals"));
    m_totals->setAccessibleName(tr("Cache totals"));
    m_totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_totals->setWordWrap(true);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_totals->setToolTip(tr("Hit ratio: hits among the runs that asked the cache. Bypasses did not ask it."));
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(createButton(m_expireSelected, QStringLiteral("expireSelectedButton")));
    layout->addWidget(createButton(m_expireAll, QStringLiteral("expireAllButton")));
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_totals, 2);
    return row;
}

QToolButton* CacheEntriesDock::createButton(QAction* action, const QString& name)
{
    auto* const button = new QToolButton;
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setAccessibleDescription(action->toolTip());
    return button;
}

void CacheEntriesDock::createExpireActions()
{
    m_expireSelected = new QAction(larderIcon(QStringLiteral("expire")), tr("Expire selected"), this);
    m_expireSelected->setShortcut(QKeySequence::Delete);
    m_expireSelected->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_expireSelected->setToolTip(
        tr("Drop the selected entries: the next run of each asks the database (Del)"));
    widget()->addAction(m_expireSelected);
    connect(m_expireSelected, &QAction::triggered, this, &CacheEntriesDock::expireSelected);
    m_expireAll = new QAction(larderIcon(QStringLiteral("expire-all")), tr("Expire all"), this);
    m_expireAll->setToolTip(tr("Drop every entry, after a question"));
    connect(m_expireAll, &QAction::triggered, this, &CacheEntriesDock::requestExpireAll);
}

void CacheEntriesDock::createFilter()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("cacheEntryFilter"));
    m_filter->setAccessibleName(tr("Filter cache entries"));
    m_filter->setPlaceholderText(tr("Filter by SQL or table…"));
    m_filter->setToolTip(tr("Show only entries whose SQL or tables contain all these words"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(larderIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(m_filter->fontMetrics().averageCharWidth() * 16);
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 48);
    connect(m_filter, &QLineEdit::textChanged, this, &CacheEntriesDock::filter);
}

void CacheEntriesDock::createEntryMenu()
{
    auto* const expire = new QAction(m_expireSelected->icon(), tr("Expire") + QStringLiteral("\tDel"), this);
    auto* const copySql = new QAction(tr("Copy SQL"), this);
    auto* const copyKey = new QAction(tr("Copy key"), this);
    connect(expire, &QAction::triggered, this, &CacheEntriesDock::expireSelected);
    connect(copySql, &QAction::triggered, this, [this] { copySelected(&EntryFacts::sql, ";\n"); });
    connect(copyKey, &QAction::triggered, this, [this] { copySelected(&EntryFacts::key, "\n"); });
    m_rowActions = {expire, copySql, copyKey};
    m_endOfRowActions = new QAction(this);
    m_endOfRowActions->setSeparator(true);
    m_table->addActions(m_rowActions);
    m_table->addAction(m_endOfRowActions);
    m_table->addAction(m_table->columns().menu()->menuAction());
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

std::vector<EntryId> CacheEntriesDock::selectedEntries() const
{
    return m_table->selectedEntries();
}

void CacheEntriesDock::addEntryAction(QAction* action)
{
    m_rowActions << action;
    m_table->insertAction(m_endOfRowActions, action);
    updateControls();
}

void CacheEntriesDock::activate(const QModelIndex& index)
{
    if (CacheEntryProxy::Column(index.column()) != CacheEntryProxy::Column::Expire)
        Q_EMIT entryActivated(m_entries->entryAt(index).id);
}

void CacheEntriesDock::expireSelected()
{
    const std::vector<EntryId> ids = m_table->selectedEntries();
    if (!ids.empty())
        Q_EMIT expireRequested(ids);
}

void CacheEntriesDock::copySelected(QByteArray EntryFacts::*part, const QByteArray& separator) const
{
    QByteArrayList parts;
    for (const EntryId id : m_table->selectedEntries())
        parts << (*m_entries->entryAt(m_entries->indexOf(id)).facts).*part;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(parts.join(separator)));
}

void CacheEntriesDock::filter(const QString& text)
{
    m_entries->setFilterText(text);
    updateControls();
    updateHint();
}

void CacheEntriesDock::updateControls()
{
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_expireSelected->setEnabled(hasSelection);
    for (QAction* const action : std::as_const(m_rowActions))
        action->setEnabled(hasSelection);
    m_expireAll->setEnabled(m_entries->entryCount() > 0);
}

void CacheEntriesDock::updateHint()
{
    if (m_entries->rowCount() > 0)
        m_table->setHint({});
    else if (m_entries->entryCount() == 0)
        m_table->setHint(tr("Nothing cached yet. Run a query."));
    else
        m_table->setHint(tr("No entry matches the filter."));
}

} // namespace larder
