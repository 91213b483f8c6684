#include "models/hexlines.h"

namespace larder {

namespace {

constexpr int kFewestDigits = 8;
constexpr int kHalfLine = kHexLineBytes / 2;

} // namespace

qint64 hexLineCount(qint64 size)
{
    return size / kHexLineBytes + (size % kHexLineBytes != 0 ? 1 : 0);
}

int hexOffsetDigits(qint64 size)
{
    return int(qMax<qsizetype>(kFewestDigits, QString::number(qMax<qint64>(size - 1, 0), 16).size()));
}

int hexColumn(int index)
{
    return index * 3 + (index >= kHalfLine ? 1 : 0);
}

HexLine hexLine(QByteArrayView bytes, qint64 line)
{
    const qint64 begin = line * kHexLineBytes;
    const QByteArrayView part = bytes.sliced(begin, qMin<qint64>(kHexLineBytes, bytes.size() - begin));
    HexLine shown;
    shown.offset = QString::number(begin, 16).rightJustified(hexOffsetDigits(bytes.size()), u'0');
    shown.bytes = hexText(part);
    if (part.size() > kHalfLine)
        shown.bytes.insert(qsizetype(kHalfLine) * 3, u' ');
    for (const char byte : part)
        shown.text += byte >= ' ' && byte <= '~' ? QChar::fromLatin1(byte) : QChar(u'.');
    return shown;
}

QString hexText(QByteArrayView bytes)
{
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), bytes.size()).toHex(' '));
}

} // namespace larder
