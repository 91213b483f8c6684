#include "ui/inspector/cacheentriestable.h"

#include "models/inspector/entrytext.h"
#include "models/inspector/entrywish.h"
#include "models/rowsteps.h"
#include "ui/columnlayout.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/cacheentryproxy.h"
#include "ui/inspector/panelhint.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace larder {

namespace {

using Column = CacheEntryModel::Column;

QStringList sampleTimes(Column column)
{
    switch (column) {
    case Column::Created:
    case Column::LastHit:
        return {QStringLiteral("2000-00-00"), QStringLiteral("00:00:00")};
    case Column::Age:
    case Column::TtlLeft:
    case Column::SoftLeft:
    case Column::IdleLeft:
        return {QStringLiteral("20 h 00 min")};
    case Column::FillCost:
    case Column::ExecuteCost:
    case Column::FetchCost:
        return {QStringLiteral("0 min 00 s")};
    case Column::TimeSaved:
        return {QStringLiteral("-00 min 00 s")};
    case Column::LastCheck:
        return {QStringLiteral("2000-00-00 changed")};
    default:
        return {};
    }
}

/// Texts as wide as they commonly get; none where the title is wider.
QStringList sampleTexts(Column column)
{
    switch (column) {
    case Column::State:
        return {entryStateText(EntryState::Proven) + QStringLiteral(" 00:00:00"),
            QStringLiteral("Pinned · Proven"), entryStateText(EntryState::Doubtful),
            entryStateText(EntryState::Unverifiable), entryStateText(EntryState::Expired)};
    case Column::Sql:
        return {QStringLiteral("SELECT a FROM t")};
    case Column::Kind:
        return {entryKindText(Technique::All), entryKindText(Technique::Individual),
            entryKindText(Technique::Schema)};
    case Column::Connection:
        return {QStringLiteral("connection.sqlite")};
    case Column::Parameters:
        return {QStringLiteral("id = 1000000")};
    case Column::Tables:
    case Column::Tags:
        return {QStringLiteral("order_items, p")};
    case Column::Rows:
        return {QStringLiteral("1000000")};
    case Column::Bytes:
        return {QStringLiteral("1000 kB")};
    case Column::EvictionRank:
        return {QStringLiteral("100000")};
    case Column::Key:
        return {QStringLiteral("00000000000000000000000000000000")};
    default:
        return sampleTimes(column);
    }
}

} // namespace

CacheEntriesTable::CacheEntriesTable(CacheEntryProxy* entries, QWidget* parent)
    : PanelTable(QStringLiteral("cacheEntriesTable"), parent)
    , m_entries(entries)
    , m_button(new ButtonDelegate(this))
{
    setAccessibleName(tr("Cache entries"));
    setModel(m_entries);
    setItemDelegateForColumn(int(Column::Expire), m_button);
    setSortingEnabled(true);
    sortByColumn(int(Column::Created), Qt::DescendingOrder);
    m_columns = new ColumnLayout(
        this, int(Column::Sql), [this](int column) { return defaultWidth(column); },
        [](int column) { return isShownAtFirst(Column(column)); });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != int(Column::Expire))
            Q_EMIT activatedEntry(m_entries->entryAt(index).id);
    });
    connect(m_button, &ButtonDelegate::clicked, this,
        [this](const QModelIndex& index) { Q_EMIT expireRequested(m_entries->entryAt(index).id); });
}

std::vector<EntryId> CacheEntriesTable::selectedEntries() const
{
    return idsOf(selectedInfos());
}

std::vector<EntryInfo> CacheEntriesTable::selectedInfos(size_t most) const
{
    const QItemSelection selection = selectionModel()->selection();
    std::vector<std::pair<int, int>> ranges;
    ranges.reserve(size_t(selection.size()));
    for (const QItemSelectionRange& range : selection)
        ranges.emplace_back(range.top(), range.bottom());
    std::ranges::sort(ranges);
    std::vector<EntryInfo> entries;
    // A row that is selected by cells of it is in more than one range.
    int next = 0;
    for (const auto& [top, bottom] : ranges) {
        for (int row = std::max(top, next); row <= bottom && entries.size() < most; ++row)
            entries.push_back(m_entries->entryAt(m_entries->index(row, 0)));
        next = std::max(next, bottom + 1);
    }
    return entries;
}

void CacheEntriesTable::selectEntries(const std::vector<EntryId>& ids)
{
    std::vector<bool> isMeant(size_t(m_entries->rowCount()));
    QModelIndex first;
    for (const EntryId id : ids) {
        const QModelIndex index = m_entries->indexOf(id);
        if (!index.isValid())
            continue;
        isMeant[size_t(index.row())] = true;
        if (!first.isValid())
            first = index.siblingAtColumn(0);
    }
    if (!first.isValid())
        return;
    QItemSelection selection;
    for (const RowRange& run : runsIn(isMeant.size(), [&](size_t row) { return isMeant[row]; })) {
        selection.append(QItemSelectionRange(
            m_entries->index(run.begin, 0), m_entries->index(run.end - 1, m_entries->columnCount() - 1)));
    }
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(first);
}

QRect CacheEntriesTable::expireButtonRect(EntryId id) const
{
    const QModelIndex index = m_entries->indexOf(id, Column::Expire);
    if (!index.isValid() || isColumnHidden(index.column()))
        return {};
    return ButtonDelegate::buttonRect(visualRect(index)).intersected(viewport()->rect());
}

// On the cell of the button, that has it first.
void CacheEntriesTable::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && !(event->modifiers() & ~Qt::KeypadModifier) && currentIndex().isValid())
        Q_EMIT activatedEntry(m_entries->entryAt(currentIndex()).id);
    else
        PanelTable::keyPressEvent(event);
}

void CacheEntriesTable::focusInEvent(QFocusEvent* event)
{
    PanelTable::focusInEvent(event);
    selectOnFocus(*this, *event);
}

int CacheEntriesTable::defaultWidth(int column) const
{
    const int icon = column == int(Column::State)
        ? style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) + widthOf({})
        : 0;
    int width = column == int(Column::Sql) ? 0 : horizontalHeader()->sectionSizeHint(column);
    for (const QString& sample : sampleTexts(Column(column)))
        width = std::max(width, widthOf(sample) + icon);
    return width;
}

} // namespace larder
