#pragma once

#include "resources/sample/moment.h"
#include "resources/sample/random.h"

#include <cstdint>
#include <vector>

namespace larder {

struct PriceChange
{
    Moment at;
    std::int64_t newCents;
};

struct ProductFacts
{
    Moment createdAt;
    std::int64_t firstCents;
    std::vector<PriceChange> changes; ///< Oldest first.

    [[nodiscard]] std::int64_t centsAt(Moment moment) const;
};

struct CustomerFacts
{
    Moment createdAt;
    const char* language;
    std::int64_t shippingAddressId;
};

/// One product that reached the customer who ordered it.
struct Purchase
{
    std::int64_t productId;
    std::int64_t customerId;
    Moment deliveredAt;
};

/// What later tables need to know of earlier ones. Ids count from 1 in the order of these lists.
struct Shop
{
    std::vector<ProductFacts> products;
    std::vector<CustomerFacts> customers;
    std::vector<Purchase> purchases;
};

/// Any second from @p from up to but without @p to.
[[nodiscard]] Moment momentBetween(Moment from, Moment to, Random& random);

} // namespace larder
