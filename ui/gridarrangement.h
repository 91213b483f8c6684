#pragma once

#include "models/rowarranger.h"

#include <QTimer>

#include <map>

class QMenu;
class QModelIndex;

namespace larder {

class ResultHeader;
class ResultModel;

/// Lets the header of a grid sort and filter what the grid shows, and keeps both for the next result of the
/// same columns. Only results that have ended are arranged.
class GridArrangement final : public QObject
{
    Q_OBJECT

public:
    GridArrangement(ResultHeader& header, ResultModel& model, QObject* parent);

    /// How NULLs and texts are sorted; rows on screen that are sorted are so anew.
    void setOrders(NullsPlace nulls, TextOrder text);
    /// The model has another result, or the result has ended.
    void resultChanged();
    /// Leaves the rows as they are on screen and the header as it was for them.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_arranger.isBusy(); }
    /// Adds to the menu of @p cell what filters by its value and sorts by its column.
    void extendMenu(QMenu& menu, const QModelIndex& cell);

Q_SIGNALS:
    /// What to say while it works, "Sorting and filtering… 40 %", or while what the header says waits for the
    /// end of the result; empty when the rows are as the header says.
    void progressChanged(const QString& text);
    void rowsChanged();

private:
    void apply();
    [[nodiscard]] Arrangement wanted();
    void show(const ArrangedRows& rows);
    void tell(const QString& text);
    void tellWhatWaits();

    ResultHeader& m_header;
    ResultModel& m_model;
    RowArranger m_arranger;
    QTimer m_delay;
    std::vector<ColumnInfo> m_columns;
    NullsPlace m_nulls = NullsPlace::Last;
    TextOrder m_text = TextOrder::Binary;
    QString m_told;
    // What the header says, as of the rows on screen.
    std::vector<SortKey> m_shownKeys;
    std::map<int, QString> m_shownFilters;
    ResultPtr m_arrangedResult;
};

} // namespace larder
