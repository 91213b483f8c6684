#pragma once

#include <QStringList>

class QWidget;

namespace larder {

/// What nobody could read of what is visible in @p panel: a label or a button that is empty or has less room
/// than its text, a chosen item that is cut, a column narrower than its title, tabs that have no room. A line
/// for each; texts that are elided by design and what can be scrolled to are no faults.
[[nodiscard]] QStringList layoutFaults(const QWidget& panel);

} // namespace larder
