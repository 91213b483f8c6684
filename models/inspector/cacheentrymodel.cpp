#include "models/inspector/cacheentrymodel.h"

#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace larder {

namespace {

using Column = CacheEntryModel::Column;
using namespace std::chrono_literals;

/// Above this many separate ranges it is cheaper, here and in every proxy, to gather the rows and remove them
/// once.
constexpr size_t kMostRemovals = 4;

using ColumnSpan = CacheEntryModel::ColumnSpan;
using Changes = std::array<bool, CacheEntryModel::kColumnCount>;

ColumnSpan spanOf(const Changes& changed)
{
    ColumnSpan span;
    for (int column = 0; column < CacheEntryModel::kColumnCount; ++column) {
        if (!changed.at(size_t(column)))
            continue;
        span.first = std::min(span.first, column);
        span.last = column;
    }
    return span;
}

ColumnSpan changedColumns(const EntryInfo& shown, const EntryInfo& next)
{
    // An entry shares them with all that shows it.
    const bool otherFacts = shown.facts != next.facts;
    const EntryFacts& before = *shown.facts;
    const EntryFacts& now = *next.facts;
    // A moment's text turns from time to date when it is a day old; looking once an hour is enough.
    const bool newHour = shown.age / 1h != next.age / 1h;
    const Changes changed{
        shown.state != next.state || shown.provenAt != next.provenAt || shown.reason != next.reason
            || shown.pinned != next.pinned || shown.outdated != next.outdated,
        otherFacts && (before.sql != now.sql || before.components.parameters != now.components.parameters),
        otherFacts && before.components.technique != now.components.technique,
        otherFacts && before.components.connection != now.components.connection,
        otherFacts && before.components.connection.user != now.components.connection.user,
        otherFacts && before.components.parameters != now.components.parameters,
        otherFacts && before.tables != now.tables,
        shown.tags != next.tags,
        otherFacts && before.rows != now.rows,
        otherFacts && before.columns != now.columns,
        shown.bytes != next.bytes,
        shown.created != next.created || newHour,
        shown.age != next.age,
        shown.ttlLeft != next.ttlLeft,
        shown.ttlLeft != next.ttlLeft || shown.outdated != next.outdated,
        shown.idleLeft != next.idleLeft,
        shown.hits != next.hits,
        shown.lastHit != next.lastHit || (newHour && next.lastHit.isValid()),
        otherFacts && before.followers != now.followers,
        shown.fillCost != next.fillCost,
        shown.fillCost != next.fillCost || (otherFacts && before.fetchCost != now.fetchCost),
        otherFacts && before.fetchCost != now.fetchCost,
        shown.hitCost != next.hitCost,
        shown.timeSaved != next.timeSaved,
        shown.provenAt != next.provenAt || shown.refutedAt != next.refutedAt,
        shown.evictionRank != next.evictionRank || shown.pinned != next.pinned,
        otherFacts && before.key != now.key,
        shown.misses != next.misses,
        false,
    };
    return spanOf(changed);
}

int alignment(Column column)
{
    if (column == Column::Expire)
        return int(Qt::AlignCenter);
    return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

CacheEntryModel::CacheEntryModel(QObject* parent) : QAbstractTableModel(parent) { }

std::vector<EntryInfo> CacheEntryModel::setEntries(std::vector<EntryInfo> entries)
{
    const Order order = orderOf(entries);
    setEntries(entries, order);
    return entries;
}

void CacheEntryModel::setEntries(std::vector<EntryInfo>& entries, const Order& order)
{
    removeRanges(rowsNotIn(order));
    replaceShown(entries, order);
    insertNew(order);
}

void CacheEntryModel::setConnections(const ConnectionNames& names)
{
    if (m_connections == names)
        return;
    m_connections = names;
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, int(Column::Connection)), index(rowCount() - 1, int(Column::Connection)));
}

QString CacheEntryModel::cellText(const EntryInfo& entry, Column column) const
{
    return column == Column::Connection ? m_connections.of(entry.facts->components.connection)
                                        : entryCellText(entry, column);
}

QVariant CacheEntryModel::sortValue(const EntryInfo& entry, Column column) const
{
    if (column == Column::Connection)
        return cellText(entry, column);
    if (isText(column))
        return entrySortText(entry, column);
    return entrySortNumber(entry, column);
}

// A stable sort, since what is sorted but for a few makes others slow.
CacheEntryModel::Order CacheEntryModel::orderOf(const std::vector<EntryInfo>& entries)
{
    Order order;
    order.reserve(entries.size());
    for (size_t i = 0; i < entries.size(); ++i)
        order.push_back({entries[i].id, i});
    if (!std::ranges::is_sorted(order, {}, &Place::id))
        std::ranges::stable_sort(order, {}, &Place::id);
    Q_ASSERT(std::ranges::adjacent_find(order, {}, &Place::id) == order.end());
    return order;
}

int CacheEntryModel::rowOf(EntryId id) const
{
    const auto found = std::ranges::lower_bound(m_shown, id, {}, &Place::id);
    return found != m_shown.end() && found->id == id ? int(found - m_shown.begin()) : -1;
}

int CacheEntryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int CacheEntryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant CacheEntryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const EntryInfo& entry = entryAt(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case SortRole:
        return sortValue(entry, column);
    case Qt::DisplayRole:
        return cellText(entry, column);
    case Qt::ToolTipRole:
        return entryToolTip(entry, column);
    case Qt::AccessibleTextRole:
        // A cell is announced without its row, so the button says what it expires.
        return tr("%1: %2").arg(
            entryColumnTitle(column), cellText(entry, column == Column::Expire ? Column::Sql : column));
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

QVariant CacheEntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount)
        return QAbstractTableModel::headerData(section, orientation, role);
    const auto column = Column(section);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return entryColumnTitle(column);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return entryColumnHelp(column);
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

std::vector<RowRange> CacheEntryModel::rowsNotIn(const Order& order) const
{
    auto next = order.begin();
    return runsIn(m_shown.size(), [&](size_t row) {
        const EntryId id = m_shown[row].id;
        next = std::find_if(next, order.end(), [id](const Place& place) { return place.id >= id; });
        return next == order.end() || next->id != id;
    });
}

void CacheEntryModel::removeRanges(std::vector<RowRange> ranges)
{
    if (ranges.size() > kMostRemovals)
        ranges = {moveToEnd(ranges)};
    // From the back, so that the rows of the ranges before stay true.
    for (; !ranges.empty(); ranges.pop_back()) {
        const RowRange range = ranges.back();
        beginRemoveRows({}, range.begin, range.end - 1);
        m_shown.erase(m_shown.begin() + range.begin, m_shown.begin() + range.end);
        endRemoveRows();
    }
}

RowRange CacheEntryModel::moveToEnd(const std::vector<RowRange>& ranges)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> newRows(m_shown.size());
    Order gathered;
    gathered.reserve(m_shown.size());
    const auto take = [&](int begin, int end) {
        for (int row = begin; row < end; ++row) {
            newRows[size_t(row)] = int(gathered.size());
            gathered.push_back(m_shown[size_t(row)]);
        }
    };
    int begin = 0;
    for (const RowRange& range : ranges) {
        take(begin, range.begin);
        begin = range.end;
    }
    take(begin, rowCount());
    const int firstMoved = int(gathered.size());
    for (const RowRange& range : ranges)
        take(range.begin, range.end);
    m_shown = std::move(gathered);

    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& old : from)
        to.push_back(index(newRows[size_t(old.row())], old.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    return {firstMoved, rowCount()};
}

void CacheEntryModel::replaceShown(std::vector<EntryInfo>& entries, const Order& order)
{
    Order next;
    next.reserve(m_shown.size());
    auto place = order.begin();
    for (const Place& shown : m_shown) {
        place = std::find_if(place, order.end(), [&](const Place& each) { return each.id == shown.id; });
        next.push_back(*place);
    }
    // In the order of the list, where neighbours are close together.
    std::vector<int> rows(entries.size(), -1);
    for (int row = 0; row < rowCount(); ++row)
        rows[next[size_t(row)].index] = row;
    std::vector<ColumnSpan> changes(next.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        if (const int row = rows[i]; row >= 0)
            changes[size_t(row)] = changedColumns(entryAt(row), entries[i]);
    }
    m_entries.swap(entries);
    m_shown = std::move(next);
    announce(changes);
}

void CacheEntryModel::announce(const std::vector<ColumnSpan>& changes)
{
    for (size_t begin = 0, end = 0; begin < changes.size(); begin = end) {
        const ColumnSpan& columns = changes[begin];
        while (end < changes.size() && changes[end] == columns)
            ++end;
        if (!columns.isEmpty())
            Q_EMIT dataChanged(index(int(begin), columns.first), index(int(end) - 1, columns.last));
    }
}

void CacheEntryModel::insertNew(const Order& order)
{
    // From the back, so that the rows of the runs before stay true, and with both in step: all that is shown
    // is in the order.
    auto end = order.end();
    int row = rowCount();
    const auto isShown
        = [&](const Place& place) { return row > 0 && m_shown[size_t(row) - 1].id == place.id; };
    while (end != order.begin()) {
        auto begin = end;
        while (begin != order.begin() && !isShown(*(begin - 1)))
            --begin;
        if (begin != end) {
            beginInsertRows({}, row, row + int(end - begin) - 1);
            m_shown.insert(m_shown.begin() + row, begin, end);
            endInsertRows();
        }
        while (begin != order.begin() && isShown(*(begin - 1))) {
            --begin;
            --row;
        }
        end = begin;
    }
}

} // namespace larder
