#pragma once

#include "cache/runrecord.h"

#include <QAbstractTableModel>

#include <deque>

namespace larder {

/// The last runs, the newest first, for a list to choose from. Bounded: the oldest go.
class RunListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Answer, Reason, Sql };
    static constexpr int kColumnCount = int(Column::Sql) + 1;
    static constexpr size_t kMostRuns = 1'000;

    explicit RunListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) { }

    /// Puts @p runs, the oldest first, before those that are shown; one range of rows comes, one goes.
    void add(std::vector<RunRecord> runs);
    [[nodiscard]] const RunRecord& runAt(int row) const { return m_runs[size_t(row)]; }
    /// The newest run of @p sql over @p connection, without those beside the cache; -1 if there is none.
    [[nodiscard]] int rowOf(ConnectionId connection, const QByteArray& sql) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::deque<RunRecord> m_runs;
};

} // namespace larder
