#pragma once

#include "models/cellfinder.h"

#include <QTimer>

namespace larder {

class FindBar;
class ResultView;

/// Finds in the rows of a grid what is typed in a bar: marks all cells that hold it, goes from one to the
/// next and from the last to the first, and counts them. The search runs beside the window; a result that
/// grows or is arranged anew is searched again.
class GridFind final : public QObject
{
    Q_OBJECT

public:
    GridFind(ResultView& view, FindBar& bar, QObject* parent);

    void open();
    void goOn(bool forward);

private:
    /// What a jump waits for: the first hit from a place on, or the last one before it.
    struct Jump
    {
        GridPlace from;
        bool forward = true;
    };

    void search();
    void forget();
    void take(const std::vector<GridPlace>& more);
    /// Makes the jump that is waited for if its end is known.
    void tryJump();
    void tell();
    [[nodiscard]] GridPlace here() const;
    [[nodiscard]] std::vector<int> searchedColumns() const;
    void select(GridPlace hit);

    ResultView& m_view;
    FindBar& m_bar;
    CellFinder m_finder;
    QTimer m_delay;
    std::optional<CellMatcher> m_matcher;
    // The hits count these columns; they are in order.
    std::vector<int> m_columns;
    std::vector<GridPlace> m_hits;
    std::optional<Jump> m_jump;
    bool m_wrapped = false;
    double m_share = 0;
};

} // namespace larder
