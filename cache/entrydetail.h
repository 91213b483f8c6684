#pragma once

#include "cache/entryinfo.h"

namespace larder {

/// Whether something that an entry depends on is still as it was when its statement was sent.
struct EntryDependency
{
    /// As in StatementFacts::reads; empty for everything in the database.
    QByteArray table = {};
    /// The version token then, and now.
    quint64 stored = 0;
    quint64 present = 0;
    /// Why the token moved; none while it has not.
    Reason moved = {};

    bool operator==(const EntryDependency&) const = default;
};

/// All that is known of one entry, for inspection.
struct EntryDetail
{
    EntryInfo info = {};
    ResultPtr result = {};
    /// What the fill took.
    RunTimings fill = {};
    /// The database first, then the tables.
    std::vector<EntryDependency> dependencies = {};
    /// Where the database stood when the statement was sent, if it could tell.
    std::optional<DatabaseMark> mark = std::nullopt;
    /// No later state of the database has been heard of.
    bool isMarkPresent = false;
    /// Its rows can be found one by one.
    bool byRow = false;

    bool operator==(const EntryDetail&) const = default;
};

} // namespace larder
