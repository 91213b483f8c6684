#pragma once

#include <QByteArray>
#include <QString>

namespace larder {

/// In which form texts go to a driver and come back: UTF-16 where it has the functions for that, else bytes,
/// which are taken for UTF-8. The driver manager would convert between the two, but it drops what does not
/// fit.
enum class OdbcTexts { Wide, Bytes };

/// @p bytes as they came in the form @p texts, for people.
[[nodiscard]] QString odbcString(QByteArrayView bytes, OdbcTexts texts);
/// @p utf8 in the form @p texts.
[[nodiscard]] QByteArray odbcBytes(const QByteArray& utf8, OdbcTexts texts);
/// How many bytes one unit of text has, which is also how many the end of a text takes.
[[nodiscard]] constexpr int odbcUnit(OdbcTexts texts)
{
    return texts == OdbcTexts::Wide ? 2 : 1;
}

} // namespace larder
