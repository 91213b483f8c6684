#pragma once

#include "models/inspector/cacheentrymodel.h"

namespace larder {

// What the columns of a cache entry say, in words and with units.

/// "Proven", "Not verifiable", "Time over".
[[nodiscard]] QString entryStateText(EntryState state);

/// The header of @p column.
[[nodiscard]] QString entryColumnTitle(CacheEntryModel::Column column);

/// What @p column is about, in a sentence.
[[nodiscard]] QString entryColumnHelp(CacheEntryModel::Column column);

/// The text of a cell, on one line; long SQL is cut.
[[nodiscard]] QString entryCellText(const EntryInfo& entry, CacheEntryModel::Column column);

/// The cell in full and what it means.
[[nodiscard]] QString entryFullText(const EntryInfo& entry, CacheEntryModel::Column column);

/// The same as a tool tip.
[[nodiscard]] QString entryToolTip(const EntryInfo& entry, CacheEntryModel::Column column);

/// The statement as it was written, or what stands for it where none was.
[[nodiscard]] QByteArray entrySql(const EntryFacts& facts);

/// The tables that the entry was read from, with commas, without the schema that each SQLite file has.
[[nodiscard]] QString entryTablesText(const EntryInfo& entry);

} // namespace larder
