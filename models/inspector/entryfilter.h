#pragma once

#include "cache/entryinfo.h"
#include "cache/result.h"
#include "models/inspector/connectionnames.h"

#include <functional>
#include <vector>

namespace larder {

/// Which cache entries are meant, by what was typed: `state:stale table:orders hits<2 -tag:daily "free
/// words"`. All parts have to fit; one behind a minus must not. A word, or words in quotes, are looked for in
/// the SQL and in the tables, whatever their case.
class EntryFilter
{
public:
    /// Accepts everything.
    EntryFilter() = default;

    /// The error says where the text goes wrong, as a position in characters, and what could stand there.
    [[nodiscard]] static Result<EntryFilter> parse(const QString& text);

    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }
    [[nodiscard]] bool accepts(const EntryInfo& entry, const ConnectionNames& names) const;

private:
    using Fits = std::function<bool(const EntryInfo& entry, const ConnectionNames& names)>;
    struct Part
    {
        Fits fits;
        bool negated = false;
    };
    friend class EntryFilterParser;

    std::vector<Part> m_parts;
};

} // namespace larder
