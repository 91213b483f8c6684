#pragma once

#include "models/inspector/entrycolumn.h"

#include <QStringList>

#include <optional>
#include <span>

namespace larder {

/// A name that the filter of the cache entries knows: "state:stale", "hits<2".
struct EntryFilterField
{
    enum class Kind {
        Choice, ///< one of choicesOf()
        Text, ///< what it begins with; in quotes, all of it
        Count, ///< a whole number
        Size, ///< bytes: "512", "10k", "1.5M", "2G"
        Time, ///< a duration of milliseconds: "500ms", "30s", "5m", "2h", "7d"
        Cost, ///< the same, of nanoseconds; also "20us"
    };

    const char* name;
    Kind kind;
    /// What of an entry is meant.
    EntryColumn column;
};

[[nodiscard]] std::span<const EntryFilterField> entryFilterFields();

/// Null if there is none of @p name, in whatever case.
[[nodiscard]] const EntryFilterField* entryFilterField(QStringView name);

/// What may stand behind a field of a choice; empty for any other.
[[nodiscard]] QStringList choicesOf(const EntryFilterField& field);

/// Numbers are compared with <, <=, >, >= or =; all else stands behind a colon.
[[nodiscard]] bool isNumber(const EntryFilterField& field);

/// The number that @p text denotes by the kind of @p field; none if it denotes none.
[[nodiscard]] std::optional<qint64> numberIn(const EntryFilterField& field, QStringView text);

} // namespace larder
