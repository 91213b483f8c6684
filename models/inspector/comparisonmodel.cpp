#include "models/inspector/comparisonmodel.h"

#include "models/celltext.h"
#include "models/plaintooltip.h"
#include "models/quantitytext.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

bool isCut(const ResultPtr& result)
{
    return result->completeness() == Completeness::LimitReached;
}

} // namespace

QString rowChangeText(RowChange change)
{
    switch (change) {
    case RowChange::Same:
        return tr("same");
    case RowChange::Moved:
        return tr("↕ moved");
    case RowChange::Changed:
        return tr("≠ changed");
    case RowChange::Added:
        return tr("+ added");
    case RowChange::Removed:
        return tr("− removed");
    }
    Q_UNREACHABLE();
}

QString verdictText(const ResultComparison& comparison)
{
    const qint64 rows = comparison.after()->rowCount();
    const qint64 changed = comparison.count(RowChange::Changed);
    const qint64 added = comparison.count(RowChange::Added);
    const qint64 removed = comparison.count(RowChange::Removed);
    const qint64 moved = comparison.count(RowChange::Moved);
    QString text;
    if (changed + added + removed + moved == 0) {
        text = countedText(rows, tr("Equal: the one row is as the database has it now."),
            tr("Equal: all %1 rows are as the database has them now."));
    } else if (changed + added + removed == 0) {
        text = tr("The same rows in another order: %1.")
                   .arg(countedText(moved, tr("1 row has moved"), tr("%1 rows have moved")));
    } else {
        QStringList parts;
        if (changed > 0)
            parts << countedText(changed, tr("1 row changed"), tr("%1 rows changed")) + QStringLiteral(" (")
                    + countedText(comparison.changedCells(), tr("1 cell"), tr("%1 cells")) + u')';
        if (added > 0)
            parts << countedText(added, tr("1 added"), tr("%1 added"));
        if (removed > 0)
            parts << countedText(removed, tr("1 removed"), tr("%1 removed"));
        if (moved > 0)
            parts << countedText(moved, tr("1 moved"), tr("%1 moved"));
        text = tr("The entry differs from the database: %1.").arg(parts.join(QStringLiteral(", ")));
    }
    if (isCut(comparison.before()) || isCut(comparison.after()))
        text += u' ' + tr("Both were cut at the row limit, so rows may only have passed over it.");
    return text;
}

void ComparisonModel::setComparison(std::shared_ptr<const ResultComparison> comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    choose();
    endResetModel();
}

void ComparisonModel::setChangesOnly(bool changesOnly)
{
    if (changesOnly == m_changesOnly)
        return;
    beginResetModel();
    m_changesOnly = changesOnly;
    choose();
    endResetModel();
}

void ComparisonModel::choose()
{
    m_chosen.clear();
    if (!m_comparison || !m_changesOnly)
        return;
    const std::vector<ComparedRow>& rows = m_comparison->rows();
    for (size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].change != RowChange::Same)
            m_chosen.push_back(quint32(row));
    }
}

const ComparedRow& ComparisonModel::rowAt(int row) const
{
    return m_comparison->rows()[m_changesOnly ? m_chosen[size_t(row)] : size_t(row)];
}

int ComparisonModel::changeFrom(int row, bool forward) const
{
    const int step = forward ? 1 : -1;
    for (int next = row + step; next >= 0 && next < rowCount(); next += step) {
        if (rowAt(next).change != RowChange::Same)
            return next;
    }
    return -1;
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_comparison)
        return 0;
    return int(m_changesOnly ? m_chosen.size() : m_comparison->rows().size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_comparison ? 0 : m_comparison->after()->columnCount() + 1;
}

QString ComparisonModel::valueText(const ComparedRow& row, int column) const
{
    if (row.change == RowChange::Removed)
        return cellText(m_comparison->before()->cell(row.before, column));
    const QString now = cellText(m_comparison->after()->cell(row.after, column));
    if (!m_comparison->isCellChanged(row, column))
        return now;
    return QStringLiteral("%1 → %2").arg(cellText(m_comparison->before()->cell(row.before, column)), now);
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedRow& row = rowAt(index.row());
    const int column = index.column() - 1;
    const bool isChange = column < 0;
    switch (role) {
    case Qt::DisplayRole:
        return isChange ? rowChangeText(row.change) : valueText(row, column);
    case Qt::ToolTipRole:
        return isChange ? QVariant() : plainToolTip(valueText(row, column));
    case ChangeRole:
        return int(row.change);
    case CellChangedRole:
        return !isChange && m_comparison->isCellChanged(row, column);
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !m_comparison)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == 0 ? tr("Change") : m_comparison->after()->columns()[size_t(section) - 1].name;
}

} // namespace larder
