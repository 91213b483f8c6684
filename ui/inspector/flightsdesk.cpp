#include "ui/inspector/flightsdesk.h"

#include "models/throttle.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/flightsdock.h"
#include "ui/inspector/visibleticker.h"
#include "ui/panels.h"

namespace larder {

FlightsDesk::FlightsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent) : QObject(parent)
{
    auto* const dock = new FlightsDock(panels.entries().parentWidget());
    panels.add(*dock, Qt::BottomDockWidgetArea, Qt::Key_9);
    QueryService& service = subject.service;
    new VisibleTicker(
        *dock, Throttle::kDefaultInterval, [dock, &service] { dock->showFlights(service.flights()); });
    connect(dock, &FlightsDock::cancelRequested, &service, &QueryService::cancelFlight);
}

} // namespace larder
