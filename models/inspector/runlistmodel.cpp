#include "models/inspector/runlistmodel.h"

#include "models/inspector/cuttext.h"
#include "models/inspector/whytext.h"
#include "models/plaintooltip.h"

#include <algorithm>

namespace larder {

namespace {

QString cellText(const RunRecord& run, RunListModel::Column column)
{
    switch (column) {
    case RunListModel::Column::Time:
        return run.time.toLocalTime().toString(u"HH:mm:ss");
    case RunListModel::Column::Answer:
        return answerText(run);
    case RunListModel::Column::Reason:
        return reasonText(run.provenance.reason);
    case RunListModel::Column::Sql:
        return firstLine(run.request.sql);
    }
    Q_UNREACHABLE();
}

} // namespace

void RunListModel::add(std::vector<RunRecord> runs)
{
    if (runs.size() > kMostRuns)
        runs.erase(runs.begin(), runs.end() - qsizetype(kMostRuns));
    if (runs.empty())
        return;
    if (const size_t all = m_runs.size() + runs.size(); all > kMostRuns) {
        const size_t kept = m_runs.size() - (all - kMostRuns);
        beginRemoveRows({}, int(kept), int(m_runs.size()) - 1);
        m_runs.erase(m_runs.begin() + qsizetype(kept), m_runs.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, int(runs.size()) - 1);
    for (RunRecord& run : runs)
        m_runs.push_front(std::move(run));
    endInsertRows();
}

int RunListModel::rowOf(ConnectionId connection, const QByteArray& sql) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const RunRecord& run) {
        return run.request.connection == connection && run.request.sql == sql
            && run.request.mode != RunMode::Uncached;
    });
    return found == m_runs.end() ? -1 : int(found - m_runs.begin());
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const QString text = cellText(runAt(index.row()), Column(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return plainToolTip(text);
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Answer:
        return tr("Answer");
    case Column::Reason:
        return tr("Why");
    case Column::Sql:
        return tr("SQL");
    }
    return {};
}

} // namespace larder
