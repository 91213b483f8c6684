#include "ui/inspector/cacheentriestable.h"

#include "models/inspector/entrytext.h"
#include "ui/columnlayout.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/cacheentryproxy.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace larder {

namespace {

using Column = CacheEntryModel::Column;

/// Texts as wide as they commonly get; none where the title is wider.
QStringList sampleTexts(Column column)
{
    switch (column) {
    case Column::State:
        return {entryStateText(EntryState::Proven) + QStringLiteral(" 00:00:00"),
            entryStateText(EntryState::Doubtful), entryStateText(EntryState::Unverifiable),
            entryStateText(EntryState::Expired)};
    case Column::Sql:
        return {QStringLiteral("SELECT a FROM t")};
    case Column::Tables:
        return {QStringLiteral("order_items, p")};
    case Column::Rows:
        return {QStringLiteral("1000000")};
    case Column::Bytes:
        return {QStringLiteral("1000 kB")};
    case Column::Created:
    case Column::LastHit:
        return {QStringLiteral("2000-00-00"), QStringLiteral("00:00:00")};
    case Column::Age:
    case Column::TtlLeft:
        return {QStringLiteral("20 h 00 min")};
    case Column::FillCost:
        return {QStringLiteral("0 min 00 s")};
    case Column::TimeSaved:
        return {QStringLiteral("-00 min 00 s")};
    case Column::Technique:
    case Column::Hits:
    case Column::Expire:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

CacheEntriesTable::CacheEntriesTable(CacheEntryProxy* entries, QWidget* parent)
    : QTableView(parent)
    , m_entries(entries)
    , m_button(new ButtonDelegate(this))
{
    setObjectName(QStringLiteral("cacheEntriesTable"));
    setAccessibleName(tr("Cache entries"));
    setModel(m_entries);
    setItemDelegateForColumn(int(Column::Expire), m_button);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    setRowHeight();
    setSortingEnabled(true);
    sortByColumn(int(Column::Created), Qt::DescendingOrder);
    createHint();
    m_columns = new ColumnLayout(this, int(Column::Sql), [this](int column) { return defaultWidth(column); });
    connect(m_button, &ButtonDelegate::clicked, this,
        [this](const QModelIndex& index) { Q_EMIT expireRequested(m_entries->entryAt(index).id); });
}

std::vector<EntryId> CacheEntriesTable::selectedEntries() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<EntryId> ids;
    ids.reserve(size_t(rows.size()));
    for (const QModelIndex& index : rows)
        ids.push_back(m_entries->entryAt(index).id);
    return ids;
}

void CacheEntriesTable::selectEntry(EntryId id)
{
    const QModelIndex index = m_entries->indexOf(id);
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

QRect CacheEntriesTable::expireButtonRect(EntryId id) const
{
    const QModelIndex index = m_entries->indexOf(id, Column::Expire);
    if (!index.isValid() || isColumnHidden(index.column()))
        return {};
    return ButtonDelegate::buttonRect(visualRect(index)).intersected(viewport()->rect());
}

void CacheEntriesTable::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void CacheEntriesTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

void CacheEntriesTable::createHint()
{
    m_hint = new QLabel(viewport());
    m_hint->setObjectName(QStringLiteral("cacheEntriesHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->hide();
    auto* const layout = new QVBoxLayout(viewport());
    layout->addWidget(m_hint);
}

void CacheEntriesTable::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
}

int CacheEntriesTable::defaultWidth(int column) const
{
    const int margin = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1) + 2;
    const int icon = column == int(Column::State)
        ? style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) + margin
        : 0;
    const QStringList samples = sampleTexts(Column(column));
    int width = column == int(Column::Sql) ? 0 : horizontalHeader()->sectionSizeHint(column);
    for (const QString& sample : samples)
        width = std::max(width, fontMetrics().horizontalAdvance(sample) + margin + icon);
    return width;
}

} // namespace larder
