#pragma once

#include "cache/cacheevent.h"

#include <array>
#include <deque>
#include <functional>
#include <vector>

namespace larder {

/// How runs were answered in each second of the last hour, for each of the statements that somebody numbered.
/// Where many statements take turns it goes less far back.
class RequestTimeline final
{
public:
    /// In how many seconds so many statements are kept at most, all together.
    static constexpr size_t kMostCells = 200'000;

    /// The number of runs by how they were answered: as in HitClass, then joined, missed and bypassed. Those
    /// that joined are among the missed.
    using Answers = std::array<quint32, 7>;
    static constexpr size_t kJoined = 4;
    static constexpr size_t kMissed = 5;
    static constexpr size_t kBypassed = 6;

    /// Of @p statement. Events that tell of no run count nothing; one that is older than the last belongs to
    /// the same second as that.
    void count(const CacheEvent& event, size_t statement);
    /// Seconds since the epoch from which on everything is there.
    [[nodiscard]] qint64 begin() const { return m_begin; }
    /// Of the seconds from @p from to before @p to, in their order.
    void forEach(qint64 from, qint64 to,
        const std::function<void(qint64 second, size_t statement, const Answers& answers)>& visit) const;

private:
    struct Cell
    {
        size_t statement = 0;
        Answers answers{};
    };
    struct Second
    {
        qint64 number = 0;
        std::vector<Cell> cells = {};
    };

    [[nodiscard]] Answers& cellOf(qint64 second, size_t statement);
    void dropOld();

    // Ascend.
    std::deque<Second> m_seconds;
    size_t m_cells = 0;
    qint64 m_begin = 0;
    // For each statement the second that it was last heard of in, and its place there.
    std::vector<std::pair<qint64, size_t>> m_places;
};

} // namespace larder
