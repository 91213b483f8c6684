#include "models/inspector/cacheeventmodel.h"

#include "models/inspector/eventtext.h"
#include "models/plaintooltip.h"

#include <algorithm>

namespace larder {

namespace {

constexpr quint64 kReadInOneTurn = 20'000;

bool isNumber(CacheEventModel::Column column)
{
    using Column = CacheEventModel::Column;
    return column == Column::Number || column == Column::Duration || column == Column::Bytes
        || column == Column::Cause;
}

} // namespace

CacheEventModel::CacheEventModel(const EventLog& log, QObject* parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    m_goOn.setSingleShot(true);
    connect(&m_goOn, &QTimer::timeout, this, &CacheEventModel::readSome);
}

void CacheEventModel::readOn()
{
    if (m_standing.paused) {
        Standing standing = m_standing;
        standing.waiting = m_log.lastNumber() - m_end;
        setStanding(standing);
    } else if (!m_goOn.isActive()) {
        m_next = m_log.history();
        m_end = m_next.lastNumber();
        readSome();
    }
}

void CacheEventModel::setFilter(const EventFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_goOn.stop();
    m_found.clear();
    beginResetModel();
    m_numbers.clear();
    endResetModel();
    m_read = 0;
    // A paused list is searched as it stands.
    if (!m_standing.paused) {
        m_next = m_log.history();
        m_end = m_next.lastNumber();
    }
    readSome();
}

void CacheEventModel::setPaused(bool paused)
{
    if (paused == m_standing.paused)
        return;
    setStanding({.paused = paused, .missed = m_standing.missed});
    readOn();
}

const CacheEvent& CacheEventModel::eventAt(int row) const
{
    return *m_shown.event(m_numbers.at(size_t(row)));
}

int CacheEventModel::rowOf(quint64 number) const
{
    const auto found = std::ranges::lower_bound(m_numbers, number);
    return found == m_numbers.end() || *found != number ? -1 : int(found - m_numbers.begin());
}

void CacheEventModel::readSome()
{
    skipForgotten();
    const quint64 end = std::min(m_end, m_read + kReadInOneTurn);
    while (m_read < std::min(end, m_end))
        take(*m_next.event(++m_read));
    if (m_read >= m_end)
        publish();
    else
        m_goOn.start(0);
}

void CacheEventModel::skipForgotten()
{
    const quint64 forgotten = m_next.firstNumber() - 1;
    if (m_judged > 0 && m_judged < forgotten) {
        Standing standing = m_standing;
        standing.missed += forgotten - m_judged;
        setStanding(standing);
    }
    m_read = std::max(m_read, forgotten);
    m_judged = std::max(m_judged, forgotten);
}

void CacheEventModel::take(const CacheEvent& event)
{
    if (m_filter.accepts(event))
        m_found.push_back(event.number);
    if (event.number <= m_judged)
        return;
    m_judged = event.number;
    if (!m_stopRule || !m_stopRule->accepts(event))
        return;
    m_end = event.number;
    setStanding({.paused = true,
        .stoppedAt = event.number,
        .waiting = m_log.lastNumber() - m_end,
        .missed = m_standing.missed});
}

void CacheEventModel::publish()
{
    const auto keptFrom = std::ranges::lower_bound(m_numbers, m_next.firstNumber());
    if (const auto gone = int(keptFrom - m_numbers.begin()); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_numbers.erase(m_numbers.begin(), keptFrom);
        endRemoveRows();
    }
    m_shown = m_next;
    if (m_found.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(m_found.size()) - 1);
    m_numbers.insert(m_numbers.end(), m_found.begin(), m_found.end());
    m_found.clear();
    endInsertRows();
}

void CacheEventModel::setStanding(const Standing& standing)
{
    if (standing == m_standing)
        return;
    m_standing = standing;
    Q_EMIT standingChanged();
}

int CacheEventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_numbers.size());
}

int CacheEventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant CacheEventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return eventCellText(eventAt(index.row()), column);
    case Qt::ToolTipRole:
        return plainToolTip(eventToolTip(eventAt(index.row()), column));
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ")
            + eventCellText(eventAt(index.row()), column);
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant CacheEventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return eventColumnTitle(Column(section));
}

} // namespace larder
