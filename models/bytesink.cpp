#include "models/bytesink.h"

#include "cache/value.h"

#include <QIODevice>

#include <algorithm>
#include <charconv>

namespace larder {

namespace {

constexpr size_t kLongestNumber = 32;
constexpr qsizetype kBase64Part = qsizetype(3) << 12; // whole groups of three

} // namespace

bool writeAll(QIODevice& device, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 taken = device.write(bytes.data(), bytes.size());
        if (taken <= 0)
            return false;
        bytes = bytes.sliced(taken);
    }
    return true;
}

ByteSink::ByteSink(QIODevice& device)
    : m_device(device)
    , m_buffer(std::make_unique_for_overwrite<char[]>(kCapacity))
{
}

void ByteSink::add(QByteArrayView bytes)
{
    const auto count = size_t(bytes.size());
    if (count > kCapacity - m_used) {
        empty();
        if (count >= kCapacity) {
            pass(bytes);
            return;
        }
    }
    std::copy(bytes.begin(), bytes.end(), m_buffer.get() + m_used);
    m_used += count;
}

void ByteSink::addInteger(qint64 number)
{
    char* const begin = room(kLongestNumber);
    m_used += size_t(std::to_chars(begin, begin + kLongestNumber, number).ptr - begin);
}

void ByteSink::addReal(double number)
{
    m_used += size_t(writeShortestReal(
        number, std::span<char, kShortestRealSize>(room(kShortestRealSize), kShortestRealSize)));
}

void ByteSink::addHex(QByteArrayView bytes)
{
    constexpr const char* kDigits = "0123456789abcdef";
    for (const char byte : bytes) {
        const auto value = quint8(byte);
        char* const digits = room(2);
        digits[0] = kDigits[value >> 4];
        digits[1] = kDigits[value & 0x0f];
        m_used += 2;
    }
}

void ByteSink::addBase64(QByteArrayView bytes)
{
    for (qsizetype begin = 0; begin < bytes.size(); begin += kBase64Part)
        add(bytes.sliced(begin, qMin(kBase64Part, bytes.size() - begin)).toByteArray().toBase64());
}

bool ByteSink::flush()
{
    empty();
    return !m_failed;
}

char* ByteSink::room(size_t count)
{
    if (count > kCapacity - m_used)
        empty();
    return m_buffer.get() + m_used;
}

void ByteSink::empty()
{
    const auto used = qsizetype(m_used);
    m_used = 0;
    if (used > 0)
        pass({m_buffer.get(), used});
}

void ByteSink::pass(QByteArrayView bytes)
{
    m_written += bytes.size();
    m_failed = m_failed || !writeAll(m_device, bytes);
}

} // namespace larder
