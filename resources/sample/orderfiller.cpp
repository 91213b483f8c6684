#include "resources/sample/orderfiller.h"

#include <algorithm>

namespace larder {

namespace {

using namespace std::chrono_literals;

std::optional<std::string> isoMoment(const std::optional<Moment>& moment)
{
    if (!moment)
        return std::nullopt;
    return larder::isoMoment(*moment);
}

std::optional<std::string> inventedNote(Random& random)
{
    static constexpr const char* kNotes[]
        = {"Please ring twice.", "Leave it with the neighbours at number 7.",
            "Bitte beim Nachbarn abgeben – danke!", "Cadeau, s’il vous plaît sans facture 🎁",
            "置き配でお願いします", "الرجاء الاتصال قبل التسليم", "נא להשאיר ליד הדלת",
            "Nie dzwonić, dziecko śpi 😴", "Gift wrap;\nno price tag", "Παρακαλώ μετά τις 18:00"};
    if (!random.chance(70))
        return std::nullopt;
    return random.pick(kNotes);
}

std::optional<std::string> inventedCoupon(Moment moment, Random& random)
{
    if (!random.chance(90))
        return std::nullopt;
    static constexpr const char* kKinds[] = {"WELCOME", "SPRING", "JAMS10", "XMAS", "ÄPFEL"};
    return std::string(random.pick(kKinds)) + '-' + isoDate(moment).substr(0, 4);
}

/// Rounded half up, as the table's generated column does.
std::int64_t lineCents(std::int64_t quantity, std::int64_t unitCents, std::int64_t discountPercent)
{
    return (quantity * unitCents * (100 - discountPercent) + 50) / 100;
}

Bytes inventedToken(Random& random)
{
    Bytes token;
    for (int part = 0; part < 2; ++part) {
        const std::uint64_t bits = random.next();
        for (unsigned shift = 0; shift < 64; shift += 8)
            token.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
    return token;
}

} // namespace

OrderFiller::OrderFiller(Database& database, Shop& shop)
    : m_shop(shop)
    , m_customers(zipfChoice(shop.customers.size(), 400, m_random))
    , m_products(zipfChoice(shop.products.size(), 12, m_random))
    , m_orders(database, "orders",
          "id, customer_id, address_id, warehouse_id, status, ordered_at, shipped_at, delivered_at, "
          "shipping_cents,"
          "coupon, note")
    , m_items(database, "order_item", "order_id, line, product_id, quantity, unit_cents, discount_percent")
    , m_payments(database, "payment", "order_id, method, amount_cents, paid_at, token")
{
    for (const int weight : {40, 22, 16, 8, 8, 6})
        m_warehouses.add(weight);
}

void OrderFiller::append(Moment orderedAt, std::int64_t items)
{
    const Order order = inventedOrder(orderedAt);
    const std::int64_t shippingCents = items > 4 ? 0 : 390 + 100 * m_random.below(3);
    appendOrder(order, shippingCents);
    const std::int64_t itemCents = appendItems(order, items);
    appendPayments(order, itemCents + shippingCents);
}

std::int64_t OrderFiller::customerWhoJoinedBefore(Moment moment)
{
    while (true) {
        const std::size_t position = m_customers.pick(m_random);
        if (m_shop.customers[position].createdAt <= moment)
            return static_cast<std::int64_t>(position) + 1;
    }
}

std::int64_t OrderFiller::productSoldAt(Moment moment)
{
    while (true) {
        const std::size_t position = m_products.pick(m_random);
        if (m_shop.products[position].createdAt <= moment)
            return static_cast<std::int64_t>(position) + 1;
    }
}

OrderFiller::Order OrderFiller::inventedOrder(Moment orderedAt)
{
    Order order{++m_lastOrderId, customerWhoJoinedBefore(orderedAt), "open", orderedAt, {}, {}};
    if (m_random.chance(38)) {
        order.status = "cancelled";
        return order;
    }
    const Moment paidAt = orderedAt + std::chrono::minutes{m_random.between(1, 900)};
    const Moment shippedAt = paidAt + std::chrono::minutes{m_random.between(120, 4'000)};
    const Moment deliveredAt = shippedAt + std::chrono::minutes{m_random.between(1'000, 9'000)};
    if (paidAt < kClosing)
        order.status = "paid";
    if (shippedAt < kClosing) {
        order.status = "shipped";
        order.shippedAt = shippedAt;
    }
    if (deliveredAt < kClosing) {
        order.status = m_random.chance(24) ? "returned" : "delivered";
        order.deliveredAt = deliveredAt;
    }
    return order;
}

void OrderFiller::appendOrder(const Order& order, std::int64_t shippingCents)
{
    const auto warehouseId = static_cast<std::int64_t>(m_warehouses.pick(m_random)) + 1;
    const std::optional<std::string> coupon = inventedCoupon(order.orderedAt, m_random);
    const std::optional<std::string> note = inventedNote(m_random);
    const CustomerFacts& customer = m_shop.customers[static_cast<std::size_t>(order.customerId - 1)];
    m_orders.append(order.id, order.customerId, customer.shippingAddressId, warehouseId, order.status,
        larder::isoMoment(order.orderedAt), isoMoment(order.shippedAt), isoMoment(order.deliveredAt),
        shippingCents, coupon, note);
}

std::int64_t OrderFiller::appendItems(const Order& order, std::int64_t count)
{
    std::vector<std::int64_t> bought;
    std::int64_t cents = 0;
    while (static_cast<std::int64_t>(bought.size()) < count) {
        const std::int64_t productId = productSoldAt(order.orderedAt);
        if (std::find(bought.begin(), bought.end(), productId) != bought.end())
            continue;
        bought.push_back(productId);
        const std::int64_t quantity = m_random.chance(640) ? 1 : m_random.between(2, 6);
        const std::int64_t discount = m_random.chance(110) ? m_random.between(1, 6) * 5 : 0;
        const std::int64_t unitCents
            = m_shop.products[static_cast<std::size_t>(productId - 1)].centsAt(order.orderedAt);
        m_items.append(
            order.id, static_cast<std::int64_t>(bought.size()), productId, quantity, unitCents, discount);
        cents += lineCents(quantity, unitCents, discount);
        if (order.deliveredAt)
            m_shop.purchases.push_back({productId, order.customerId, *order.deliveredAt});
    }
    return cents;
}

void OrderFiller::appendPayments(const Order& order, std::int64_t cents)
{
    static constexpr const char* kMethods[]
        = {"card", "card", "card", "transfer", "wallet", "invoice", "voucher"};
    const std::string_view status = order.status;
    if (status == "open" || (status == "cancelled" && m_random.chance(600)))
        return;
    const char* method = m_random.pick(kMethods);
    std::optional<Bytes> token;
    if (std::string_view(method) == "card")
        token = inventedToken(m_random);
    const Moment paidAt = std::min(order.orderedAt + 1min, kClosing - 1s);
    m_payments.append(order.id, method, cents, larder::isoMoment(paidAt), token);
    if (status != "cancelled" && status != "returned")
        return;
    const Moment from = order.deliveredAt.value_or(paidAt);
    const Moment backAt = std::min(from + std::chrono::hours{m_random.between(5, 400)}, kClosing - 1s);
    m_payments.append(order.id, method, -cents, larder::isoMoment(backAt), token);
}

} // namespace larder
