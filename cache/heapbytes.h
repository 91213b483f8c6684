#pragma once

#include <QByteArrayList>
#include <QString>

#include <string>
#include <vector>

namespace larder {

/// What a block of @p asked bytes takes of the heap. glibc puts 8 bytes before each and gives multiples of
/// 16, 32 at least (request2size() in its malloc.c); other allocators differ by some bytes.
[[nodiscard]] constexpr qint64 blockBytes(qint64 asked)
{
    return std::max<qint64>(32, (asked + 8 + 15) / 16 * 16);
}

/// The block of one of Qt's arrays: its head, the elements and a null character behind them.
[[nodiscard]] constexpr qint64 qtArrayBytes(qint64 capacity, size_t elementSize)
{
    return capacity == 0
        ? 0
        : blockBytes(qint64(sizeof(QArrayData) + sizeof(char16_t)) + capacity * qint64(elementSize));
}

/// What a value holds in the heap beside itself. Nothing for one that lies in the program.
[[nodiscard]] inline qint64 heapBytes(const QByteArray& bytes)
{
    return qtArrayBytes(bytes.capacity(), 1);
}

[[nodiscard]] inline qint64 heapBytes(const QString& text)
{
    return qtArrayBytes(text.capacity(), sizeof(QChar));
}

[[nodiscard]] inline qint64 heapBytes(const QByteArrayList& list)
{
    qint64 bytes = qtArrayBytes(list.capacity(), sizeof(QByteArray));
    for (const QByteArray& each : list)
        bytes += heapBytes(each);
    return bytes;
}

[[nodiscard]] inline qint64 heapBytes(const std::string& text)
{
    // A short one lies within itself.
    return text.capacity() <= std::string().capacity() ? 0 : blockBytes(qint64(text.capacity()) + 1);
}

/// Without what its elements hold.
template <typename Element>
[[nodiscard]] qint64 heapBytes(const std::vector<Element>& elements)
{
    return elements.capacity() == 0 ? 0 : blockBytes(qint64(elements.capacity() * sizeof(Element)));
}

/// What std::make_shared() takes: one block with the counters before the value.
template <typename Value>
[[nodiscard]] constexpr qint64 sharedBytes()
{
    return blockBytes(qint64(16 + sizeof(Value)));
}

/// What each element of a long std::deque takes: libstdc++ has blocks of 512 bytes, or of one element, and a
/// pointer to each.
template <typename Element>
[[nodiscard]] constexpr qint64 dequeElementBytes()
{
    constexpr qint64 kInBlock = std::max<qint64>(1, 512 / qint64(sizeof(Element)));
    return (blockBytes(kInBlock * qint64(sizeof(Element))) + qint64(sizeof(void*)) + kInBlock / 2) / kInBlock;
}

/// What each element of a long std::vector takes, which doubles when it is full: half as much again, in the
/// mean.
template <typename Element>
[[nodiscard]] constexpr qint64 growingElementBytes()
{
    return qint64(sizeof(Element)) * 3 / 2;
}

/// What each element of a large std::unordered_map takes: a block with a pointer before it, and its share of
/// the buckets.
template <typename Element>
[[nodiscard]] constexpr qint64 hashedElementBytes()
{
    return blockBytes(qint64(sizeof(void*) + sizeof(Element))) + growingElementBytes<void*>();
}

} // namespace larder
