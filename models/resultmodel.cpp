#include "models/resultmodel.h"

#include "models/celltext.h"
#include "models/columntext.h"

namespace larder {

ResultModel::ResultModel(QObject* parent) : QAbstractTableModel(parent)
{
    connect(&m_growth, &QTimer::timeout, this, &ResultModel::growBySlice);
}

void ResultModel::setResult(ResultPtr result)
{
    m_completionAnnounced = !result || (result == m_rows.result && m_completionAnnounced);
    if (continuesWith(result)) {
        m_rows = {std::move(result)};
        if (!m_growth.isActive())
            growBySlice();
        return;
    }
    show({std::move(result)});
}

void ResultModel::arrange(ArrangedRows rows)
{
    Q_ASSERT(rows.result == m_rows.result);
    show(std::move(rows));
}

void ResultModel::show(ArrangedRows rows)
{
    m_growth.stop();
    beginResetModel();
    m_rows = std::move(rows);
    m_publishedRows = qMin(availableRows(), kFirstSliceRows);
    endResetModel();
    settle();
}

int ResultModel::availableRows() const
{
    return int(qMin<qint64>(m_rows.rowCount(), kMaximumRows));
}

bool ResultModel::continuesWith(const ResultPtr& next) const
{
    // Snapshots of one run share their columns, and no other result does.
    return m_rows.result && !m_rows.order && next && &m_rows.result->columns() == &next->columns()
        && next->rowCount() >= m_rows.result->rowCount();
}

void ResultModel::growBySlice()
{
    const int rows = qMin(availableRows() - m_publishedRows, kSliceRows);
    if (rows > 0) {
        beginInsertRows({}, m_publishedRows, m_publishedRows + rows - 1);
        m_publishedRows += rows;
        endInsertRows();
    }
    settle();
}

void ResultModel::settle()
{
    if (m_publishedRows < availableRows()) {
        m_growth.start();
        return;
    }
    m_growth.stop();
    if (m_completionAnnounced || m_rows.result->completeness() == Completeness::Streaming)
        return;
    m_completionAnnounced = true;
    Q_EMIT completed();
}

int ResultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_publishedRows;
}

int ResultModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_rows.result ? 0 : m_rows.result->columnCount();
}

QVariant ResultModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(m_rows.cell(index.row(), index.column()));
    case CellTypeRole:
        return int(m_rows.cell(index.row(), index.column()).type);
    case Qt::TextAlignmentRole: {
        const bool right = isNumber(m_rows.cell(index.row(), index.column()).type);
        return QVariant::fromValue(
            Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(
            oneLineText(m_rows.result->columns()[size_t(index.column())].name),
            cellText(m_rows.cell(index.row(), index.column())));
    default:
        return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && m_rows.result && section >= 0
        && section < m_rows.result->columnCount())
        return columnHeader(section, role);
    if (orientation == Qt::Vertical && role == Qt::DisplayRole)
        return QString::number(section + 1);
    return {};
}

QVariant ResultModel::columnHeader(int column, int role) const
{
    if (role == Qt::DisplayRole)
        return oneLineText(m_rows.result->columns()[size_t(column)].name);
    return role == Qt::ToolTipRole ? columnToolTip(*m_rows.result, column) : QVariant();
}

} // namespace larder
