#pragma once

#include "cache/entryinfo.h"

namespace larder {

/// What somebody wants to be done with entries of the cache.
struct EntryWish
{
    enum class Act {
        ExpireTable, ///< all that was read from `table` of `database`
        ExpireConnection, ///< all of `database`
        MarkOutdated, ///< still served, but a fresh answer is fetched behind
        Pin,
        Unpin,
        SetTags, ///< `tags` in place of those that they have
        Refresh, ///< run again, and replace what is stored
        Validate, ///< ask the database whether they still hold
        Open, ///< show the statement in a tab and run it
    };

    Act act = Act::Open;
    /// From the top row to the bottom one; of the acts on a table or a connection, what they were seen to
    /// hit.
    std::vector<EntryInfo> entries = {};
    ConnectionIdentity database = {};
    QByteArray table = {};
    QByteArrayList tags = {};
};

/// The ids of @p entries.
[[nodiscard]] inline std::vector<EntryId> idsOf(const std::vector<EntryInfo>& entries)
{
    std::vector<EntryId> ids;
    ids.reserve(entries.size());
    for (const EntryInfo& entry : entries)
        ids.push_back(entry.id);
    return ids;
}

} // namespace larder
