#include "models/imagedecoder.h"

#include "models/quantitytext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

namespace larder {

namespace {

constexpr qint64 kMostBytes = qint64(256) << 20;
constexpr qint64 kBytesPerPixel = 4;
constexpr int kOverviewSide = 2'048;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageDecoder", text);
}

Error failure(const QString& why, const QString& advice = {})
{
    return {tr("This cannot be shown as an image"), why, advice};
}

} // namespace

Result<DecodedImage> decodeImage(QByteArrayView bytes)
{
    QByteArray data = QByteArray::fromRawData(bytes.data(), bytes.size());
    QBuffer device(&data);
    device.open(QIODevice::ReadOnly);
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!reader.canRead())
        return failure(tr("no image format that is known here begins like this"));
    const QByteArray format = reader.format();
    if (format.startsWith("svg"))
        return failure(tr("SVG is not drawn"), tr("See it as XML."));
    const QSize size = reader.size();
    const qint64 needed = qint64(size.width()) * size.height() * kBytesPerPixel;
    if (needed > kMostBytes)
        return failure(tr("%1 × %2 pixels take %3, more than %4")
                           .arg(size.width())
                           .arg(size.height())
                           .arg(bytesText(needed), bytesText(kMostBytes)),
            tr("Save it to a file and open it elsewhere."));
    QImage image = reader.read();
    if (image.isNull())
        return failure(reader.errorString());
    if (image.sizeInBytes() / qMax(1, image.depth() / 8) * kBytesPerPixel > kMostBytes)
        return failure(tr("its pixels take more than %1").arg(bytesText(kMostBytes)));
    DecodedImage decoded;
    decoded.description = tr("%1 · %2 × %3 pixels")
                              .arg(QString::fromLatin1(format).toUpper())
                              .arg(image.width())
                              .arg(image.height());
    decoded.image = image.convertToFormat(
        image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    decoded.overview = qMax(image.width(), image.height()) > kOverviewSide
        ? decoded.image.scaled(kOverviewSide, kOverviewSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : decoded.image;
    return decoded;
}

} // namespace larder
