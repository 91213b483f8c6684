#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <initializer_list>

namespace larder {

/// Whether @p word is @p keyword, without regard to ASCII case.
[[nodiscard]] inline bool isKeyword(QByteArrayView word, QByteArrayView keyword)
{
    return word.size() == keyword.size() && word.compare(keyword, Qt::CaseInsensitive) == 0;
}

/// Whether @p word is one of @p keywords, without regard to ASCII case.
[[nodiscard]] inline bool isOneOf(QByteArrayView word, std::initializer_list<QByteArrayView> keywords)
{
    return std::any_of(keywords.begin(), keywords.end(),
        [word](QByteArrayView keyword) { return isKeyword(word, keyword); });
}

[[nodiscard]] constexpr bool isSqlDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether a name without quotes may begin with @p c in every dialect; bytes above ASCII are letters.
[[nodiscard]] constexpr bool isSqlLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace larder
