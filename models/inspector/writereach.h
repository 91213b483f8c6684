#pragma once

#include "cache/entryinfo.h"
#include "cache/sql/sqldialect.h"

#include <vector>

namespace larder {

/// Which entries of the cache a statement would end, as far as its text tells before it runs. Rather too many
/// than too few.
struct WriteReach
{
    enum class Kind {
        Nothing, ///< it changes no data
        Tables, ///< what was read from the tables that it writes to
        WholeDatabase, ///< what it writes to can't be told, or is not told by the engine
    };

    Kind kind = Kind::Nothing;
    /// As they are written in the statement.
    QByteArrayList tables = {};
    std::vector<EntryInfo> entries = {};
    qint64 bytes = 0;
};

/// Of @p sql, sent to @p database, among @p entries.
[[nodiscard]] WriteReach writeReach(
    const QByteArray& sql, const ConnectionIdentity& database, const std::vector<EntryInfo>& entries);

/// The same in a sentence: "3 entries of 12 kB would go: all that read orders."
[[nodiscard]] QString reachText(const WriteReach& reach);

} // namespace larder
