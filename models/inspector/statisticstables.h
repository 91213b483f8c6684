#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/charttable.h"
#include "models/inspector/eventfigures.h"

namespace larder {

// The statistics of the cache, a table for each chart but those over time.

/// All figures of one choice: runs by how they were answered, hit ratio, time saved, percentiles.
[[nodiscard]] ChartTable figuresTable(const CacheFigures& figures);

/// The most frequent first; reasons that did not occur are left out.
[[nodiscard]] ChartTable reasonsTable(const CacheFigures& figures);

/// How many hits and how many answers of the database took how long, by powers of two.
[[nodiscard]] ChartTable latencyTable(const CacheFigures& figures);

/// What hits have saved, by statement: the 20 that saved or lost most, the most saved first.
[[nodiscard]] ChartTable timeSavedTable(
    EventFigures& figures, EventFigures::Period period, const EventFigures::Choice& choice);

/// What the entries take, by the tables that they were read from, the most first.
[[nodiscard]] ChartTable memoryTable(const std::vector<EntryInfo>& entries);

/// How many entries have how long to live.
[[nodiscard]] ChartTable ttlTable(const std::vector<EntryInfo>& entries);

/// Age and hits of each entry; the 500 with the most hits.
[[nodiscard]] ChartTable ageHitsTable(const std::vector<EntryInfo>& entries);

/// Figures of two moments, and how they differ. Both are made by figuresTable().
[[nodiscard]] ChartTable comparisonTable(const ChartTable& before, const ChartTable& after);

} // namespace larder
