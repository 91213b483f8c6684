#pragma once

#include "models/arrangedrows.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace larder {

/// The rows of one result for a table view, without a copy of any value.
///
/// Rows are made known to the view in slices, a first one at once and further ones each time the event loop
/// turns, because a view spends time on each row that it is told of (QHeaderView: some 5 ns and 8 bytes a
/// row).
class ResultModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        CellTypeRole = Qt::UserRole, ///< the CellType as int
    };

    static constexpr int kFirstSliceRows = 65'536;
    static constexpr int kSliceRows = 1'000'000;
    /// Rows behind this one can't be shown: QHeaderView counts the height of all rows in an int, which ends
    /// at 2^31 pixels (43 pixels a row here).
    static constexpr int kMaximumRows = 50'000'000;

    explicit ResultModel(QObject* parent = nullptr);

    /// Shows @p result, or nothing if it is null. A later snapshot of the run on screen only adds its new
    /// rows; anything else resets the model.
    void setResult(ResultPtr result);
    /// Shows @p rows, which are of the result that is shown, instead of all rows as they came.
    void arrange(ArrangedRows rows);
    [[nodiscard]] const ResultPtr& result() const { return m_rows.result; }
    [[nodiscard]] const ArrangedRows& rows() const { return m_rows; }
    /// Whether the result has more rows than can be shown.
    [[nodiscard]] bool isClipped() const { return m_rows.rowCount() > kMaximumRows; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// All rows of a result that has ended are known to the view.
    void completed();

private:
    [[nodiscard]] int availableRows() const;
    [[nodiscard]] bool continuesWith(const ResultPtr& next) const;
    [[nodiscard]] QVariant columnHeader(int column, int role) const;
    void growBySlice();
    void settle();

    void show(ArrangedRows rows);

    ArrangedRows m_rows;
    // 0 <= m_publishedRows <= availableRows(): what the view knows of. The timer runs while the two differ.
    int m_publishedRows = 0;
    bool m_completionAnnounced = true;
    QTimer m_growth;
};

} // namespace larder
