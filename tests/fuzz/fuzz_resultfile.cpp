#include "tests/support/resultfiles.h"
#include "tests/support/results.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using namespace larder;
using namespace larder::test;

/// A file of two chunks with each form of a column.
QByteArray sampleFile()
{
    ResultBuilder builder({{QStringLiteral("n"), QStringLiteral("INTEGER")}, {QStringLiteral("t")},
        {QStringLiteral("b")}, {QStringLiteral("any")}, {QStringLiteral("none")}});
    const Row kinds{Value(), qint64(7), 0.5, text("text"), blob("blob")};
    for (size_t row = 0; row < 259; ++row) {
        append(builder.column(0), qint64(row));
        append(builder.column(1), row % 3 == 0 ? Value() : text("some text"));
        append(builder.column(2), blob("\1\2"));
        append(builder.column(3), kinds[row % kinds.size()]);
        append(builder.column(4), Value());
        builder.endRow();
    }
    return fileOf(*builder.snapshot(Completeness::Complete));
}

quint64 readEveryByte(const ResultSet& result)
{
    quint64 sum = 0;
    for (size_t i = 0; i < result.chunkCount(); ++i) {
        const RowChunk& chunk = result.chunk(i);
        for (const ColumnChunk& column : chunk.columns()) {
            for (qsizetype row = 0; row < chunk.rowCount(); ++row) {
                const Cell cell = column.cell(row);
                sum += quint64(cell.integer) + quint64(cell.type);
                if (!cell.bytes.isEmpty())
                    sum += uchar(cell.bytes.front()) + uchar(cell.bytes.back());
            }
        }
    }
    return sum;
}

/// Changes a sound file as @p orders say: by bytes at places, by cutting it off, or by what stands in its
/// directory.
QByteArray damaged(const unsigned char* orders, size_t size)
{
    static const QByteArray sound = sampleFile();
    QByteArray file = sound;
    const bool rightHashes = orders[0] % 2 == 1;
    for (size_t i = 1; i + 3 < size && !file.isEmpty(); i += 4) {
        const auto place = qsizetype((orders[i] << 8 | orders[i + 1]) % file.size());
        const bool cut = orders[i + 2] == 0xff;
        if (cut)
            file.truncate(place);
        else
            file[place] = char(file[place] ^ orders[i + 3]);
    }
    if (rightHashes)
        rehash(file);
    return file;
}

} // namespace

/// Reads damaged files. Those without the right hashes must be refused or hold what was written; those with
/// them must be refused or be readable to the last byte.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray file = data[0] < 0x10
        ? QByteArray(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1)
        : damaged(data, size);
    const auto read = readWhole(blockOf(file));
    if (!read)
        return 0;
    static const quint64 expected = readEveryByte(*readWhole(blockOf(sampleFile())).value());
    const quint64 seen = readEveryByte(*read.value());
    if (data[0] >= 0x10 && data[0] % 2 == 0 && seen != expected) {
        std::fprintf(stderr, "a damaged file was read\n");
        std::abort();
    }
    return 0;
}
