#pragma once

#include "models/inspector/charttable.h"

#include <QAbstractTableModel>

namespace larder {

/// The numbers of a chart as a live table. Rows are compared by their place; only another set of columns
/// resets it.
class ChartTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const ChartTable& table);
    [[nodiscard]] const ChartTable& table() const { return m_table; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void resizeTo(size_t rows);
    void replaceRows(const std::vector<ChartTable::Row>& rows);

    ChartTable m_table;
};

} // namespace larder
