#include "models/inspector/entryfilterfields.h"

#include <array>
#include <cmath>

namespace larder {

namespace {

using Kind = EntryFilterField::Kind;

constexpr std::array kFields{
    EntryFilterField{"state", Kind::Choice, EntryColumn::State},
    EntryFilterField{"kind", Kind::Choice, EntryColumn::Kind},
    EntryFilterField{"pinned", Kind::Choice, EntryColumn::State},
    EntryFilterField{"table", Kind::Text, EntryColumn::Tables},
    EntryFilterField{"connection", Kind::Text, EntryColumn::Connection},
    EntryFilterField{"user", Kind::Text, EntryColumn::User},
    EntryFilterField{"tag", Kind::Text, EntryColumn::Tags},
    EntryFilterField{"key", Kind::Text, EntryColumn::Key},
    EntryFilterField{"entry", Kind::Count, EntryColumn::Number},
    EntryFilterField{"hits", Kind::Count, EntryColumn::Hits},
    EntryFilterField{"misses", Kind::Count, EntryColumn::Misses},
    EntryFilterField{"rows", Kind::Count, EntryColumn::Rows},
    EntryFilterField{"columns", Kind::Count, EntryColumn::Columns},
    EntryFilterField{"followers", Kind::Count, EntryColumn::Followers},
    EntryFilterField{"bytes", Kind::Size, EntryColumn::Bytes},
    EntryFilterField{"age", Kind::Time, EntryColumn::Age},
    EntryFilterField{"ttl", Kind::Time, EntryColumn::TtlLeft},
    EntryFilterField{"idle", Kind::Time, EntryColumn::IdleLeft},
    EntryFilterField{"fill", Kind::Cost, EntryColumn::FillCost},
    EntryFilterField{"saved", Kind::Cost, EntryColumn::TimeSaved},
};

struct Unit
{
    const char* name;
    double factor;
};

constexpr std::array kSizes{Unit{"", 1}, Unit{"b", 1}, Unit{"k", 1024}, Unit{"kb", 1024}, Unit{"m", 1048576},
    Unit{"mb", 1048576}, Unit{"g", 1073741824}, Unit{"gb", 1073741824}};
// In milliseconds.
constexpr std::array kTimes{Unit{"", 1e3}, Unit{"us", 1e-3}, Unit{"ms", 1}, Unit{"s", 1e3}, Unit{"m", 6e4},
    Unit{"min", 6e4}, Unit{"h", 3.6e6}, Unit{"d", 8.64e7}};
constexpr double kNanosecondsInAMillisecond = 1e6;

std::optional<double> factorOf(std::span<const Unit> units, QStringView name)
{
    for (const Unit& unit : units) {
        if (name.compare(QLatin1String(unit.name), Qt::CaseInsensitive) == 0)
            return unit.factor;
    }
    return std::nullopt;
}

std::optional<double> factorOf(Kind kind, QStringView unit)
{
    if (kind == Kind::Size)
        return factorOf(kSizes, unit);
    if (kind == Kind::Count)
        return unit.isEmpty() ? std::optional(1.0) : std::nullopt;
    std::optional<double> factor = factorOf(kTimes, unit);
    if (factor && kind == Kind::Cost)
        factor = *factor * kNanosecondsInAMillisecond;
    return factor;
}

} // namespace

std::span<const EntryFilterField> entryFilterFields()
{
    return kFields;
}

const EntryFilterField* entryFilterField(QStringView name)
{
    for (const EntryFilterField& field : kFields) {
        if (name.compare(QLatin1String(field.name), Qt::CaseInsensitive) == 0)
            return &field;
    }
    return nullptr;
}

QStringList choicesOf(const EntryFilterField& field)
{
    const QLatin1String name(field.name);
    if (name == QLatin1String("state"))
        return {QStringLiteral("proven"), QStringLiteral("check"), QStringLiteral("doubtful"),
            QStringLiteral("unverifiable"), QStringLiteral("expired"), QStringLiteral("outdated"),
            QStringLiteral("stale")};
    if (name == QLatin1String("kind"))
        return {QStringLiteral("result"), QStringLiteral("row"), QStringLiteral("schema")};
    if (name == QLatin1String("pinned"))
        return {QStringLiteral("yes"), QStringLiteral("no")};
    return {};
}

bool isNumber(const EntryFilterField& field)
{
    return field.kind != Kind::Choice && field.kind != Kind::Text;
}

std::optional<qint64> numberIn(const EntryFilterField& field, QStringView text)
{
    constexpr double kMost = 9e18;
    qsizetype end = 0;
    while (end < text.size() && (text[end].isDigit() || text[end] == u'.' || (end == 0 && text[end] == u'-')))
        ++end;
    bool isNumeric = false;
    const double number = text.first(end).toDouble(&isNumeric);
    const std::optional<double> factor = factorOf(field.kind, text.sliced(end));
    if (!isNumeric || !factor || std::abs(number * *factor) > kMost)
        return std::nullopt;
    return qint64(std::llround(number * *factor));
}

} // namespace larder
