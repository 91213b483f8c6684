#pragma once

#include "models/inspector/cacheeventmodel.h"

namespace larder {

// What the events of the cache say, in words and with units.

/// "Hit", "Table changed", for people.
[[nodiscard]] QString eventKindText(EventKind kind);

/// Of what the cache knows a database by: a file's path, or "postgresql host:5432/shop".
[[nodiscard]] QString databaseText(const QByteArray& database);

/// "proven fresh", "rows".
[[nodiscard]] QString hitClassText(HitClass hitClass);

/// The short form: the name of the file, or of the database on its server.
[[nodiscard]] QString databaseLabel(const QByteArray& database);

/// The header of @p column.
[[nodiscard]] QString eventColumnTitle(CacheEventModel::Column column);

/// The text of a cell, on one line; long SQL is cut. Empty where the event has nothing of the kind.
[[nodiscard]] QString eventCellText(const CacheEvent& event, CacheEventModel::Column column);

/// The cell in full.
[[nodiscard]] QString eventToolTip(const CacheEvent& event, CacheEventModel::Column column);

/// One line of JSON for programs: names are not translated, times are in UTC, durations in nanoseconds, and
/// what has no meaning for the event is left out.
[[nodiscard]] QByteArray eventJson(const CacheEvent& event);

} // namespace larder
