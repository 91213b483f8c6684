#pragma once

class QMenu;

namespace larder {

class ResultView;

/// Adds to @p menu what can be done with the selected cells of @p view and with its rows. The view must
/// outlive the menu.
void addCellActions(QMenu& menu, ResultView& view);

} // namespace larder
