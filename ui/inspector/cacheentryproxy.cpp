#include "ui/inspector/cacheentryproxy.h"

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

/// Above this many separate runs of rows one new layout is cheaper, here and in every view.
constexpr size_t kMostRanges = 8;

/// Rows [begin, end).
struct RowRange
{
    int begin = 0;
    int end = 0;
};

/// The runs of rows below @p count of which @p isMeant says so.
template <typename IsMeant>
std::vector<RowRange> runsIn(int count, const IsMeant& isMeant)
{
    std::vector<RowRange> runs;
    for (int row = 0; row < count; ++row) {
        if (!isMeant(row))
            continue;
        if (runs.empty() || runs.back().end != row)
            runs.push_back({row, row});
        ++runs.back().end;
    }
    return runs;
}

} // namespace

CacheEntryProxy::CacheEntryProxy(QObject* parent)
    : QAbstractTableModel(parent)
    , m_stateIcons{
          QIcon(QStringLiteral(":/larder/icons/state-fresh.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-doubtful.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-unverified.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-stale.svg")),
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
    if (!sameEntries)
        removeGone(ids);
    m_model.setEntries(entries, order);
    if (!sameEntries)
        follow(std::move(ids));
    tellChanges();
    arrange(m_rows);
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
}

std::optional<Error> CacheEntryProxy::setFilterText(const QString& text)
{
    Result<EntryFilter> filter = EntryFilter::parse(text);
    if (!filter)
        return filter.error();
    m_arrangement.filter = std::move(filter.value());
    arrange(m_rows);
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
    if (role == Qt::DecorationRole && index.column() == int(Column::State))
        return iconOf(entryAt(index));
    return m_model.data(m_model.index(m_rows[size_t(index.row())], index.column()), role);
}

QIcon CacheEntryProxy::iconOf(const EntryInfo& entry) const
{
    const auto state = size_t(entry.state);
    if (!entry.pinned)
        return m_stateIcons.at(state);
    QIcon& icon = m_pinnedIcons.at(state);
    if (icon.isNull())
        icon = pinned(m_stateIcons.at(state));
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
}

void CacheEntryProxy::removeGone(const std::vector<EntryId>& ids)
{
    std::vector<bool> isGone(m_rows.size());
    auto next = ids.begin();
    for (size_t row = 0; row < m_ids.size(); ++row) {
        next = std::find_if(next, ids.end(), [id = m_ids[row]](EntryId each) { return each >= id; });
        const bool stays = next != ids.end() && *next == m_ids[row];
        if (m_places[row] >= 0 && !stays)
            isGone[size_t(m_places[row])] = true;
    }
    takeOut(isGone);
}

void CacheEntryProxy::follow(std::vector<EntryId> ids)
{
    std::vector<int> moved(m_ids.size(), -1);
    auto next = ids.begin();
    for (size_t row = 0; row < m_ids.size(); ++row) {
        next = std::find_if(next, ids.end(), [id = m_ids[row]](EntryId each) { return each >= id; });
        moved[row] = int(next - ids.begin());
    }
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
    const std::vector<int> wanted = entryOrder(m_model, m_arrangement, before);
    if (wanted == m_rows)
        return;
    std::vector<bool> isWanted(size_t(m_model.rowCount()));
    for (const int row : wanted)
        isWanted[size_t(row)] = true;
    std::vector<bool> isGone(m_rows.size());
    for (size_t place = 0; place < m_rows.size(); ++place)
        isGone[place] = !isWanted[size_t(m_rows[place])];
    takeOut(isGone);
    std::vector<int> from;
    from.reserve(m_rows.size());
    for (const int row : wanted) {
        if (m_places[size_t(row)] >= 0)
            from.push_back(m_places[size_t(row)]);
    }
    permute(from);
    putIn(wanted);
}

void CacheEntryProxy::takeOut(const std::vector<bool>& isGone)
{
    std::vector<RowRange> ranges = runsIn(int(isGone.size()), [&](int row) { return isGone[size_t(row)]; });
    if (ranges.size() > kMostRanges) {
        std::vector<int> from;
        from.reserve(isGone.size());
        for (const bool gone : {false, true}) {
            for (int place = 0; place < int(isGone.size()); ++place) {
                if (isGone[size_t(place)] == gone)
                    from.push_back(place);
            }
        }
        permute(from);
        const auto count = int(std::count(isGone.begin(), isGone.end(), true));
        ranges = {{rowCount() - count, rowCount()}};
    }
    // From the back, so that the rows of the ranges before stay true.
    for (; !ranges.empty(); ranges.pop_back()) {
        const RowRange range = ranges.back();
        beginRemoveRows({}, range.begin, range.end - 1);
        std::vector<int> rows = m_rows;
        rows.erase(rows.begin() + range.begin, rows.begin() + range.end);
        setShown(std::move(rows));
        endRemoveRows();
    }
}

void CacheEntryProxy::putIn(const std::vector<int>& wanted)
{
    const auto isNew = [&](int place) { return m_places[size_t(wanted[size_t(place)])] < 0; };
    const std::vector<RowRange> ranges = runsIn(int(wanted.size()), isNew);
    if (ranges.size() <= kMostRanges) {
        for (const RowRange& range : ranges) {
            beginInsertRows({}, range.begin, range.end - 1);
            std::vector<int> rows = m_rows;
            rows.insert(rows.begin() + range.begin, wanted.begin() + range.begin, wanted.begin() + range.end);
            setShown(std::move(rows));
            endInsertRows();
        }
        return;
    }
    std::vector<int> rows = m_rows;
    for (const RowRange& range : ranges)
        rows.insert(rows.end(), wanted.begin() + range.begin, wanted.begin() + range.end);
    beginInsertRows({}, rowCount(), int(rows.size()) - 1);
    setShown(std::move(rows));
    endInsertRows();
    std::vector<int> from;
    from.reserve(wanted.size());
    for (const int row : wanted)
        from.push_back(m_places[size_t(row)]);
    permute(from);
}

void CacheEntryProxy::permute(const std::vector<int>& from)
{
    if (std::ranges::is_sorted(from))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> rows;
    rows.reserve(from.size());
    std::vector<int> to(from.size());
    for (const int place : from) {
        to[size_t(place)] = int(rows.size());
        rows.push_back(m_rows[size_t(place)]);
    }
    setShown(std::move(rows));
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& old : before)
        after.push_back(index(to[size_t(old.row())], old.column()));
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
