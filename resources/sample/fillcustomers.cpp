#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/locale.h"
#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"
#include "resources/sample/weightedchoice.h"

#include <algorithm>

namespace larder {

namespace {

/// Oldest first: the first tenth came with the shop, the others over the five years.
std::vector<Moment> joiningMoments(Random& random)
{
    std::vector<Moment> moments;
    for (std::int64_t customer = 0; customer < kCustomerCount; ++customer) {
        const bool withTheShop = customer < kCustomerCount / 10;
        moments.push_back(
            momentBetween(kOpening, withTheShop ? kOpening + std::chrono::days{1} : kClosing, random));
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

void appendCustomer(
    std::int64_t id, Moment joined, const Locale& locale, TableWriter& customers, Random& random)
{
    static constexpr const char* kDomains[] = {"example.com", "example.net", "example.org"};
    constexpr Moment kEldest = std::chrono::sys_days{std::chrono::year{1931} / 3 / 9};
    constexpr Moment kYoungest = std::chrono::sys_days{std::chrono::year{2006} / 12 / 31};
    const Name& given = random.pick(locale.given);
    const Name& family = random.pick(locale.family);
    const std::string email
        = std::string(given.ascii) + '.' + family.ascii + std::to_string(id) + '@' + random.pick(kDomains);
    std::optional<std::string> birthDate;
    if (random.chance(620))
        birthDate = isoDate(momentBetween(kEldest, kYoungest, random));
    std::optional<std::string> phone;
    if (random.chance(450))
        phone = inventedPhone(locale, random);
    std::optional<std::int64_t> creditLimit;
    if (random.chance(120))
        creditLimit = random.between(1, 40) * 25'000;
    const Moment updated = random.chance(700) ? joined : momentBetween(joined, kClosing, random);
    const int newsletter = random.chance(430) ? 1 : 0;
    customers.append(id, email, given.native, family.native, locale.language, birthDate, phone, newsletter,
        creditLimit, isoMoment(joined), isoMoment(updated));
}

void appendAddress(std::int64_t id, std::int64_t customerId, const char* kind, const Locale& locale,
    TableWriter& addresses, Random& random)
{
    static constexpr const char* kSecondLines[]
        = {"c/o Concierge", "2nd floor, left", "Hinterhaus", "Bât. B", "Apt. 4"};
    const City& city = random.pick(locale.cities);
    std::optional<std::string> line2;
    if (random.chance(140))
        line2 = random.pick(kSecondLines);
    const std::string line1 = inventedAddressLine(locale, random);
    const std::string postcode = inventedPostcode(city, random);
    addresses.append(id, customerId, kind, line1, line2, postcode, city.name, locale.country);
}

} // namespace

void fillCustomers(Database& database, Shop& shop)
{
    Random random("customer");
    TableWriter customers(database, "customer",
        "id, email, given_name, family_name, language, birth_date, phone, newsletter, credit_limit_cents,"
        "created_at, updated_at");
    TableWriter addresses(
        database, "address", "id, customer_id, kind, line1, line2, postcode, city, country");
    WeightedChoice homes;
    for (const Locale& locale : locales())
        homes.add(locale.weight);

    std::int64_t id = 0;
    std::int64_t addressId = 0;
    for (const Moment joined : joiningMoments(random)) {
        const Locale& locale = locales()[homes.pick(random)];
        appendCustomer(++id, joined, locale, customers, random);
        appendAddress(++addressId, id, "shipping", locale, addresses, random);
        shop.customers.push_back({joined, locale.language, addressId});
        if (random.chance(270))
            appendAddress(++addressId, id, "billing", locale, addresses, random);
    }
}

} // namespace larder
