#include "models/magicguess.h"

#include <QCoreApplication>

#include <array>

namespace larder {

namespace {

struct Magic
{
    qsizetype offset;
    QByteArrayView bytes;
    const char* label;
    const char* extension;
    bool isImage;
};

/// @p literal without the NUL behind it, and with those within it.
template <size_t N>
constexpr QByteArrayView raw(const char (&literal)[N])
{
    return {literal, qsizetype(N - 1)};
}

const std::array<Magic, 24> kMagics{{
    {0, raw("\x89PNG\r\n\x1a\n"), QT_TRANSLATE_NOOP("MagicGuess", "PNG image"), "png", true},
    {0, raw("\xff\xd8\xff"), QT_TRANSLATE_NOOP("MagicGuess", "JPEG image"), "jpeg", true},
    {0, raw("GIF87a"), QT_TRANSLATE_NOOP("MagicGuess", "GIF image"), "gif", true},
    {0, raw("GIF89a"), QT_TRANSLATE_NOOP("MagicGuess", "GIF image"), "gif", true},
    {8, raw("WEBP"), QT_TRANSLATE_NOOP("MagicGuess", "WebP image"), "webp", true},
    // "BM" alone is too little: the four reserved bytes are zero.
    {6, raw("\0\0\0\0"), QT_TRANSLATE_NOOP("MagicGuess", "BMP image"), "bmp", true},
    {0, raw("\0\0\1\0"), QT_TRANSLATE_NOOP("MagicGuess", "Windows icon"), "ico", true},
    {0, raw("II*\0"), QT_TRANSLATE_NOOP("MagicGuess", "TIFF image"), "tiff", true},
    {0, raw("MM\0*"), QT_TRANSLATE_NOOP("MagicGuess", "TIFF image"), "tiff", true},
    {4, raw("ftypavif"), QT_TRANSLATE_NOOP("MagicGuess", "AVIF image"), "avif", true},
    {0, raw("%PDF-"), QT_TRANSLATE_NOOP("MagicGuess", "PDF document"), "pdf", false},
    {0, raw("PK\3\4"), QT_TRANSLATE_NOOP("MagicGuess", "ZIP archive"), "zip", false},
    {0, raw("\x1f\x8b\x08"), QT_TRANSLATE_NOOP("MagicGuess", "gzip data"), "gz", false},
    {0, raw("\x28\xb5\x2f\xfd"), QT_TRANSLATE_NOOP("MagicGuess", "Zstandard data"), "zst", false},
    {0, raw("BZh"), QT_TRANSLATE_NOOP("MagicGuess", "bzip2 data"), "bz2", false},
    {0, raw("\xfd\x37zXZ\0"), QT_TRANSLATE_NOOP("MagicGuess", "XZ data"), "xz", false},
    {0, raw("7z\xbc\xaf\x27\x1c"), QT_TRANSLATE_NOOP("MagicGuess", "7z archive"), "7z", false},
    {0, raw("SQLite format 3\0"), QT_TRANSLATE_NOOP("MagicGuess", "SQLite database"), "sqlite", false},
    {0, raw("\x7f\x45LF"), QT_TRANSLATE_NOOP("MagicGuess", "ELF program"), "elf", false},
    {0, raw("OggS"), QT_TRANSLATE_NOOP("MagicGuess", "Ogg media"), "ogg", false},
    {0, raw("fLaC"), QT_TRANSLATE_NOOP("MagicGuess", "FLAC audio"), "flac", false},
    {8, raw("WAVE"), QT_TRANSLATE_NOOP("MagicGuess", "WAVE audio"), "wav", false},
    {0, raw("ID3"), QT_TRANSLATE_NOOP("MagicGuess", "MP3 audio"), "mp3", false},
    {4, raw("ftyp"), QT_TRANSLATE_NOOP("MagicGuess", "MP4 media"), "mp4", false},
}};

/// What must stand at the start beside a magic that does not.
QByteArrayView startOf(const Magic& magic)
{
    if (magic.offset == 8)
        return raw("RIFF");
    return magic.offset == 6 ? raw("BM") : QByteArrayView();
}

} // namespace

std::optional<MagicGuess> guessByMagic(QByteArrayView bytes)
{
    for (const Magic& magic : kMagics) {
        if (bytes.sliced(qMin(magic.offset, bytes.size())).startsWith(magic.bytes)
            && bytes.startsWith(startOf(magic)))
            return MagicGuess{QCoreApplication::translate("MagicGuess", magic.label),
                QString::fromLatin1(magic.extension), magic.isImage};
    }
    return std::nullopt;
}

} // namespace larder
