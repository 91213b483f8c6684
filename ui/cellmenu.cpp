#include "ui/cellmenu.h"

#include "ui/resultview.h"

#include <QCoreApplication>
#include <QMenu>

namespace larder {

void addCellActions(QMenu& menu, ResultView& view)
{
    const auto add = [&](const char* text, GridCommand command) {
        menu.addAction(QCoreApplication::translate("CellMenu", text), gridShortcut(command), &view,
            [&view, command] { view.run(command); });
    };
    add("Copy", GridCommand::Copy);
    add("Copy with headers", GridCommand::CopyWithHeaders);
    add("Find in results…", GridCommand::Find);
    add("Go to row…", GridCommand::GoToRow);
}

} // namespace larder
