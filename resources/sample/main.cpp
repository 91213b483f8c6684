#include "resources/sample/database.h"
#include "resources/sample/fill.h"
#include "resources/sample/schema.h"
#include "resources/sample/shop.h"

#include <filesystem>
#include <iostream>

namespace {

/// Writes the shop to @p path; the error, empty if there was none. The file is only complete after it:
/// nothing is synchronised with the disk, since a lost file is simply made again.
std::string writeShop(const std::string& path)
{
    larder::Database database(path);
    database.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;"
                     "PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF;"
                     "PRAGMA application_id = 0x4C524452; PRAGMA user_version = 1; BEGIN");
    database.execute(larder::kTables);
    larder::Shop shop;
    larder::fillCategories(database);
    larder::fillSuppliers(database);
    larder::fillProducts(database, shop);
    larder::fillCustomers(database, shop);
    larder::fillWarehouses(database, shop);
    larder::fillOrders(database, shop);
    larder::fillReviews(database, shop);
    larder::fillCuriosities(database);
    database.execute(larder::kIndexes);
    database.execute(larder::kViews);
    database.execute(larder::kTriggers);
    database.execute("COMMIT");
    return database.error();
}

int failed(const std::string& error)
{
    std::cerr << "larder_sample: " << error << '\n';
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return failed("usage: larder_sample OUTPUT");
    const std::string output = argv[1];
    const std::string unfinished = output + ".unfinished";
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);

    const std::string error = writeShop(unfinished);
    if (!error.empty()) {
        std::filesystem::remove(unfinished, ignored);
        return failed(error);
    }
    std::error_code renaming;
    std::filesystem::rename(unfinished, output, renaming);
    return renaming ? failed(output + ": " + renaming.message()) : 0;
}
