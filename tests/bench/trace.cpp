#include "tests/bench/trace.h"

#include <QFileInfo>
#include <QHash>

#include <zlib.h>

#include <memory>
#include <unordered_set>

namespace larder::bench {

namespace {

const QByteArray kHeader = "time_ms,key,size,cost_ms,kind,ttl_ms";

struct CloseGzip
{
    void operator()(gzFile file) const { gzclose(file); }
};

/// Lines of a file, which may be compressed.
class Lines
{
public:
    explicit Lines(const QString& path) : m_file(gzopen(QFile::encodeName(path).constData(), "rb")) { }

    [[nodiscard]] bool isOpen() const { return bool(m_file); }
    [[nodiscard]] bool next(QByteArray& line)
    {
        constexpr int kLongest = 256;
        line.resize(kLongest);
        if (!gzgets(m_file.get(), line.data(), kLongest))
            return false;
        line = QByteArray(line.constData()).trimmed();
        return true;
    }

private:
    std::unique_ptr<gzFile_s, CloseGzip> m_file;
};

/// Numbers the kinds of a trace.
class Kinds
{
public:
    [[nodiscard]] quint8 numberOf(const QByteArray& name)
    {
        constexpr qsizetype kMost = 31;
        const auto found = m_numbers.constFind(name);
        if (found != m_numbers.constEnd())
            return *found;
        return *m_numbers.insert(name, quint8(std::min(m_numbers.size(), kMost)));
    }

private:
    QHash<QByteArray, quint8> m_numbers;
};

std::optional<TraceRow> parse(const QByteArray& line, Kinds& kinds)
{
    const QList<QByteArray> fields = line.split(',');
    if (fields.size() != 6)
        return std::nullopt;
    std::array<bool, 5> good{};
    TraceRow row;
    row.timeMs = fields[0].toLongLong(&good[0]);
    row.key = fields[1].toULongLong(&good[1]);
    row.bytes = fields[2].toLongLong(&good[2]);
    row.costMs = fields[3].toDouble(&good[3]);
    row.invalidates = fields[4] == "inv";
    row.ttlMs = fields[5].toLongLong(&good[4]);
    if (!row.invalidates)
        row.kind = kinds.numberOf(fields[4]);
    return std::find(good.begin(), good.end(), false) == good.end() ? std::optional(row) : std::nullopt;
}

} // namespace

Result<Trace> readTrace(const QString& path)
{
    Lines lines(path);
    QByteArray line;
    const QString what = QStringLiteral("Cannot read the trace %1").arg(path);
    if (!lines.isOpen() || !lines.next(line) || line != kHeader)
        return Error{what, QStringLiteral("its first line must be: %1").arg(QString::fromLatin1(kHeader))};
    Trace trace;
    trace.name = QFileInfo(path).fileName().section(u'.', 0, 0);
    Kinds kinds;
    std::unordered_set<quint64> seen;
    while (lines.next(line)) {
        const auto row = parse(line, kinds);
        const bool ordered = row && (trace.rows.empty() || row->timeMs >= trace.rows.back().timeMs);
        if (!ordered)
            return Error{what, QStringLiteral("line %1 is wrong").arg(trace.rows.size() + 2)};
        if (!row->invalidates && seen.insert(row->key).second)
            trace.uniqueBytes += row->bytes;
        trace.rows.push_back(*row);
    }
    return trace;
}

} // namespace larder::bench
