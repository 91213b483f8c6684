#pragma once

#include <QString>

namespace larder {

/// What the panel of the cache entries can show of an entry.
enum class EntryColumn {
    State,
    Sql,
    Kind,
    Connection,
    User,
    Parameters,
    Tables,
    Tags,
    Rows,
    Columns,
    Bytes,
    Created,
    Age,
    TtlLeft,
    SoftLeft,
    IdleLeft,
    Hits,
    LastHit,
    Followers,
    FillCost,
    ExecuteCost,
    FetchCost,
    HitCost,
    TimeSaved,
    LastCheck,
    EvictionRank,
    Key,
    Misses,
    /// What panels and events name the entry by.
    Number,
    /// The place of the button that expires the entry.
    Expire,
};
constexpr int kEntryColumnCount = int(EntryColumn::Expire) + 1;

/// The header of @p column.
[[nodiscard]] QString entryColumnTitle(EntryColumn column);

/// What @p column is about, in a sentence.
[[nodiscard]] QString entryColumnHelp(EntryColumn column);

/// Whether its values are numbers, which are aligned right.
[[nodiscard]] bool isNumeric(EntryColumn column);

/// Whether it is shown until somebody chooses columns: those that a narrow window has room for.
[[nodiscard]] bool isShownAtFirst(EntryColumn column);

} // namespace larder
