#pragma once

#include <QByteArrayView>
#include <QString>

namespace larder {

constexpr int kHexLineBytes = 16;

/// One line of a hex view as three texts.
struct HexLine
{
    /// "0000001f0"
    QString offset;
    /// "89 50 4e 47 0d 0a 1a 0a  00 00 …": a gap in the middle. Byte i begins at hexColumn(i).
    QString bytes;
    /// ASCII, with a dot for all else; one character a byte.
    QString text;
};

/// How many lines @p size bytes take.
[[nodiscard]] qint64 hexLineCount(qint64 size);
/// How many digits an offset into @p size bytes needs, at least eight.
[[nodiscard]] int hexOffsetDigits(qint64 size);
/// Line @p line, from 0, of @p bytes; in range.
[[nodiscard]] HexLine hexLine(QByteArrayView bytes, qint64 line);
/// At which character of HexLine::bytes byte @p index of the line begins.
[[nodiscard]] int hexColumn(int index);
/// @p bytes as digits to be copied: "89 50 4e 47".
[[nodiscard]] QString hexText(QByteArrayView bytes);

} // namespace larder
