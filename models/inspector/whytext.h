#pragma once

#include "cache/cacheinspection.h"
#include "cache/runrecord.h"
#include "cache/sql/sqltoken.h"
#include "models/inspector/fact.h"

namespace larder {

/// What the cache knows now of a run that has ended.
struct WhyContext
{
    /// Besides the one that the run stored.
    std::optional<CacheInspection::Nearest> nearest = std::nullopt;
    /// What took the entry of the same key out before the run, and what led to that.
    std::optional<CacheEvent> removal = std::nullopt;
    std::optional<CacheEvent> cause = std::nullopt;
    /// What answered the run, or was stored by it, is in the cache.
    bool isEntryThere = false;
};

/// "cache · proven fresh", "database", "error": who answered, in few words.
[[nodiscard]] QString answerText(const RunRecord& run);

/// Who answered and why, in a sentence.
[[nodiscard]] QString whyHeadline(const RunRecord& run);

/// The whole story of the run, the components of its key at the end.
[[nodiscard]] std::vector<Fact> whyFacts(const RunRecord& run, const WhyContext& context);

/// Where the SQL itself says why the answer is not kept, or not found row by row; nothing where it does not.
[[nodiscard]] std::optional<SqlToken> tellingToken(const RunRecord& run);

/// The rule of the cache (1 to 8, see CACHE.md, "What may be cached") that kept the cache from answering or
/// from keeping the answer, as a sentence; empty if none did.
[[nodiscard]] QString rulingText(const RunRecord& run);

} // namespace larder
