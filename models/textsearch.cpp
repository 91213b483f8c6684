#include "models/textsearch.h"

#include <algorithm>

namespace larder {

namespace {

char folded(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte | 0x20) : byte;
}

} // namespace

TextSearch::TextSearch(const QString& needle) : m_needle(needle)
{
    const QByteArray utf8 = needle.toUtf8();
    if (utf8.isEmpty() || utf8.size() != needle.size())
        return;
    m_folded = utf8.toLower();
    m_steps.fill(m_folded.size());
    for (qsizetype i = 0; i + 1 < m_folded.size(); ++i) {
        const char byte = m_folded.at(i);
        m_steps[uchar(byte)] = m_folded.size() - 1 - i;
        if (byte >= 'a' && byte <= 'z')
            m_steps[uchar(byte & ~0x20)] = m_folded.size() - 1 - i;
    }
}

bool TextSearch::isIn(QByteArrayView utf8) const
{
    if (m_folded.isEmpty())
        return QString::fromUtf8(utf8).contains(m_needle, Qt::CaseInsensitive);
    const qsizetype last = m_folded.size() - 1;
    for (qsizetype end = last; end < utf8.size(); end += m_steps[uchar(utf8[end])]) {
        qsizetype i = last;
        while (i >= 0 && folded(utf8[end - last + i]) == m_folded.at(i))
            --i;
        if (i < 0)
            return true;
    }
    return false;
}

} // namespace larder
