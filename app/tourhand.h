#pragma once

#include <QString>

#include <functional>

class QPoint;
class QWidget;

namespace larder {

/// What a step of a tour came to.
struct TourStop
{
    bool asExpected = false;
    QString seen = {};
    /// The panel or the dialog that the step is about; nothing if it is the window as a whole.
    QWidget* panel = nullptr;
};

/// Lets the program go on until @p condition holds; false if that takes more than half a minute.
bool waitUntil(const std::function<bool()>& condition);

/// Until what was just done is on screen: layouts, timers of a few milliseconds and paints have their turn.
void settle();

/// With the left button, at @p position in @p widget.
void click(QWidget& widget, const QPoint& position);

} // namespace larder
