#include "ui/celllabel.h"

#include "cache/value.h"
#include "models/celltext.h"
#include "ui/glyphtable.h"

#include <charconv>

namespace larder {

namespace {

// Below the length at which cellText() shortens.
constexpr qsizetype kLongestAscii = 256;

} // namespace

CellLabel::CellLabel(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Integer: {
        const auto end = std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), cell.integer).ptr;
        m_ascii = QByteArrayView(m_digits.data(), end);
        break;
    }
    case CellType::Real:
        m_bytes = shortestReal(cell.real);
        m_ascii = m_bytes;
        break;
    case CellType::Text:
        if (cell.bytes.size() <= kLongestAscii && GlyphTable::canShow(cell.bytes))
            m_ascii = cell.bytes;
        else
            take(cellText(cell));
        break;
    case CellType::Null:
    case CellType::Blob:
        take(cellText(cell));
        break;
    }
}

void CellLabel::take(const QString& text)
{
    m_bytes = text.toLatin1();
    if (GlyphTable::canShow(m_bytes) && QString::fromLatin1(m_bytes) == text)
        m_ascii = m_bytes;
    else
        m_text = text;
}

} // namespace larder
