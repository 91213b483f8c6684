#include "resources/sample/shop.h"

namespace larder {

std::int64_t ProductFacts::centsAt(Moment moment) const
{
    std::int64_t cents = firstCents;
    for (const PriceChange& change : changes) {
        if (change.at > moment)
            break;
        cents = change.newCents;
    }
    return cents;
}

Moment momentBetween(Moment from, Moment to, Random& random)
{
    return from + std::chrono::seconds{random.below((to - from).count())};
}

} // namespace larder
