#include "models/celltext.h"

#include "cache/value.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

constexpr qsizetype kShownCharacters = 300;
constexpr qsizetype kLongestUtf8Sequence = 4;
constexpr char16_t kLineBreakMark = u'↵';
constexpr char16_t kControlPictures = u'\u2400';
constexpr char16_t kDeletePicture = u'\u2421';

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == u'\u2028' || c == u'\u2029' || c == u'\u0085';
}

bool isHidden(QChar c)
{
    return (c < u' ' && c != u'\t') || c == u'\x7f' || isLineBreak(c);
}

QChar visible(QChar c)
{
    if (isLineBreak(c))
        return kLineBreakMark;
    if (c == u'\x7f')
        return kDeletePicture;
    return QChar(char16_t(kControlPictures + c.unicode()));
}

QString shortened(QString text)
{
    if (text.size() <= kShownCharacters)
        return text;
    qsizetype end = kShownCharacters - 1;
    if (text.at(end - 1).isHighSurrogate())
        --end;
    text.truncate(end);
    return text.append(u'…');
}

QString shownText(QByteArrayView utf8)
{
    // Enough bytes for one character too many, so that a sequence that is cut in two is cut off as well.
    return oneLineText(
        QString::fromUtf8(utf8.first(qMin(utf8.size(), (kShownCharacters + 2) * kLongestUtf8Sequence))));
}

} // namespace

QString cellText(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        return QStringLiteral("NULL");
    case CellType::Integer:
        return QString::number(cell.integer);
    case CellType::Real:
        return QString::fromLatin1(shortestReal(cell.real));
    case CellType::Text:
        return shownText(cell.bytes);
    case CellType::Blob:
        return QCoreApplication::translate("CellText", "BLOB %1 B", "binary value with its size in bytes")
            .arg(cell.bytes.size());
    }
    Q_UNREACHABLE();
}

QByteArray cellExactText(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        return {};
    case CellType::Integer:
        return QByteArray::number(cell.integer);
    case CellType::Real:
        return shortestReal(cell.real);
    case CellType::Text:
        return cell.bytes.toByteArray();
    case CellType::Blob:
        return cell.bytes.toByteArray().toHex();
    }
    Q_UNREACHABLE();
}

QString oneLineText(QString text)
{
    text = shortened(std::move(text));
    if (std::none_of(text.cbegin(), text.cend(), isHidden))
        return text;
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar& c : text) {
        if (isHidden(c))
            c = visible(c);
    }
    return text;
}

} // namespace larder
