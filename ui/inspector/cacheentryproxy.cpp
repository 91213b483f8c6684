#include "ui/inspector/cacheentryproxy.h"

#include "models/rowsteps.h"
#include "ui/readableicon.h"

#include <QPainter>

#include <algorithm>

namespace larder {

namespace {

/// @p state with a pin in its corner, large enough for any scale of the screen.
QIcon pinned(const QIcon& state)
{
    constexpr int kSide = 64;
    QPixmap both(kSide, kSide);
    both.fill(Qt::transparent);
    QPainter painter(&both);
    state.paint(&painter, {0, kSide / 4, kSide * 3 / 4, kSide * 3 / 4});
    QIcon(QStringLiteral(":/larder/icons/pin.svg"))
        .paint(&painter, {kSide * 3 / 8, 0, kSide * 5 / 8, kSide * 5 / 8});
    return QIcon(both);
}

} // namespace

CacheEntryProxy::CacheEntryProxy(QObject* parent)
    : QAbstractTableModel(parent)
    , m_stateIcons{
          readableIcon(QIcon(QStringLiteral(":/larder/icons/state-fresh.svg"))),
          readableIcon(QIcon(QStringLiteral(":/larder/icons/state-doubtful.svg"))),
          readableIcon(QIcon(QStringLiteral(":/larder/icons/state-unverified.svg"))),
          readableIcon(QIcon(QStringLiteral(":/larder/icons/state-stale.svg"))),
      }
{
    connect(&m_model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex& first, const QModelIndex& last) {
            m_firstChanged = std::min(m_firstChanged, first.column());
            m_lastChanged = std::max(m_lastChanged, last.column());
        });
}

std::vector<EntryInfo> CacheEntryProxy::setEntries(std::vector<EntryInfo> entries)
{
    const CacheEntryModel::Order order = CacheEntryModel::orderOf(entries);
    std::vector<EntryId> ids;
    ids.reserve(order.size());
    for (const CacheEntryModel::Place& place : order)
        ids.push_back(place.id);
    const bool sameEntries = ids == m_ids;
    const std::vector<int> moved = sameEntries ? std::vector<int>() : movedRows(m_ids, ids);
    if (!sameEntries)
        removeGone(moved);
    m_model.setEntries(entries, order);
    if (!sameEntries)
        follow(std::move(ids), moved);
    tellChanges();
    arrange(m_rows);
    Q_EMIT arranged();
    return entries;
}

void CacheEntryProxy::setConnections(const ConnectionNames& names)
{
    m_model.setConnections(names);
    // To arrange all rows takes longer than all else of an update.
    if (m_lastChanged < 0)
        return;
    tellChanges();
    arrange(m_rows);
    Q_EMIT arranged();
}

std::optional<Error> CacheEntryProxy::setFilterText(const QString& text)
{
    Result<EntryFilter> filter = EntryFilter::parse(text);
    if (!filter)
        return filter.error();
    m_arrangement.filter = std::move(filter.value());
    arrange(m_rows);
    Q_EMIT arranged();
    return std::nullopt;
}

const EntryInfo& CacheEntryProxy::entryAt(const QModelIndex& index) const
{
    return m_model.entryAt(m_rows.at(size_t(index.row())));
}

std::vector<EntryInfo> CacheEntryProxy::entriesWhere(
    const std::function<bool(const EntryInfo&)>& isMeant) const
{
    std::vector<EntryInfo> found;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (isMeant(m_model.entryAt(row)))
            found.push_back(m_model.entryAt(row));
    }
    return found;
}

QModelIndex CacheEntryProxy::indexOf(EntryId id, Column column) const
{
    const int row = m_model.rowOf(id);
    const int place = row < 0 ? -1 : m_places.at(size_t(row));
    return place < 0 ? QModelIndex() : index(place, int(column));
}

int CacheEntryProxy::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CacheEntryProxy::columnCount(const QModelIndex& parent) const
{
    return m_model.columnCount(parent);
}

QVariant CacheEntryProxy::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return cell(m_rows[size_t(index.row())], Column(index.column()), role);
}

QVariant CacheEntryProxy::cell(int row, Column column, int role) const
{
    if (row < 0 || row >= m_model.rowCount())
        return {};
    if (role == Qt::DecorationRole && column == Column::State)
        return iconOf(m_model.entryAt(row));
    return m_model.data(m_model.index(row, int(column)), role);
}

QIcon CacheEntryProxy::iconOf(const EntryInfo& entry) const
{
    const auto state = size_t(entry.state);
    if (!entry.pinned)
        return m_stateIcons.at(state);
    QIcon& icon = m_pinnedIcons.at(state);
    if (icon.isNull())
        icon = readableIcon(pinned(m_stateIcons.at(state)));
    return icon;
}

QVariant CacheEntryProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_model.headerData(section, orientation, role);
}

void CacheEntryProxy::sort(int column, Qt::SortOrder order)
{
    m_arrangement.column = column < 0 ? std::nullopt : std::optional(Column(column));
    m_arrangement.order = order;
    arrange({});
    Q_EMIT arranged();
}

void CacheEntryProxy::removeGone(const std::vector<int>& moved)
{
    std::vector<int> stay = m_rows;
    std::erase_if(stay, [&](int row) { return moved[size_t(row)] < 0; });
    show(stay);
}

void CacheEntryProxy::follow(std::vector<EntryId> ids, const std::vector<int>& moved)
{
    std::vector<int> rows = m_rows;
    for (int& row : rows)
        row = moved[size_t(row)];
    m_ids = std::move(ids);
    setShown(std::move(rows));
}

void CacheEntryProxy::tellChanges()
{
    if (m_lastChanged >= 0 && !m_rows.empty())
        Q_EMIT dataChanged(index(0, m_firstChanged), index(rowCount() - 1, m_lastChanged));
    m_firstChanged = CacheEntryModel::kColumnCount;
    m_lastChanged = -1;
}

void CacheEntryProxy::arrange(const std::vector<int>& before)
{
    show(entryOrder(m_model, m_arrangement, before));
}

void CacheEntryProxy::show(const std::vector<int>& wanted)
{
    if (wanted == m_rows)
        return;
    std::vector<int> places(size_t(m_model.rowCount()), -1);
    const RowSteps steps = rowSteps(m_rows, wanted, places);
    permute(steps.gathering);
    for (const RowRange& range : steps.removals) {
        beginRemoveRows({}, range.begin, range.end - 1);
        std::vector<int> rows = m_rows;
        rows.erase(rows.begin() + range.begin, rows.begin() + range.end);
        setShown(std::move(rows));
        endRemoveRows();
    }
    permute(steps.order);
    auto next = steps.inserted.begin();
    for (const RowRange& range : steps.insertions) {
        beginInsertRows({}, range.begin, range.end - 1);
        std::vector<int> rows = m_rows;
        const auto end = next + (range.end - range.begin);
        rows.insert(rows.begin() + range.begin, next, end);
        next = end;
        setShown(std::move(rows));
        endInsertRows();
    }
    permute(steps.finalOrder);
}

void CacheEntryProxy::permute(const std::vector<int>& order)
{
    if (order.empty())
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    setShown(inOrder(m_rows, order));
    const std::vector<int> places = placesAfter(order);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& old : before)
        after.push_back(index(places[size_t(old.row())], old.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void CacheEntryProxy::setShown(std::vector<int> rows)
{
    m_rows = std::move(rows);
    m_places.assign(size_t(m_model.rowCount()), -1);
    for (size_t place = 0; place < m_rows.size(); ++place)
        m_places[size_t(m_rows[place])] = int(place);
}

} // namespace larder
