#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/orderfiller.h"
#include "resources/sample/ordertimes.h"

#include <numeric>

namespace larder {

namespace {

/// The lines of each order, together kOrderItemCount.
std::vector<std::int64_t> orderSizes(Random& random)
{
    WeightedChoice sizes;
    for (const int weight : {170, 185, 180, 150, 115, 80, 50, 35, 20, 15})
        sizes.add(weight);
    std::vector<std::int64_t> counts;
    for (std::int64_t order = 0; order < kOrderCount; ++order)
        counts.push_back(static_cast<std::int64_t>(sizes.pick(random)) + 1);

    std::int64_t missing = kOrderItemCount - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    while (missing != 0) {
        std::int64_t& count = counts[static_cast<std::size_t>(random.below(kOrderCount))];
        const std::int64_t step = missing > 0 ? 1 : -1;
        if (count + step < 1)
            continue;
        count += step;
        missing -= step;
    }
    return counts;
}

} // namespace

void fillOrders(Database& database, Shop& shop)
{
    Random random("order times");
    const std::vector<Moment> times = orderTimes(static_cast<std::size_t>(kOrderCount), random);
    const std::vector<std::int64_t> sizes = orderSizes(random);
    OrderFiller filler(database, shop);
    for (std::size_t order = 0; order < times.size(); ++order)
        filler.append(times[order], sizes[order]);
}

} // namespace larder
