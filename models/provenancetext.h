#pragma once

#include "cache/runoutcome.h"
#include "cache/standing.h"
#include "models/arrangedrows.h"

namespace larder {

/// Where the result came from and whether it is still true, at @p now, by what was heard since: "cached 3 min
/// ago · proven fresh", "live · first time seen", "changed since: UPDATE …, 14:03:21 · read 3 min ago".
[[nodiscard]] QString provenanceText(
    const Provenance& provenance, const QDateTime& now, const Standing& standing = {});

/// Why rows that stood like that were fetched anew when they were refreshed: "the rows before might have
/// changed". Empty where the cache may answer.
[[nodiscard]] QString refreshPurpose(const Standing& standing);

/// "rows 1–25 of 12,000", "rows 1–3 of 3, filtered from 12,000", "first 1,000,000 rows, more exist"; @p first
/// and @p last are the visible rows from 1, 0 for none.
[[nodiscard]] QString rowsText(const ArrangedRows& rows, qint64 first, qint64 last);

/// The parts of a run that took time: "lookup 12 µs + check 40 µs", "execute 1.2 ms + fetch 3 ms".
[[nodiscard]] QString timingsText(const RunTimings& timings);

} // namespace larder
