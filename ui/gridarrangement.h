#pragma once

#include "models/cellselection.h"
#include "models/rowarranger.h"

#include <QTimer>

#include <map>

class QMenu;

namespace larder {

class ResultHeader;
class ResultView;

/// Lets the header of a grid sort and filter what the grid shows, and keeps both for the next result of the
/// same columns. Only results that have ended are arranged.
class GridArrangement final : public QObject
{
    Q_OBJECT

public:
    GridArrangement(ResultView& view, QObject* parent);

    /// The view has another result, or the result has ended.
    void resultChanged();
    /// Leaves the rows as they are on screen and the header as it was for them.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_arranger.isBusy(); }
    /// Adds to the menu of @p cell what filters by its value and sorts by its column.
    void extendMenu(QMenu& menu, CellPosition cell);

Q_SIGNALS:
    /// What to say while it works, "Sorting and filtering… 40 %"; empty when it is done.
    void progressChanged(const QString& text);
    void rowsChanged();

private:
    void apply();
    [[nodiscard]] Arrangement wanted();
    void show(const ArrangedRows& rows);

    ResultView& m_view;
    ResultHeader& m_header;
    RowArranger m_arranger;
    QTimer m_delay;
    std::vector<ColumnInfo> m_columns;
    // What the header says, as of the rows on screen.
    std::vector<SortKey> m_shownKeys;
    std::map<int, QString> m_shownFilters;
    ResultPtr m_arrangedResult;
};

} // namespace larder
