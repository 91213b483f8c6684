#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace larder {

/// What the first bytes of a BLOB look like: a label for people, never a claim about the rest.
struct MagicGuess
{
    /// "PNG image"
    QString label;
    /// "png": for the name of a file, and Qt's name of the format if it is an image.
    QString extension;
    bool isImage = false;
    bool operator==(const MagicGuess&) const = default;
};

/// Looks at no more than some twenty bytes.
[[nodiscard]] std::optional<MagicGuess> guessByMagic(QByteArrayView bytes);

} // namespace larder
