#pragma once

#include <QByteArrayView>

#include <memory>

class QIODevice;

namespace larder {

/// Writes all of @p bytes, also where @p device takes them in parts, as a disk does that is nearly full.
[[nodiscard]] bool writeAll(QIODevice& device, QByteArrayView bytes);

/// Collects what is written in a large buffer before a device gets it, so that a field costs a copy and no
/// call. Numbers are written as the C locale has them, whatever the locale is.
class ByteSink
{
public:
    explicit ByteSink(QIODevice& device);
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;

    void add(char byte)
    {
        if (m_used == kCapacity)
            empty();
        m_buffer[m_used++] = byte;
    }
    void add(QByteArrayView bytes);
    void addInteger(qint64 number);
    /// In the form of shortestReal().
    void addReal(double number);
    /// Two lower-case digits a byte.
    void addHex(QByteArrayView bytes);
    void addBase64(QByteArrayView bytes);
    /// Gives the device all that was added, which nothing else does; false if it has refused any of it, now
    /// or before.
    bool flush();
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    /// Bytes that were added so far.
    [[nodiscard]] qint64 byteCount() const { return m_written + qint64(m_used); }

private:
    static constexpr size_t kCapacity = size_t(256) << 10;

    char* room(size_t count);
    void empty();
    void pass(QByteArrayView bytes);

    QIODevice& m_device;
    std::unique_ptr<char[]> m_buffer;
    size_t m_used = 0;
    qint64 m_written = 0;
    bool m_failed = false;
};

} // namespace larder
