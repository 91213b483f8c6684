#include "ui/glyphtable.h"

#include <algorithm>

namespace larder {

GlyphTable::GlyphTable(const QFont& font) : m_font(QRawFont::fromFont(font))
{
    QString letters;
    for (char letter = kFirst; letter <= kLast; ++letter)
        letters += QLatin1Char(letter);
    letters += u'…';
    const QVector<quint32> indexes = m_font.glyphIndexesForString(letters);
    const QVector<QPointF> advances = m_font.advancesForGlyphIndexes(indexes);
    m_complete = size_t(indexes.size()) == m_glyphs.size() && advances.size() == indexes.size()
        && !indexes.contains(0);
    if (!m_complete)
        return;
    for (size_t i = 0; i < m_glyphs.size(); ++i)
        m_glyphs[i] = {indexes[qsizetype(i)], advances[qsizetype(i)].x()};
}

double GlyphTable::width(QByteArrayView ascii) const
{
    double sum = 0;
    for (const char letter : ascii)
        sum += glyph(letter).advance;
    return sum;
}

bool GlyphTable::canShow(QByteArrayView text)
{
    return std::all_of(
        text.begin(), text.end(), [](char letter) { return letter >= kFirst && letter <= kLast; });
}

} // namespace larder
