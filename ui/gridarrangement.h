#pragma once

#include "models/cellselection.h"
#include "models/rowarranger.h"
#include "models/tablestate.h"

#include <QTimer>

#include <map>
#include <optional>

class QMenu;

namespace larder {

class ResultHeader;
class ResultView;

/// Lets the header of a grid sort and filter what the grid shows, and keeps both for the next result of the
/// same statement with the same columns. Only results that have ended are arranged.
class GridArrangement final : public QObject
{
    Q_OBJECT

public:
    GridArrangement(ResultView& view, QObject* parent);

    /// How NULLs and texts are sorted; rows on screen that are sorted are so anew.
    void setOrders(NullsPlace nulls, TextOrder text);
    /// The results that come from now on are sorted by @p orders already.
    void expectSorted(std::vector<ColumnOrder> orders) { m_expected = std::move(orders); }
    /// The results that come from now on are those of @p statement, one of several of which the last is @p
    /// last. What the header says for the last outlives the results of those before it.
    void setStatement(const QByteArray& statement, const QByteArray& last);
    /// The view has another result, or the result has ended.
    void resultChanged();
    /// Leaves the rows as they are on screen and the header as it was for them.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_arranger.isBusy(); }
    /// Makes the header say @p keys and @p filters, and the rows be so.
    void set(std::vector<SortKey> keys, const std::map<int, QString>& filters);
    /// Adds to the menu of @p cell what filters by its value and sorts by its column.
    void extendMenu(QMenu& menu, CellPosition cell);

Q_SIGNALS:
    /// What to say while it works, "Sorting… 40 %", or while what the header says waits for the
    /// end of the result; empty when the rows are as the header says.
    void progressChanged(const QString& text);
    void rowsChanged();
    /// The user wants other rows, or another order, than before; the rows that are here are being arranged.
    void requested();

private:
    /// What the header said of the results of a statement.
    struct Kept
    {
        QByteArray statement;
        std::vector<ColumnInfo> columns;
        std::vector<SortKey> keys;
        std::map<int, QString> filters;
    };

    void changeColumns();
    void apply();
    void writeHeader(std::vector<SortKey> keys, const std::map<int, QString>& filters);
    [[nodiscard]] Arrangement wanted();
    [[nodiscard]] bool comesSorted() const;
    void show(const ArrangedRows& rows);
    void tell(const QString& text);
    void tellProgress(double share);
    void tellWhatWaits();

    ResultView& m_view;
    ResultHeader& m_header;
    RowArranger m_arranger;
    QTimer m_delay;
    QByteArray m_statement;
    QByteArray m_lastStatement;
    // What the header is for.
    QByteArray m_headerStatement;
    std::vector<ColumnInfo> m_columns;
    std::optional<Kept> m_kept;
    // By what the result on screen came sorted, and by what the next will.
    std::vector<ColumnOrder> m_sorted;
    std::vector<ColumnOrder> m_expected;
    NullsPlace m_nulls = NullsPlace::Last;
    TextOrder m_text = TextOrder::Binary;
    QString m_told;
    // What the header says, as of the rows on screen.
    std::vector<SortKey> m_shownKeys;
    std::map<int, QString> m_shownFilters;
    ResultPtr m_arrangedResult;
};

} // namespace larder
