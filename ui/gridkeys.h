#pragma once

#include "models/gridselection.h"

#include <QKeyEvent>
#include <QKeySequence>

namespace larder {

/// What the keys of a grid ask for beside moving about.
enum class GridCommand {
    Copy,
    CopyWithHeaders,
    SelectAll,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Find,
    FindNext,
    FindPrevious,
    GoToRow,
};

/// The command of @p key; nothing for other keys. A window may have the same keys for its own menu: they mean
/// the grid while it has the focus.
[[nodiscard]] std::optional<GridCommand> gridCommand(const QKeyEvent& key);

/// The keys of @p command, to be shown in menus.
[[nodiscard]] QKeySequence gridShortcut(GridCommand command);

/// What a key of a grid does, in words, and the key.
struct GridKeyHelp
{
    QString action;
    QString keys;
};

[[nodiscard]] std::vector<GridKeyHelp> gridKeyHelp();

/// A step of a selection.
struct GridStep
{
    GridPlace to;
    SelectUnit unit = SelectUnit::Cells;
    SelectMode mode = SelectMode::Replace;
    bool operator==(const GridStep&) const = default;
};

/// A grid as its keys see it.
struct GridExtent
{
    qint64 rows = 0;
    int places = 0;
    /// How far PageDown goes.
    qint64 page = 1;
    /// Where a key begins while no cell is current.
    GridPlace start = {};
    /// Whether the first column is at the right.
    bool mirrored = false;
};

/// Where @p key leads, as in a spreadsheet: arrows, with Ctrl to the edge; PageUp and PageDown; Home and End
/// to the ends of the row, with Ctrl to those of the grid; Shift with any of these extends. Shift+Space takes
/// the whole row, Ctrl+Space the whole column. Nothing for other keys, and in an empty grid.
[[nodiscard]] std::optional<GridStep> gridStep(
    const QKeyEvent& key, const GridSelection& selection, const GridExtent& extent);

} // namespace larder
