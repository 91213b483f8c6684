#include "models/inspector/cachefigures.h"

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

template <typename Array>
qint64 sumOf(const Array& counts)
{
    return std::accumulate(counts.begin(), counts.end(), qint64(0));
}

template <typename Operation>
void combine(CacheFigures& figures, const CacheFigures& other, const Operation& with)
{
    std::ranges::transform(figures.hits, other.hits, figures.hits.begin(), with);
    figures.joined = with(figures.joined, other.joined);
    std::ranges::transform(figures.misses, other.misses, figures.misses.begin(), with);
    std::ranges::transform(figures.bypasses, other.bypasses, figures.bypasses.begin(), with);
    figures.timeSaved = with(figures.timeSaved, other.timeSaved);
}

} // namespace

void CacheFigures::count(const CacheEvent& event, qint64 times)
{
    const auto reason = size_t(event.reason.code);
    switch (event.kind) {
    case EventKind::Hit:
        hits.at(size_t(event.hitClass)) += times;
        timeSaved += times * event.timeSaved;
        hitLatency.add(event.duration, times);
        break;
    case EventKind::Miss:
        misses.at(reason) += times;
        break;
    case EventKind::Bypass:
        bypasses.at(reason) += times;
        break;
    case EventKind::Joined:
        joined += times;
        break;
    case EventKind::Stored:
    case EventKind::Refused:
        // What an undo brings back was not fetched again.
        if (event.technique != Technique::Schema && event.cause == 0)
            missLatency.add(event.duration, times);
        break;
    default:
        break;
    }
}

CacheFigures& CacheFigures::operator+=(const CacheFigures& other)
{
    combine(*this, other, std::plus());
    hitLatency += other.hitLatency;
    missLatency += other.missLatency;
    return *this;
}

CacheFigures& CacheFigures::operator-=(const CacheFigures& other)
{
    combine(*this, other, std::minus());
    hitLatency -= other.hitLatency;
    missLatency -= other.missLatency;
    return *this;
}

qint64 CacheFigures::allHits() const
{
    return sumOf(hits);
}

qint64 CacheFigures::allMisses() const
{
    return sumOf(misses);
}

qint64 CacheFigures::allBypasses() const
{
    return sumOf(bypasses);
}

double CacheFigures::hitRatio() const
{
    const qint64 asked = allHits() + allMisses();
    return asked == 0 ? 0.0 : double(allHits()) / double(asked);
}

} // namespace larder
