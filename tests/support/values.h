#pragma once

#include "models/cellvalue.h"
#include "tests/support/results.h"

#include <QBuffer>
#include <QImage>

namespace larder::test {

/// @p value as the only cell of a result.
[[nodiscard]] inline CellValue valueOf(const Value& value)
{
    return {resultOf({QStringLiteral("a")}, {{value}}), 0, 0};
}

/// A red picture of 8 × 6.
[[nodiscard]] inline QByteArray png()
{
    QImage image(8, 6, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace larder::test
