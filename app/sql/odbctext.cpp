#include "app/sql/odbctext.h"

#include <sql.h>
#include <sqlext.h>

#include <cstring>

namespace larder {

static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));

QString odbcString(QByteArrayView bytes, OdbcTexts texts)
{
    if (texts == OdbcTexts::Bytes)
        return QString::fromUtf8(bytes);
    QString text(bytes.size() / 2, Qt::Uninitialized);
    std::memcpy(text.data(), bytes.data(), size_t(text.size()) * 2);
    return text;
}

QByteArray odbcBytes(const QByteArray& utf8, OdbcTexts texts)
{
    if (texts == OdbcTexts::Bytes)
        return utf8;
    const QString text = QString::fromUtf8(utf8);
    return {reinterpret_cast<const char*>(text.utf16()), text.size() * 2};
}

} // namespace larder
