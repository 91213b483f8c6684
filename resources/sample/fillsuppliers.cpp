#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/locale.h"
#include "resources/sample/moment.h"
#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"

namespace larder {

void fillSuppliers(Database& database)
{
    Random random("supplier");
    TableWriter rows(
        database, "supplier", "id, name, country, city, contact, email, phone, website, since, rating");
    constexpr Moment kFirst = std::chrono::sys_days{std::chrono::year{1987} / 5 / 2};
    for (std::int64_t id = 1; id <= kSupplierCount; ++id) {
        const Locale& locale = locales()[static_cast<std::size_t>(id) % locales().size()];
        const Name& family = random.pick(locale.family);
        const std::string domain = std::string(family.ascii) + std::to_string(id) + ".example";
        const std::string contact = std::string(random.pick(locale.given).native) + ' ' + family.native;
        std::optional<std::string> phone;
        if (random.chance(800))
            phone = inventedPhone(locale, random);
        std::optional<std::string> website;
        if (random.chance(700))
            website = "https://www." + domain + '/';
        std::optional<double> rating;
        if (random.chance(850))
            rating = static_cast<double>(random.between(21, 50)) / 10;
        const City& city = random.pick(locale.cities);
        const std::string since = isoDate(momentBetween(kFirst, kOpening, random));
        rows.append(id, filledIn(locale.company, "%s", family.native), locale.country, city.name, contact,
            "sales@" + domain, phone, website, since, rating);
    }
}

} // namespace larder
