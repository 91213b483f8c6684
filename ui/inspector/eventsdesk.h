#pragma once

#include "ui/inspector/inspector.h"

namespace larder {

/// Joins the panel of the events with the log of the cache: while the panel is in view it reads on, and what
/// it asks for is shown elsewhere.
class EventsDesk final : public QObject
{
    Q_OBJECT

public:
    /// Adds the panel to @p panels. @p subject and @p panels outlive it.
    EventsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);
};

} // namespace larder
