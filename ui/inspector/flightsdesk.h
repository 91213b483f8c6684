#pragma once

#include "ui/inspector/inspector.h"

namespace larder {

/// Shows the statements that are on their way in their panel while that is in view, and cancels what the
/// panel asks for.
class FlightsDesk final : public QObject
{
    Q_OBJECT

public:
    /// Adds the panel to @p panels. @p subject and @p panels outlive it.
    FlightsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);
};

} // namespace larder
