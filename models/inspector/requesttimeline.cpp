#include "models/inspector/requesttimeline.h"

#include <algorithm>
#include <optional>

namespace larder {

namespace {

constexpr qint64 kKeptSeconds = 3'600;

std::optional<size_t> placeOf(const CacheEvent& event)
{
    switch (event.kind) {
    case EventKind::Hit:
        return size_t(event.hitClass);
    case EventKind::Joined:
        return RequestTimeline::kJoined;
    case EventKind::Miss:
        return RequestTimeline::kMissed;
    case EventKind::Bypass:
        return RequestTimeline::kBypassed;
    default:
        return std::nullopt;
    }
}

} // namespace

void RequestTimeline::count(const CacheEvent& event, size_t statement)
{
    if (const auto place = placeOf(event))
        ++cellOf(event.time.toMSecsSinceEpoch() / 1'000, statement).at(*place);
}

void RequestTimeline::forEach(qint64 from, qint64 to,
    const std::function<void(qint64 second, size_t statement, const Answers& answers)>& visit) const
{
    const auto first = std::ranges::lower_bound(m_seconds, from, {}, &Second::number);
    for (auto second = first; second != m_seconds.end() && second->number < to; ++second) {
        for (const Cell& cell : second->cells)
            visit(second->number, cell.statement, cell.answers);
    }
}

RequestTimeline::Answers& RequestTimeline::cellOf(qint64 second, size_t statement)
{
    if (m_seconds.empty() || m_seconds.back().number < second) {
        m_seconds.push_back({second});
        dropOld();
    }
    Second& last = m_seconds.back();
    if (statement >= m_places.size())
        m_places.resize(statement + 1, {-1, 0});
    auto& [heardIn, place] = m_places[statement];
    if (heardIn != last.number) {
        heardIn = last.number;
        place = last.cells.size();
        last.cells.push_back({statement});
        ++m_cells;
    }
    return last.cells[place].answers;
}

void RequestTimeline::dropOld()
{
    const qint64 keptFrom = m_seconds.back().number - kKeptSeconds;
    while (m_seconds.front().number < keptFrom || (m_cells > kMostCells && m_seconds.size() > 1)) {
        m_begin = m_seconds.front().number + 1;
        m_cells -= m_seconds.front().cells.size();
        m_seconds.pop_front();
    }
}

} // namespace larder
