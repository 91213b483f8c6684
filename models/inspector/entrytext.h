#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/entrycolumn.h"

namespace larder {

// What the columns of a cache entry say, in words and with units.

/// "Proven", "Not verifiable", "Time over".
[[nodiscard]] QString entryStateText(EntryState state);

/// "result", "row list", "schema".
[[nodiscard]] QString entryKindText(Technique technique);

/// The text of a cell, on one line; long SQL is cut. What the connection is called is not known here.
[[nodiscard]] QString entryCellText(const EntryInfo& entry, EntryColumn column);

/// The first line of its SQL, with the values of its parameters: "SELECT … WHERE id = :id  [id = 3]".
[[nodiscard]] QString requestText(const EntryInfo& entry);

/// The cell in full and what it means.
[[nodiscard]] QString entryFullText(const EntryInfo& entry, EntryColumn column);

/// The same as a tool tip.
[[nodiscard]] QString entryToolTip(const EntryInfo& entry, EntryColumn column);

/// The statement as it was written, or what stands for it where none was.
[[nodiscard]] QByteArray entrySql(const EntryFacts& facts);

/// A table without the schema that each SQLite file has.
[[nodiscard]] QString entryTableText(const QByteArray& table);

/// The tables that the entry was read from, with commas, without the schema that each SQLite file has.
[[nodiscard]] QString entryTablesText(const EntryInfo& entry);

/// How long until it counts as outdated; none if it has no time to live.
[[nodiscard]] std::optional<std::chrono::milliseconds> entrySoftLeft(const EntryInfo& entry);

/// Whether the last check by hand did not bear the entry out.
[[nodiscard]] bool isRefuted(const EntryInfo& entry);

/// The moment that the ages of @p entry were told at.
[[nodiscard]] QDateTime entryMoment(const EntryInfo& entry);

} // namespace larder
