#pragma once

#include "models/inspector/resultcomparison.h"

#include <QAbstractTableModel>

namespace larder {

/// A comparison row by row: what became of each in words, then its values, a changed one as "before → now".
class ComparisonModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        /// The RowChange as an int.
        ChangeRole = Qt::UserRole,
        /// Whether the value itself is another one.
        CellChangedRole,
    };

    explicit ComparisonModel(QObject* parent = nullptr) : QAbstractTableModel(parent) { }

    /// Null for none.
    void setComparison(std::shared_ptr<const ResultComparison> comparison);
    [[nodiscard]] const ResultComparison* comparison() const { return m_comparison.get(); }
    /// Leaves out the rows that are the same.
    void setChangesOnly(bool changesOnly);
    /// The next row from @p row on, itself left out, that is not the same; the one before if not @p forward.
    /// -1 where there is none.
    [[nodiscard]] int changeFrom(int row, bool forward) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();
    [[nodiscard]] const ComparedRow& rowAt(int row) const;
    [[nodiscard]] QString valueText(const ComparedRow& row, int column) const;

    std::shared_ptr<const ResultComparison> m_comparison;
    bool m_changesOnly = true;
    // Those of the comparison that are shown; unused while all are.
    RowOrder m_chosen;
};

/// What a comparison comes to, in a sentence: "Equal: all 25 rows are as the database has them now."
[[nodiscard]] QString verdictText(const ResultComparison& comparison);

/// "≠ changed", "+ added": what became of a row.
[[nodiscard]] QString rowChangeText(RowChange change);

} // namespace larder
