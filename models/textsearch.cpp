#include "models/textsearch.h"

#include <algorithm>

namespace larder {

namespace {

constexpr qsizetype kBlockBytes = 64;

// Faster than QByteArrayView::contains() where the first byte is rare.
bool holds(QByteArrayView utf8, QByteArrayView sign)
{
    qsizetype at = utf8.indexOf(sign.front());
    while (at >= 0 && !utf8.sliced(at).startsWith(sign))
        at = utf8.indexOf(sign.front(), at + 1);
    return at >= 0;
}

} // namespace

TextSearch::TextSearch(const QString& needle) : m_needle(needle)
{
    const QByteArray utf8 = needle.toUtf8();
    if (utf8.isEmpty() || utf8.size() != needle.size())
        return;
    for (const char byte : utf8.toLower())
        m_folded.push_back({uchar(byte), uchar(byte >= 'a' && byte <= 'z' ? 0x20 : 0)});
    m_first = m_folded.front();
    m_last = m_folded.back();
    m_hasCaseBeyondAscii = std::any_of(m_folded.begin(), m_folded.end(),
        [](const FoldedByte& each) { return each.byte == 'k' || each.byte == 's'; });
}

bool TextSearch::isIn(QByteArrayView utf8) const
{
    if (isAskedByBytes(utf8))
        return indexIn(utf8, 0) >= 0;
    return QString::fromUtf8(utf8).contains(m_needle, Qt::CaseInsensitive);
}

std::vector<qsizetype> TextSearch::rowsIn(const TextArena& texts) const
{
    std::vector<qsizetype> rows;
    if (!isAskedByBytes(texts.bytes)) {
        for (qsizetype row = 0; row < texts.rowCount(); ++row) {
            if (isIn(texts.text(row)))
                rows.push_back(row);
        }
        return rows;
    }
    qsizetype row = 0;
    qsizetype at = indexIn(texts.bytes, 0);
    while (at >= 0) {
        while (texts.end(row) <= at)
            ++row;
        // What begins in this row and ends in another is none, and neither is what begins after it here.
        const qsizetype end = texts.end(row);
        if (at + qsizetype(m_folded.size()) <= end)
            rows.push_back(row);
        at = indexIn(texts.bytes, end);
    }
    return rows;
}

// K and S are the only letters of ASCII with a third form elsewhere, the signs of Kelvin and of the long s
// (https://www.unicode.org/Public/15.0.0/ucd/CaseFolding.txt, status C).
bool TextSearch::isAskedByBytes(QByteArrayView utf8) const
{
    if (m_folded.empty())
        return false;
    return !m_hasCaseBeyondAscii || (!holds(utf8, "\xe2\x84\xaa") && !holds(utf8, "\xc5\xbf"));
}

// Compares the first and the last byte at 64 places at once, and the others only where both fit (W. Muła,
// SIMD-friendly algorithms for substring searching, http://0x80.pl/articles/simd-strfind.html).
qsizetype TextSearch::indexIn(QByteArrayView utf8, qsizetype from) const
{
    const auto* const bytes = reinterpret_cast<const uchar*>(utf8.data());
    const qsizetype end = utf8.size() - qsizetype(m_folded.size()) + 1;
    const auto firstIn = [&](qsizetype begin, qsizetype stop) {
        for (qsizetype at = begin; at < stop; ++at) {
            if (isAt(bytes + at))
                return at;
        }
        return qsizetype(-1);
    };
    qsizetype block = from;
    for (; block + kBlockBytes <= end; block += kBlockBytes) {
        if (!hasCandidate(bytes + block))
            continue;
        if (const qsizetype found = firstIn(block, block + kBlockBytes); found >= 0)
            return found;
    }
    return firstIn(block, end);
}

// Written so that a compiler makes vector instructions of it, on whatever machine: no branch, a fixed count.
bool TextSearch::hasCandidate(const uchar* block) const
{
    const FoldedByte first = m_first;
    const FoldedByte last = m_last;
    const uchar* const lasts = block + m_folded.size() - 1;
    uchar any = 0;
    for (qsizetype i = 0; i < kBlockBytes; ++i)
        any = uchar(any | (uchar(first.equals(block[i])) & uchar(last.equals(lasts[i]))));
    return any != 0;
}

bool TextSearch::isAt(const uchar* bytes) const
{
    if (!m_first.equals(bytes[0]) || !m_last.equals(bytes[m_folded.size() - 1]))
        return false;
    return std::equal(m_folded.begin(), m_folded.end(), bytes,
        [](const FoldedByte& folded, uchar byte) { return folded.equals(byte); });
}

} // namespace larder
