#include "models/utf8check.h"

#include <QString>

#include <cstring>

namespace larder {

namespace {

constexpr qsizetype kBytesBetweenLooks = qsizetype(1) << 20;
constexpr quint64 kHighBits = 0x8080'8080'8080'8080;

bool isContinuation(uchar byte)
{
    return (byte & 0xc0) == 0x80;
}

/// The length of the well-formed sequence at @p at (RFC 3629, section 4); 0 if there is none.
qsizetype sequenceLength(QByteArrayView bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return at + i < bytes.size() ? uchar(bytes[at + i]) : uchar(0); };
    const uchar first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return isContinuation(byte(1)) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool allowed = !(first == 0xe0 && byte(1) < 0xa0) && !(first == 0xed && byte(1) > 0x9f);
        return allowed && isContinuation(byte(1)) && isContinuation(byte(2)) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool allowed = !(first == 0xf0 && byte(1) < 0x90) && !(first == 0xf4 && byte(1) > 0x8f);
        const bool whole = isContinuation(byte(1)) && isContinuation(byte(2)) && isContinuation(byte(3));
        return allowed && whole ? 4 : 0;
    }
    return 0;
}

/// How many bytes from @p at on are ASCII, counted in words.
qsizetype asciiRun(QByteArrayView bytes, qsizetype at, qsizetype end)
{
    const qsizetype begin = at;
    for (quint64 word = 0; at + qsizetype(sizeof word) <= end; at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if (word & kHighBits)
            break;
    }
    return at - begin;
}

} // namespace

std::optional<Utf8Check> checkUtf8(QByteArrayView bytes, const std::stop_token& stop)
{
    Utf8Check check;
    for (qsizetype at = 0; at < bytes.size();) {
        if (stop.stop_requested())
            return std::nullopt;
        const qsizetype pause = qMin(bytes.size(), at + kBytesBetweenLooks);
        while (at < pause) {
            const qsizetype run = asciiRun(bytes, at, pause);
            at += run;
            check.characters += run;
            if (at >= pause)
                break;
            const qsizetype length = sequenceLength(bytes, at);
            if (length == 0 && !check.firstWrong)
                check.firstWrong = at;
            at += qMax<qsizetype>(length, 1);
            ++check.characters;
        }
    }
    return check;
}

qsizetype wholeUtf8Prefix(QByteArrayView bytes, qsizetype limit)
{
    if (bytes.size() <= limit)
        return bytes.size();
    constexpr qsizetype kLongestTail = 3;
    for (qsizetype back = 0; back <= kLongestTail && back < limit; ++back) {
        if (!isContinuation(uchar(bytes[limit - back])))
            return limit - back;
    }
    return limit;
}

QByteArray repairedUtf8(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? bytes.toByteArray() : QString::fromUtf8(bytes).toUtf8();
}

} // namespace larder
