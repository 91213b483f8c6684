#include "models/filterconditions.h"

#include "models/rowfilter.h"

#include <algorithm>

namespace larder {

SqlCondition FilterConditions::conditionOf(const QString& text) const
{
    // A pattern may be wrong where its term is right.
    const Result<FilterTerm> term = FilterTerm::parse(text);
    if (!term || !RowFilter::parse(text))
        return {};
    const bool negated = term.value().negated;
    if (term.value().kind == FilterTerm::Kind::Null)
        return {QStringLiteral("%1 IS %2NULL").arg(m_column, negated ? QStringLiteral("NOT ") : QString())};
    const FilterBounds bounds = boundsOf(term.value());
    if (negated)
        return {QStringLiteral("%1 IS NOT NULL AND NOT (%2)").arg(m_column, bounds.below), bounds.exact()};
    return {bounds.above, bounds.exact()};
}

FilterBounds FilterConditions::boundsOf(const FilterTerm& term) const
{
    const auto range = [&] {
        const FilterBounds atLeast = compare(QStringLiteral(">="), term.text);
        const FilterBounds atMost = compare(QStringLiteral("<="), term.high);
        const QString both = QStringLiteral("%1 AND %2");
        return FilterBounds{both.arg(atLeast.below, atMost.below), both.arg(atLeast.above, atMost.above)};
    };
    switch (term.kind) {
    case FilterTerm::Kind::Null:
        break;
    case FilterTerm::Kind::Contains:
        return contains(term.text);
    case FilterTerm::Kind::Pattern:
        return matches();
    case FilterTerm::Kind::Below:
        return compare(QStringLiteral("<"), term.text);
    case FilterTerm::Kind::AtMost:
        return compare(QStringLiteral("<="), term.text);
    case FilterTerm::Kind::Above:
        return compare(QStringLiteral(">"), term.text);
    case FilterTerm::Kind::AtLeast:
        return compare(QStringLiteral(">="), term.text);
    case FilterTerm::Kind::Equal:
        return equal(term.text);
    case FilterTerm::Kind::Range:
        return range();
    }
    Q_UNREACHABLE();
}

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

bool mayBeInDecimals(QStringView text)
{
    constexpr QStringView kInDecimals = u"0123456789+-.einfa";
    return std::all_of(text.begin(), text.end(), [&](QChar c) { return kInDecimals.contains(c); });
}

} // namespace larder
