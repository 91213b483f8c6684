#include "models/inspector/charttablemodel.h"

#include <algorithm>

namespace larder {

void ChartTableModel::setTable(const ChartTable& table)
{
    if (table.columns != m_table.columns) {
        beginResetModel();
        m_table = table;
        endResetModel();
        return;
    }
    resizeTo(table.rows.size());
    replaceRows(table.rows);
    m_table = table;
}

void ChartTableModel::resizeTo(size_t rows)
{
    const size_t before = m_table.rows.size();
    if (rows < before) {
        beginRemoveRows({}, int(rows), int(before) - 1);
        m_table.rows.resize(rows);
        endRemoveRows();
    } else if (rows > before) {
        beginInsertRows({}, int(before), int(rows) - 1);
        m_table.rows.resize(rows);
        endInsertRows();
    }
}

void ChartTableModel::replaceRows(const std::vector<ChartTable::Row>& rows)
{
    const auto [firstHere, firstThere] = std::ranges::mismatch(m_table.rows, rows);
    if (firstHere == m_table.rows.end())
        return;
    const auto first = int(firstHere - m_table.rows.begin());
    auto last = int(rows.size()) - 1;
    while (m_table.rows[size_t(last)] == rows[size_t(last)])
        --last;
    m_table.rows = rows;
    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

int ChartTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ChartTable::Row& row = m_table.rows.at(size_t(index.row()));
    const auto place = size_t(index.column());
    if (role == Qt::TextAlignmentRole)
        return int((place == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (place == 0)
        return row.label;
    if (place > row.values.size())
        return {};
    // Entries beside bytes.
    const bool isCount = m_table.shape == ChartTable::Shape::Areas && place > 1;
    return chartValueText(row.values[place - 1], isCount ? ChartTable::Unit::Count : row.unit);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_table.columns.value(section);
}

} // namespace larder
