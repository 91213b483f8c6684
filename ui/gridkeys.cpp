#include "ui/gridkeys.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace larder {

namespace {

struct Shortcut
{
    GridCommand command;
    QKeyCombination keys;
};

// The first of several keys is the one that is shown.
constexpr std::array kShortcuts{
    Shortcut{GridCommand::Copy, Qt::ControlModifier | Qt::Key_C},
    Shortcut{GridCommand::Copy, Qt::ControlModifier | Qt::Key_Insert},
    Shortcut{GridCommand::Copy, Qt::Key_Copy},
    Shortcut{GridCommand::CopyWithHeaders, Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_C},
    Shortcut{GridCommand::SelectAll, Qt::ControlModifier | Qt::Key_A},
    Shortcut{GridCommand::ZoomIn, Qt::ControlModifier | Qt::Key_Plus},
    Shortcut{GridCommand::ZoomIn, Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_Plus},
    Shortcut{GridCommand::ZoomIn, Qt::ControlModifier | Qt::Key_Equal},
    Shortcut{GridCommand::ZoomOut, Qt::ControlModifier | Qt::Key_Minus},
    Shortcut{GridCommand::ZoomReset, Qt::ControlModifier | Qt::Key_0},
    Shortcut{GridCommand::Find, Qt::ControlModifier | Qt::Key_F},
    Shortcut{GridCommand::FindNext, Qt::Key_F3},
    Shortcut{GridCommand::FindPrevious, Qt::ShiftModifier | Qt::Key_F3},
    Shortcut{GridCommand::GoToRow, Qt::ControlModifier | Qt::Key_G},
};

std::optional<GridPlace> moved(int key, bool far, GridPlace at, const GridExtent& extent)
{
    const qint64 lastRow = extent.rows - 1;
    const int lastPlace = extent.places - 1;
    switch (key) {
    case Qt::Key_Up:
        return GridPlace{far ? 0 : at.row - 1, at.place};
    case Qt::Key_Down:
        return GridPlace{far ? lastRow : at.row + 1, at.place};
    case Qt::Key_Left:
    case Qt::Key_Right:
        if ((key == Qt::Key_Left) != extent.mirrored)
            return GridPlace{at.row, far ? 0 : at.place - 1};
        return GridPlace{at.row, far ? lastPlace : at.place + 1};
    case Qt::Key_Home:
        return GridPlace{far ? 0 : at.row, 0};
    case Qt::Key_End:
        return GridPlace{far ? lastRow : at.row, lastPlace};
    default:
        break;
    }
    // With Ctrl these two go through the tabs of a window.
    if (!far && key == Qt::Key_PageUp)
        return GridPlace{at.row - extent.page, at.place};
    if (!far && key == Qt::Key_PageDown)
        return GridPlace{at.row + extent.page, at.place};
    return std::nullopt;
}

} // namespace

std::optional<GridCommand> gridCommand(const QKeyEvent& key)
{
    const QKeyCombination pressed(key.modifiers() & ~Qt::KeypadModifier, Qt::Key(key.key()));
    const auto* const found = std::find_if(kShortcuts.begin(), kShortcuts.end(),
        [pressed](const Shortcut& shortcut) { return shortcut.keys == pressed; });
    return found == kShortcuts.end() ? std::nullopt : std::optional(found->command);
}

QKeySequence gridShortcut(GridCommand command)
{
    const auto* const found = std::find_if(kShortcuts.begin(), kShortcuts.end(),
        [command](const Shortcut& shortcut) { return shortcut.command == command; });
    return QKeySequence(found->keys);
}

std::vector<GridKeyHelp> gridKeyHelp()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("GridKeys", text); };
    const auto of
        = [](GridCommand command) { return gridShortcut(command).toString(QKeySequence::NativeText); };
    return {
        {tr("Results: find"), of(GridCommand::Find)},
        {tr("Results: next and previous hit"),
            of(GridCommand::FindNext) + QStringLiteral(", ") + of(GridCommand::FindPrevious)},
        {tr("Results: go to row"), of(GridCommand::GoToRow)},
        {tr("Results: copy"), of(GridCommand::Copy)},
        {tr("Results: copy with headers"), of(GridCommand::CopyWithHeaders)},
        {tr("Results: to the first or last row or column"), tr("Ctrl+arrow")},
        {tr("Results: to the first or last cell"), tr("Ctrl+Home, Ctrl+End")},
        {tr("Results: select the row, the column, all"), tr("Shift+Space, Ctrl+Space, Ctrl+A")},
        {tr("Results: larger, smaller, plain letters"), tr("Ctrl++, Ctrl+-, Ctrl+0")},
    };
}

std::optional<GridStep> gridStep(
    const QKeyEvent& key, const GridSelection& selection, const GridExtent& extent)
{
    if (extent.rows == 0 || extent.places == 0)
        return std::nullopt;
    const bool shift = key.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = key.modifiers().testFlag(Qt::ControlModifier);
    if (key.modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return std::nullopt;
    const GridPlace from = selection.current().value_or(extent.start);
    if (key.key() == Qt::Key_Space && shift != control)
        return GridStep{from, shift ? SelectUnit::Rows : SelectUnit::Columns};
    const std::optional<GridPlace> to = moved(key.key(), control, from, extent);
    if (!to)
        return std::nullopt;
    if (!selection.current() && !control)
        return GridStep{from};
    const GridPlace inside{
        qBound<qint64>(0, to->row, extent.rows - 1), qBound(0, to->place, extent.places - 1)};
    if (shift)
        return GridStep{inside, selection.unit(), SelectMode::Extend};
    return GridStep{inside};
}

} // namespace larder
