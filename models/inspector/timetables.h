#pragma once

#include "models/inspector/charttable.h"
#include "models/inspector/eventfigures.h"
#include "models/inspector/statisticssampler.h"

namespace larder {

// The statistics of the cache over time, a table for each chart: in at most 60 steps, the oldest first.

/// Which statements a chart over time shows, over which time before now, and what each of its lines stands
/// for.
struct TimeView
{
    enum class Split { None, Connection, Table, Technique };

    EventFigures::Choice choice = {};
    Split split = Split::None;
    std::chrono::seconds length{60};
};

/// Runs per second by how they were answered, by the engine's own counters.
[[nodiscard]] ChartTable requestsTable(const StatisticsSampler& sampler, std::chrono::seconds length);

/// Hits among the runs that asked, in the same steps; a step without one has no value.
[[nodiscard]] ChartTable hitRatioTable(const StatisticsSampler& sampler, std::chrono::seconds length);

/// The same of the statements that are chosen. Where they are split there is a column for each of the six
/// connections, tables or techniques that asked most and one for the others; a run that read several tables
/// counts for each of them.
[[nodiscard]] ChartTable requestsTable(const EventFigures& figures, const TimeView& view);
[[nodiscard]] ChartTable hitRatioTable(const EventFigures& figures, const TimeView& view);

} // namespace larder
