#pragma once

#include "cache/cacheevent.h"
#include "cache/entrydetail.h"
#include "models/inspector/fact.h"

#include <vector>

namespace larder {

// What is told of one cache entry, line by line.

/// What it is in one line: "Proven 14:03:21 · 25 rows · 3.4 kB · 5 hits".
[[nodiscard]] QString entryHeadline(const EntryDetail& detail);

/// State, times, cost and use, after the parameters.
[[nodiscard]] std::vector<Fact> entryFacts(const EntryDetail& detail);

/// A line for each thing that the entry depends on, and whether it is as it was.
[[nodiscard]] std::vector<Fact> dependencyFacts(const EntryDetail& detail);

/// A line for each component of a key; @p digest is that of the key, in hexadecimal.
[[nodiscard]] std::vector<Fact> keyFacts(const KeyComponents& components, const QByteArray& digest);

/// "integer 42", "text 'it''s'", "NULL"; cut where it is long.
[[nodiscard]] QString typedValueText(const Value& value);

/// What happened, as a line of a timeline: its time, and "hit · 12 µs".
[[nodiscard]] Fact eventFact(const CacheEvent& event);

} // namespace larder
