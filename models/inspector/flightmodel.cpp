#include "models/inspector/flightmodel.h"

#include "models/inspector/cuttext.h"
#include "models/inspector/eventtext.h"
#include "models/plaintooltip.h"
#include "models/quantitytext.h"

#include <algorithm>

namespace larder {

namespace {

bool isNumber(FlightModel::Column column)
{
    using Column = FlightModel::Column;
    return column != Column::Sql && column != Column::Connection && column != Column::State;
}

} // namespace

void FlightModel::setFlights(const std::vector<FlightInfo>& flights)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (std::ranges::binary_search(flights, flightAt(row).id, {}, &FlightInfo::id))
            continue;
        beginRemoveRows({}, row, row);
        m_flights.erase(m_flights.begin() + row);
        endRemoveRows();
    }
    // Runs that are new have higher ids than those before.
    for (size_t row = 0; row < flights.size(); ++row) {
        if (row == m_flights.size() || m_flights[row].id != flights[row].id) {
            beginInsertRows({}, int(row), int(row));
            m_flights.insert(m_flights.begin() + std::ptrdiff_t(row), flights[row]);
            endInsertRows();
        }
    }
    if (m_flights == flights)
        return;
    m_flights = flights;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int FlightModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_flights.size());
}

int FlightModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant FlightModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = Column(index.column());
    const FlightInfo& flight = flightAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(flight, column);
    case Qt::ToolTipRole:
        if (column == Column::Sql)
            return plainToolTip(QString::fromUtf8(flight.sql.left(2'000)));
        return plainToolTip(
            column == Column::Connection ? databaseText(flight.database) : text(flight, column));
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ")
            + text(flight, column);
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant FlightModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Sql:
        return tr("SQL");
    case Column::Connection:
        return tr("Connection");
    case Column::Leader:
        return tr("Leading run");
    case Column::Followers:
        return tr("Followers");
    case Column::Waiting:
        return tr("Waiting");
    case Column::Rows:
        return tr("Rows so far");
    case Column::State:
        return tr("State");
    }
    Q_UNREACHABLE();
}

QString FlightModel::text(const FlightInfo& flight, Column column) const
{
    switch (column) {
    case Column::Sql:
        return firstLine(flight.sql, 2'000);
    case Column::Connection:
        return databaseLabel(flight.database);
    case Column::Leader:
        return QString::number(quint64(flight.leader));
    case Column::Followers:
        return QString::number(flight.followers);
    case Column::Waiting:
        return durationText(flight.waiting);
    case Column::Rows:
        return QString::number(flight.rows);
    case Column::State:
        return flight.cancelled ? tr("is being cancelled") : tr("running");
    }
    Q_UNREACHABLE();
}

} // namespace larder
