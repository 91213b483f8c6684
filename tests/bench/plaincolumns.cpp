#include "tests/bench/plaincolumns.h"

#include "tests/bench/processmemory.h"

#include <charconv>
#include <utility>

namespace larder::bench {

namespace {

constexpr qint64 kRowsOfPiece = 16'384;

template <typename Number>
Number numberFrom(std::string_view text)
{
    Number number{};
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
        qFatal("bench: no number: %.*s", int(text.size()), text.data());
    return number;
}

} // namespace

PlainColumns::PlainColumns(const std::vector<Kind>& kinds)
{
    for (const Kind kind : kinds)
        m_open.push_back({kind});
}

void PlainColumns::add(size_t column, std::string_view text)
{
    Column& to = m_open[column];
    to.nulls.push_back(false);
    switch (to.kind) {
    case Kind::Integer:
        to.integers.push_back(numberFrom<qint64>(text));
        break;
    case Kind::Real:
        to.reals.push_back(numberFrom<double>(text));
        break;
    case Kind::Text:
        to.bytes.insert(to.bytes.end(), text.begin(), text.end());
        to.ends.push_back(quint32(to.bytes.size()));
        break;
    }
}

void PlainColumns::addNull(size_t column)
{
    Column& to = m_open[column];
    to.nulls.push_back(true);
    switch (to.kind) {
    case Kind::Integer:
        to.integers.push_back(0);
        break;
    case Kind::Real:
        to.reals.push_back(0);
        break;
    case Kind::Text:
        to.ends.push_back(quint32(to.bytes.size()));
        break;
    }
}

void PlainColumns::endRow()
{
    if (++m_rows % kRowsOfPiece != 0)
        return;
    std::vector<Column> next;
    for (const Column& full : m_open) {
        Column& column = next.emplace_back(Column{full.kind});
        // The next piece is as large as this one, more or less.
        column.integers.reserve(full.integers.size());
        column.reals.reserve(full.reals.size());
        column.bytes.reserve(full.bytes.size() + full.bytes.size() / 8);
        column.ends.reserve(full.ends.size());
        column.nulls.reserve(full.nulls.size());
    }
    m_full.push_back(std::exchange(m_open, std::move(next)));
}

PlainColumns plainColumns()
{
    using Kind = PlainColumns::Kind;
    return PlainColumns({Kind::Integer, Kind::Integer, Kind::Integer, Kind::Real, Kind::Real, Kind::Text,
        Kind::Text, Kind::Text, Kind::Text, Kind::Text});
}

std::vector<Measure> compareFetches(const QString& name, const BenchSize& size,
    const std::function<qint64(Bare way, PlainColumns& kept)>& bare, const std::function<ResultPtr()>& read)
{
    qint64 seen = 0;
    PlainColumns kept = plainColumns();
    ResultPtr result;
    const auto readBare = [&](Bare way) {
        if (way == Bare::Kept)
            kept = plainColumns();
        returnFreeMemory();
        return threadNanoseconds([&] { seen += bare(way, kept); });
    };
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return readBare(Bare::Kept); }, [&] { return readBare(Bare::Looked); },
            [&] {
                result.reset();
                returnFreeMemory();
                return threadNanoseconds([&] { result = read(); });
            }});
    if (!result || result->rowCount() != size.rows || kept.rowCount() != size.rows || seen == 0)
        qFatal("%s: wrong number of rows", qPrintable(name));
    const auto against = [&](const QString& what, double baseline) {
        return Measure{
            name + what, times[2] / 1e6, QStringLiteral("ms"), baseline / 1e6, times[2] / baseline};
    };
    Measure judged = against(QStringLiteral(".ratio"), times[0]);
    judged.limit = 1.35;
    return {judged, against(QStringLiteral(".looked.ratio"), times[1])};
}

} // namespace larder::bench
