#pragma once

namespace larder {

/// Tables, made before the rows.
extern const char* const kTables;

/// Indexes, views and triggers, made after the rows: faster, and no trigger acts on the shop's history.
extern const char* const kIndexes;
extern const char* const kViews;
extern const char* const kTriggers;

} // namespace larder
