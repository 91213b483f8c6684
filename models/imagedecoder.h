#pragma once

#include "cache/result.h"

#include <QImage>

namespace larder {

/// An image ready to be painted.
struct DecodedImage
{
    QImage image = {};
    /// The same with no side longer than some 2,000 pixels, to be scaled further while painting.
    QImage overview = {};
    /// "PNG · 640 × 480 pixels"
    QString description = {};
};

/// Decodes the first picture of @p bytes. One that would take more than 256 MB is refused before it is
/// decoded, and so is SVG, which is a program as much as a picture. For any thread.
[[nodiscard]] Result<DecodedImage> decodeImage(QByteArrayView bytes);

} // namespace larder
