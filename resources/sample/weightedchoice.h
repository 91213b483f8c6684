#pragma once

#include "resources/sample/random.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace larder {

/// Picks positions of a list in proportion to their weights, in whole numbers only.
class WeightedChoice final
{
public:
    void add(std::int64_t weight)
    {
        m_total += weight;
        m_upTo.push_back(m_total);
    }

    [[nodiscard]] std::size_t pick(Random& random) const
    {
        const std::int64_t point = random.below(m_total);
        return static_cast<std::size_t>(
            std::upper_bound(m_upTo.begin(), m_upTo.end(), point) - m_upTo.begin());
    }

private:
    std::int64_t m_total = 0;
    std::vector<std::int64_t> m_upTo;
};

/// Popularity by rank as Zipf found it, its head flattened by @p flat, the ranks dealt out by @p random.
[[nodiscard]] inline WeightedChoice zipfChoice(std::size_t count, std::int64_t flat, Random& random)
{
    std::vector<std::int64_t> weights;
    weights.reserve(count);
    for (std::size_t rank = 1; rank <= count; ++rank)
        weights.push_back(1'000'000'000 / (static_cast<std::int64_t>(rank) + flat));
    random.shuffle(weights);
    WeightedChoice choice;
    for (const std::int64_t weight : weights)
        choice.add(weight);
    return choice;
}

} // namespace larder
