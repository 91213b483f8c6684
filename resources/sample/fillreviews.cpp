#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/reviewtexts.h"
#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"
#include "resources/sample/weightedchoice.h"

#include <algorithm>

namespace larder {

namespace {

/// Up to three of @p texts after the first, or none.
std::optional<std::string> inventedBody(const std::vector<const char*>& texts, Random& random)
{
    static constexpr const char* kSeparators[] = {"", " ", "\n"};
    const auto others = static_cast<std::int64_t>(texts.size()) - 1;
    const std::int64_t count = std::min(random.below(4), others);
    if (count == 0 || random.chance(200))
        return std::nullopt;
    std::string body;
    for (std::int64_t position = 1; position <= count; ++position)
        body += kSeparators[static_cast<std::size_t>(position - 1)]
            + std::string(texts[static_cast<std::size_t>(position)]);
    return body;
}

void appendReview(const Purchase& purchase, const WeightedChoice& ratings, const Shop& shop,
    TableWriter& rows, Random& random)
{
    // Some write under no name, some without an order of their own.
    const bool named = !random.chance(40);
    const bool verified = named && random.chance(880);
    const std::int64_t rating = 5 - static_cast<std::int64_t>(ratings.pick(random));
    std::optional<std::int64_t> customerId;
    if (named)
        customerId = purchase.customerId;
    const CustomerFacts& customer = shop.customers[static_cast<std::size_t>(purchase.customerId - 1)];
    const ReviewTexts& texts = reviewTexts(random.chance(120) ? "en" : customer.language);
    const std::span<const char* const> choice = texts.forRating(rating);
    std::vector<const char*> chosen(choice.begin(), choice.end());
    random.shuffle(chosen);
    const std::optional<std::string> body = inventedBody(chosen, random);
    const Moment latest = std::min(purchase.deliveredAt + std::chrono::days{60}, kClosing);
    const Moment writtenAt = momentBetween(purchase.deliveredAt, latest, random);
    rows.append(nullptr, purchase.productId, customerId, rating, chosen.front(), body, texts.language,
        verified ? 1 : 0, isoMoment(writtenAt));
}

} // namespace

void fillReviews(Database& database, const Shop& shop)
{
    Random random("review");
    WeightedChoice ratings;
    for (const int weight : {46, 27, 13, 6, 8})
        ratings.add(weight);
    // Selection sampling (Knuth, "The Art of Computer Programming", 3.4.2, S): exactly so many, in their
    // order.
    TableWriter rows(database, "review",
        "id, product_id, customer_id, rating, title, body, language, verified, written_at");
    auto left = static_cast<std::int64_t>(shop.purchases.size());
    std::int64_t wanted = std::min(kReviewCount, left);
    for (const Purchase& purchase : shop.purchases) {
        if (random.below(left--) >= wanted)
            continue;
        --wanted;
        appendReview(purchase, ratings, shop, rows, random);
    }
}

} // namespace larder
