#pragma once

namespace larder {

class Database;
struct Shop;

// Each fills the tables that it names; an error stays in the database. In this order: a later one reads
// what an earlier one left in the shop.

void fillCategories(Database& database);
void fillSuppliers(Database& database);

/// product, product_image and price_history
void fillProducts(Database& database, Shop& shop);

/// customer and address
void fillCustomers(Database& database, Shop& shop);

/// warehouse and stock
void fillWarehouses(Database& database, const Shop& shop);

/// orders, order_item and payment
void fillOrders(Database& database, Shop& shop);

void fillReviews(Database& database, const Shop& shop);
void fillCuriosities(Database& database);

} // namespace larder
