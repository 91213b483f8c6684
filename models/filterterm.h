#pragma once

#include "cache/cell.h"
#include "cache/result.h"

#include <QString>

namespace larder {

/// What the text of a filter stands for (RowFilter tells the language), before anything is compared.
struct FilterTerm
{
    enum class Kind { Null, Contains, Pattern, Below, AtMost, Above, AtLeast, Equal, Range };

    Kind kind = Kind::Contains;
    /// What values are compared with, or searched for; the lower end of a range.
    QString text = {};
    /// The upper end of a range.
    QString high = {};
    /// What passes is what does not pass the rest, but for NULL.
    bool negated = false;
    bool operator==(const FilterTerm&) const = default;

    [[nodiscard]] static Result<FilterTerm> parse(QString text);
};

/// @p text as the number that it reads as; NULL if as none.
[[nodiscard]] Cell numberFromText(QStringView text);

} // namespace larder
