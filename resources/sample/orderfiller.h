#pragma once

#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"
#include "resources/sample/weightedchoice.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace larder {

/// Writes orders, each with its items and its payment.
class OrderFiller final
{
public:
    OrderFiller(Database& database, Shop& shop);

    /// The next order, of @p items lines; call it in the order of time.
    void append(Moment orderedAt, std::int64_t items);

private:
    struct Order
    {
        std::int64_t id;
        std::int64_t customerId;
        const char* status;
        Moment orderedAt;
        std::optional<Moment> shippedAt;
        std::optional<Moment> deliveredAt;
    };

    [[nodiscard]] std::int64_t customerWhoJoinedBefore(Moment moment);
    [[nodiscard]] std::int64_t productSoldAt(Moment moment);
    [[nodiscard]] Order inventedOrder(Moment orderedAt);
    void appendOrder(const Order& order, std::int64_t shippingCents);
    std::int64_t appendItems(const Order& order, std::int64_t count);
    void appendPayments(const Order& order, std::int64_t cents);

    Shop& m_shop;
    Random m_random{"orders"};
    WeightedChoice m_customers;
    WeightedChoice m_products;
    WeightedChoice m_warehouses;
    std::int64_t m_lastOrderId = 0;
    TableWriter m_orders;
    TableWriter m_items;
    TableWriter m_payments;
};

} // namespace larder
