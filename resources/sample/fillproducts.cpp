#include "resources/sample/catalogue.h"
#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"

#include <algorithm>

namespace larder {

namespace {

struct Writers
{
    TableWriter products;
    TableWriter images;
    TableWriter prices;
};

constexpr std::int64_t kDaySeconds = 86'400;

/// One thing to sell before the shop has dressed it up.
struct Draft
{
    std::int64_t id;
    std::int64_t categoryId;
    const Category& category;
    const Ware& ware;
    const char* quality;
    const char* pack;
};

/// Prices end in a 9 or a 5, as in shops.
std::int64_t likePrice(std::int64_t cents)
{
    return std::max<std::int64_t>(cents / 10 * 10 + (cents % 3 == 0 ? 5 : 9), 19);
}

/// Thirteen digits (GTIN-13), the last of which checks the others.
std::int64_t barcode(std::int64_t productId, Random& random)
{
    // 200 to 299 are for use inside a shop.
    const std::int64_t digits = 200'000'000'000 + productId * 10'000 + random.below(10'000);
    std::int64_t sum = 0;
    std::int64_t rest = digits;
    for (int place = 0; place < 12; ++place, rest /= 10)
        sum += rest % 10 * (place % 2 == 0 ? 3 : 1);
    return digits * 10 + (10 - sum % 10) % 10;
}

/// A decimal with four digits below 62 % of the price.
std::string costOf(std::int64_t cents, Random& random)
{
    const std::int64_t parts = cents * random.between(2'800, 6'200) / 100;
    const std::string below = std::to_string(parts % 10'000);
    return std::to_string(parts / 10'000) + '.' + std::string(4 - below.size(), '0') + below;
}

std::optional<std::string> attributesOf(const Draft& draft, Random& random)
{
    static constexpr const char* kOrigins[] = {"AT", "DE", "ES", "FR", "GR", "IN", "IT", "JP", "PL", "PT"};
    static constexpr const char* kAllergens[]
        = {"[]", R"(["gluten"])", R"(["nuts", "milk"])", R"(["sesame"])"};
    if (random.chance(250))
        return std::nullopt;
    std::string json
        = std::string(R"({"pack": ")") + draft.pack + R"(", "origin": ")" + random.pick(kOrigins) + '"';
    if (draft.categoryId < 24)
        json += std::string(R"(, "allergens": )") + random.pick(kAllergens);
    return json + '}';
}

ProductFacts inventedFacts(const Category& category, Random& random)
{
    ProductFacts facts;
    facts.createdAt
        = random.chance(600) ? kOpening : momentBetween(kOpening, kClosing - std::chrono::days{120}, random);
    facts.firstCents = likePrice(random.between(category.lowCents, category.highCents));
    std::int64_t cents = facts.firstCents;
    Moment at = facts.createdAt + std::chrono::days{random.between(60, 700)};
    while (at < kClosing) {
        const std::int64_t next = likePrice(cents * random.between(92, 121) / 100);
        if (next != cents)
            facts.changes.push_back({at, next});
        cents = next;
        at += std::chrono::seconds{random.between(150 * kDaySeconds, 900 * kDaySeconds)};
    }
    return facts;
}

/// Plants are green, bread is brown; the rest is as colourful as a shelf.
std::int64_t colourOf(const Draft& draft, std::int64_t position)
{
    if (draft.category.shape == Shape::Plant)
        return 3 + draft.id % 2;
    if (draft.category.shape == Shape::Loaf)
        return 10 + draft.id % 2;
    return draft.id * 5 + position * 3;
}

void appendPrices(const Draft& draft, const ProductFacts& facts, TableWriter& prices)
{
    std::int64_t cents = facts.firstCents;
    for (const PriceChange& change : facts.changes) {
        prices.append(nullptr, draft.id, cents, change.newCents, isoMoment(change.at));
        cents = change.newCents;
    }
}

void appendImages(const Draft& draft, TableWriter& images, Random& random)
{
    static constexpr const char* kCaptions[] = {"Front", "Back", "Served", "Vorderseite", "正面"};
    const std::int64_t count = random.below(3);
    for (std::int64_t position = 1; position <= count; ++position) {
        constexpr std::uint32_t kScale = 4;
        std::optional<std::string> caption;
        if (random.chance(600))
            caption = random.pick(kCaptions);
        images.append(nullptr, draft.id, position, caption, "image/png", 12 * int{kScale}, 12 * int{kScale},
            productPicture(draft.category.shape, colourOf(draft, position), kScale));
    }
}

void appendProduct(const Draft& draft, const ProductFacts& facts, TableWriter& products, Random& random)
{
    const std::int64_t cents = facts.centsAt(kClosing);
    const std::string name = std::string(draft.quality) + ' ' + draft.ware.name + ", " + draft.pack;
    const std::string sku
        = "LR-" + std::to_string(10'000 + draft.id * 7) + '-' + draft.ware.name[0] + draft.quality[0];
    std::optional<std::string> local;
    if (draft.ware.local != nullptr)
        local = draft.ware.local;
    std::optional<std::int64_t> weight;
    if (random.chance(880))
        weight = random.between(40, 2'400);
    std::optional<Bytes> picture;
    if (random.chance(940))
        picture = productPicture(draft.category.shape, colourOf(draft, 0), 2);
    const std::int64_t supplier = random.between(1, kSupplierCount);
    const std::string cost = costOf(cents, random);
    const std::int64_t code = barcode(draft.id, random);
    const std::optional<std::string> attributes = attributesOf(draft, random);
    const int discontinued = random.chance(60) ? 1 : 0;
    const Moment updatedAt = facts.changes.empty() ? facts.createdAt : facts.changes.back().at;
    products.append(draft.id, sku, name, local, draft.categoryId, supplier, cents, cost, code, weight,
        attributes, picture, discontinued, isoMoment(facts.createdAt), isoMoment(updatedAt));
}

void fillCategory(
    std::int64_t categoryId, const Category& category, Writers& writers, Shop& shop, Random& random)
{
    for (const Ware& ware : category.wares) {
        for (const char* quality : category.qualities) {
            if (random.chance(150))
                continue;
            const auto id = static_cast<std::int64_t>(shop.products.size()) + 1;
            const Draft draft{id, categoryId, category, ware, quality, random.pick(category.packs)};
            const ProductFacts facts = inventedFacts(category, random);
            appendProduct(draft, facts, writers.products, random);
            appendPrices(draft, facts, writers.prices);
            appendImages(draft, writers.images, random);
            shop.products.push_back(facts);
        }
    }
}

} // namespace

void fillProducts(Database& database, Shop& shop)
{
    Random random("product");
    Writers writers{
        {database, "product",
            "id, sku, name, name_local, category_id, supplier_id, price_cents, cost, barcode, weight_grams,"
            "attributes, thumbnail, discontinued, created_at, updated_at"},
        {database, "product_image", "id, product_id, position, caption, mime, width, height, data"},
        {database, "price_history", "id, product_id, old_cents, new_cents, changed_at"}};
    std::int64_t categoryId = 0;
    for (const Category& category : categories())
        fillCategory(++categoryId, category, writers, shop, random);
}

} // namespace larder
