#pragma once

#include <QFont>
#include <QRawFont>

#include <array>
#include <optional>

namespace larder {

/// The glyphs of printable ASCII in one font, so that text of it needs no layout: looked up once, then some
/// nanoseconds a letter. Without kerning.
class GlyphTable
{
public:
    struct Glyph
    {
        quint32 index = 0;
        double advance = 0;
    };

    explicit GlyphTable(const QFont& font);

    /// False if the font lacks any of them: then nothing else may be asked.
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] const QRawFont& rawFont() const { return m_font; }
    [[nodiscard]] const Glyph& glyph(char letter) const { return m_glyphs[size_t(letter - kFirst)]; }
    [[nodiscard]] const Glyph& ellipsis() const { return m_glyphs.back(); }
    [[nodiscard]] double width(QByteArrayView ascii) const;

    [[nodiscard]] static bool canShow(QByteArrayView text);

private:
    static constexpr char kFirst = ' ';
    static constexpr char kLast = '~';

    QRawFont m_font;
    // One for each letter from kFirst to kLast, then the ellipsis.
    std::array<Glyph, kLast - kFirst + 2> m_glyphs{};
    bool m_complete = false;
};

} // namespace larder
