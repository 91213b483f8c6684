#pragma once

#include "models/cellselection.h"

#include <optional>

namespace larder {

/// A cell of a grid by its row as it is shown and by the place of its column among those that are shown, both
/// from 0.
struct GridPlace
{
    qint64 row = 0;
    int place = 0;
    bool operator==(const GridPlace&) const = default;
};

/// What a step of a selection takes in.
enum class SelectUnit { Cells, Rows, Columns };

/// Whether a step starts anew, joins or leaves what is selected, or goes on from where the last step began.
enum class SelectMode { Replace, Toggle, Extend };

/// Which cells of a grid are selected, as rectangles whose number depends on the steps that were made and not
/// on the cells; and which cell is the current one.
class GridSelection
{
public:
    /// The grid has @p rows rows and shows @p places columns now; what is outside is no longer selected.
    void resize(qint64 rows, int places);
    /// Makes @p at current and selects from there. @p at must be inside the grid.
    void select(GridPlace at, SelectUnit unit, SelectMode mode);
    void selectAll();
    /// Selects nothing; no cell is current.
    void clear();
    /// The columns stand in other places: @p places[old] is the new one, or -1 for a column that is hidden
    /// now; the grid shows @p count of them.
    void movePlaces(const std::vector<int>& places, int count);

    [[nodiscard]] const std::optional<GridPlace>& current() const { return m_current; }
    /// What the last step took in, so that the next one may go on with it.
    [[nodiscard]] SelectUnit unit() const { return m_unit; }
    /// They don't overlap.
    [[nodiscard]] const std::vector<CellRange>& ranges() const { return m_ranges; }
    [[nodiscard]] bool contains(GridPlace at) const;
    bool operator==(const GridSelection&) const = default;

private:
    [[nodiscard]] CellRange span(GridPlace one, GridPlace other) const;
    void compose();

    qint64 m_rows = 0;
    int m_places = 0;
    std::optional<GridPlace> m_current;
    GridPlace m_anchor;
    SelectUnit m_unit = SelectUnit::Cells;
    // m_ranges is m_settled with the range of the last step added or, if it removes, taken out. None overlap.
    std::vector<CellRange> m_settled;
    std::optional<CellRange> m_step;
    bool m_removes = false;
    std::vector<CellRange> m_ranges;
};

} // namespace larder
