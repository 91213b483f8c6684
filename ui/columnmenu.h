#pragma once

class QMenu;

namespace larder {

class ColumnFitter;
class GridState;
class ResultHeader;

/// Adds to @p menu what can be done with @p column of a grid: select it, copy its name, filter by it, its
/// width, hide it, show hidden ones, and freeze the columns up to it. The parts of the grid must outlive the
/// menu.
void addColumnActions(QMenu& menu, GridState& state, ResultHeader& header, ColumnFitter& fitter, int column);

} // namespace larder
