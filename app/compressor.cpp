#include "app/compressor.h"

#include "models/bytesink.h"

#include <array>

#include <zlib.h>
#include <zstd.h>

namespace larder {

namespace {

constexpr size_t kOutputBytes = size_t(128) << 10;
// What a higher level saves does not pay for what it costs (PERFORMANCE.md, section 4).
constexpr int kZstdLevel = 1;
constexpr int kGzipHeader = 16; // asks zlib for the format of gzip
constexpr int kMemoryLevel = 8; // zlib's own choice

class Gzip final : public Compressor
{
public:
    explicit Gzip(QIODevice& target) : Compressor(target)
    {
        m_ready = deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzipHeader,
                      kMemoryLevel, Z_DEFAULT_STRATEGY)
            == Z_OK;
    }
    ~Gzip() override
    {
        if (m_ready)
            deflateEnd(&m_stream);
    }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

private:
    bool feed(QByteArrayView bytes, bool last) override
    {
        if (!m_ready)
            return fail(tr("zlib has no memory"));
        // zlib counts in 32 bits.
        constexpr qsizetype kMostAtOnce = qsizetype(1) << 30;
        do {
            const QByteArrayView part = bytes.first(qMin(bytes.size(), kMostAtOnce));
            bytes = bytes.sliced(part.size());
            m_stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(part.data()));
            m_stream.avail_in = uInt(part.size());
            if (!drain(last && bytes.isEmpty() ? Z_FINISH : Z_NO_FLUSH))
                return false;
        } while (!bytes.isEmpty());
        return true;
    }

    bool drain(int flush)
    {
        do {
            m_stream.next_out = reinterpret_cast<Bytef*>(m_output.data());
            m_stream.avail_out = uInt(m_output.size());
            if (deflate(&m_stream, flush) == Z_STREAM_ERROR)
                return fail(tr("zlib cannot compress"));
            if (!pass({m_output.data(), qsizetype(m_output.size() - m_stream.avail_out)}))
                return false;
        } while (m_stream.avail_out == 0);
        return true;
    }

    z_stream m_stream{};
    bool m_ready = false;
    std::array<char, kOutputBytes> m_output{};
};

class Zstd final : public Compressor
{
public:
    explicit Zstd(QIODevice& target) : Compressor(target), m_context(ZSTD_createCCtx())
    {
        if (!m_context)
            return;
        ZSTD_CCtx_setParameter(m_context, ZSTD_c_compressionLevel, kZstdLevel);
        ZSTD_CCtx_setParameter(m_context, ZSTD_c_checksumFlag, 1);
    }
    ~Zstd() override { ZSTD_freeCCtx(m_context); }
    Zstd(const Zstd&) = delete;
    Zstd& operator=(const Zstd&) = delete;

private:
    bool feed(QByteArrayView bytes, bool last) override
    {
        if (!m_context)
            return fail(tr("zstd has no memory"));
        ZSTD_inBuffer input{bytes.data(), size_t(bytes.size()), 0};
        while (true) {
            ZSTD_outBuffer output{m_output.data(), m_output.size(), 0};
            const size_t left
                = ZSTD_compressStream2(m_context, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
            if (ZSTD_isError(left))
                return fail(QString::fromLatin1(ZSTD_getErrorName(left)));
            if (!pass({m_output.data(), qsizetype(output.pos)}))
                return false;
            if (last ? left == 0 : input.pos == input.size)
                return true;
        }
    }

    ZSTD_CCtx* m_context;
    std::array<char, kOutputBytes> m_output{};
};

} // namespace

std::unique_ptr<Compressor> Compressor::create(Compression compression, QIODevice& target)
{
    switch (compression) {
    case Compression::Gzip:
        return std::make_unique<Gzip>(target);
    case Compression::Zstd:
        return std::make_unique<Zstd>(target);
    case Compression::None:
        break;
    }
    return nullptr;
}

Compressor::Compressor(QIODevice& target) : m_target(target)
{
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

bool Compressor::end()
{
    return !m_failed && feed({}, true);
}

bool Compressor::pass(QByteArrayView bytes)
{
    return writeAll(m_target, bytes) || fail(m_target.errorString());
}

bool Compressor::fail(const QString& why)
{
    m_failed = true;
    setErrorString(why);
    return false;
}

qint64 Compressor::readData(char*, qint64)
{
    return -1;
}

qint64 Compressor::writeData(const char* data, qint64 count)
{
    return !m_failed && feed({data, count}, false) ? count : -1;
}

} // namespace larder
