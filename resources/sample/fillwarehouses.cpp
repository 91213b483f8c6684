#include "resources/sample/fill.h"
#include "resources/sample/limits.h"
#include "resources/sample/shop.h"
#include "resources/sample/tablewriter.h"

#include <array>

namespace larder {

namespace {

struct Warehouse
{
    const char* code;
    const char* city;
    const char* country;
    double latitude;
    double longitude;
    std::optional<std::int64_t> capacity;
};

constexpr std::array<Warehouse, kWarehouseCount> kWarehouses{
    {{"HAM", "Hamburg", "DE", 53.5511, 9.9937, 420'000}, {"LYS", "Lyon", "FR", 45.7640, 4.8357, 260'000},
        {"GDN", "Gdańsk", "PL", 54.3520, 18.6466, 180'000},
        {"SKG", "Θεσσαλονίκη", "GR", 40.6401, 22.9444, std::nullopt},
        {"KIX", "大阪市", "JP", 34.6937, 135.5023, 95'000},
        {"GRU", "São Paulo", "BR", -23.5558, -46.6396, 120'000}}};

void fillStock(std::int64_t warehouseId, const Shop& shop, TableWriter& stock, Random& random)
{
    const auto products = static_cast<std::int64_t>(shop.products.size());
    for (std::int64_t productId = 1; productId <= products; ++productId) {
        if (warehouseId > 1 && random.chance(220))
            continue;
        const std::int64_t quantity = random.chance(80) ? 0 : random.between(1, 640);
        std::optional<std::int64_t> reorderLevel;
        if (random.chance(720))
            reorderLevel = random.between(1, 12) * 10;
        std::optional<std::string> countedOn;
        if (random.chance(810))
            countedOn = isoDate(momentBetween(kClosing - std::chrono::days{365}, kClosing, random));
        stock.append(warehouseId, productId, quantity, reorderLevel, countedOn);
    }
}

} // namespace

void fillWarehouses(Database& database, const Shop& shop)
{
    Random random("warehouse");
    TableWriter rows(database, "warehouse", "id, code, city, country, latitude, longitude, capacity");
    TableWriter stock(database, "stock", "warehouse_id, product_id, quantity, reorder_level, counted_on");
    std::int64_t id = 0;
    for (const Warehouse& house : kWarehouses) {
        rows.append(
            ++id, house.code, house.city, house.country, house.latitude, house.longitude, house.capacity);
        fillStock(id, shop, stock, random);
    }
}

} // namespace larder
