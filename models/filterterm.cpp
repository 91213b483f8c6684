#include "models/filterterm.h"

#include <QCoreApplication>

#include <array>

namespace larder {

namespace {

using Kind = FilterTerm::Kind;

QString tr(const char* text)
{
    return QCoreApplication::translate("FilterTerm", text);
}

/// Without a `!` before it.
FilterTerm termOf(const QString& text)
{
    static constexpr std::array<std::pair<QStringView, Kind>, 6> kMarks{
        std::pair<QStringView, Kind>{u"<=", Kind::AtMost}, {u">=", Kind::AtLeast}, {u"<", Kind::Below},
        {u">", Kind::Above}, {u"=", Kind::Equal}, {u"~", Kind::Pattern}};
    if (text.compare(QStringLiteral("NULL"), Qt::CaseInsensitive) == 0)
        return {Kind::Null};
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
        return {Kind::Contains, text.mid(1, text.size() - 2)};
    for (const auto& [mark, kind] : kMarks) {
        if (text.startsWith(mark))
            return {kind, text.mid(mark.size())};
    }
    const qsizetype dots = text.indexOf(u"..");
    if (dots > 0 && dots + 2 < text.size() && !text.contains(u"..."))
        return {Kind::Range, text.left(dots), text.mid(dots + 2)};
    return {Kind::Contains, text};
}

} // namespace

Result<FilterTerm> FilterTerm::parse(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u"<>"))
        return FilterTerm{Kind::Equal, text.mid(2), {}, true};
    const bool negated = text.startsWith(u'!');
    if (negated)
        text = text.mid(1).trimmed();
    if (text.isEmpty())
        return Error{tr("The filter is empty"), {}, tr("Type what to look for.")};
    FilterTerm term = termOf(text);
    term.negated = negated;
    return term;
}

Cell numberFromText(QStringView text)
{
    Cell number;
    bool good = false;
    number.integer = text.toLongLong(&good);
    number.type = good ? CellType::Integer : CellType::Null;
    if (good)
        return number;
    number.real = text.toDouble(&good);
    number.type = good ? CellType::Real : CellType::Null;
    return number;
}

} // namespace larder
