#pragma once

#include "cache/flightinfo.h"

#include <QAbstractTableModel>

#include <vector>

namespace larder {

/// The statements on their way to the database as a live table, in the order of their runs. What comes in is
/// compared by run with what is shown; the model is never reset.
class FlightModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Sql, Connection, Leader, Followers, Waiting, Rows, State };
    static constexpr int kColumnCount = int(Column::State) + 1;

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows @p flights, which are in the order of their ids.
    void setFlights(const std::vector<FlightInfo>& flights);
    [[nodiscard]] const FlightInfo& flightAt(int row) const { return m_flights.at(size_t(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const FlightInfo& flight, Column column) const;

    std::vector<FlightInfo> m_flights;
};

} // namespace larder
