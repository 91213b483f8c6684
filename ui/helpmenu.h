#pragma once

#include <QMainWindow>

namespace larder {

/// Adds the menu that tells what Larder is, and which keys the actions of @p window have. To be called when
/// the other menus are there.
void addHelpMenu(QMainWindow& window);

} // namespace larder
