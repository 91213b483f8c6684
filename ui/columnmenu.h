#pragma once

class QMenu;

namespace larder {

class ColumnFitter;
class GridState;

/// Adds to @p menu what can be done with @p column of a grid: select it, copy its name, its width, hide it,
/// show hidden ones, and freeze the columns up to it. @p state and @p fitter must outlive the menu.
void addColumnActions(QMenu& menu, GridState& state, ColumnFitter& fitter, int column);

} // namespace larder
