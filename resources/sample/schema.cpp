#include "resources/sample/schema.h"

namespace larder {

const char* const kTables = R"sql(
CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES category (id),
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL
);

CREATE TABLE supplier (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    contact TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    website TEXT,
    since TEXT NOT NULL,
    rating REAL CHECK (rating BETWEEN 0 AND 5)
);

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_local TEXT,
    category_id INTEGER NOT NULL REFERENCES category (id),
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    price_cents INTEGER NOT NULL CHECK (price_cents > 0),
    cost TEXT NOT NULL, -- a decimal with four digits: exact, which REAL would not be
    barcode INTEGER NOT NULL,
    weight_grams INTEGER,
    attributes TEXT CHECK (attributes IS NULL OR json_valid(attributes)),
    thumbnail BLOB,
    discontinued BOOLEAN NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

CREATE TABLE product_image (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    caption TEXT,
    mime TEXT NOT NULL DEFAULT 'image/png',
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (product_id, position)
);

CREATE TABLE price_history (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    old_cents INTEGER NOT NULL,
    new_cents INTEGER NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE warehouse (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    capacity INTEGER
);

CREATE TABLE stock (
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    product_id INTEGER NOT NULL REFERENCES product (id),
    quantity INTEGER NOT NULL,
    reorder_level INTEGER,
    counted_on TEXT,
    PRIMARY KEY (warehouse_id, product_id)
) WITHOUT ROWID;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    language TEXT NOT NULL,
    birth_date TEXT,
    phone TEXT,
    newsletter BOOLEAN NOT NULL DEFAULT 0,
    credit_limit_cents INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
    line1 TEXT NOT NULL,
    line2 TEXT,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL
);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    address_id INTEGER NOT NULL REFERENCES address (id),
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    status TEXT NOT NULL
        CHECK (status IN ('open', 'paid', 'shipped', 'delivered', 'returned', 'cancelled')),
    ordered_at TEXT NOT NULL,
    shipped_at TEXT,
    delivered_at TEXT,
    shipping_cents INTEGER NOT NULL DEFAULT 0,
    coupon TEXT,
    note TEXT
);

CREATE TABLE order_item (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    unit_cents INTEGER NOT NULL,
    discount_percent INTEGER NOT NULL DEFAULT 0,
    line_cents INTEGER GENERATED ALWAYS AS
        ((quantity * unit_cents * (100 - discount_percent) + 50) / 100) VIRTUAL
);

CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    method TEXT NOT NULL,
    amount_cents INTEGER NOT NULL, -- negative where money went back
    paid_at TEXT NOT NULL,
    token BLOB
);

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    customer_id INTEGER REFERENCES customer (id) ON DELETE SET NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    title TEXT NOT NULL,
    body TEXT,
    language TEXT NOT NULL,
    verified BOOLEAN NOT NULL DEFAULT 0,
    written_at TEXT NOT NULL
);

CREATE TABLE curiosity ( -- values at the edges of what SQLite holds, one a row
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL UNIQUE,
    whole INTEGER,
    fraction REAL,
    words TEXT,
    day DATE,
    bytes BLOB,
    anything
);
)sql";

const char* const kIndexes = R"sql(
CREATE INDEX category_parent ON category (parent_id);
CREATE INDEX product_category ON product (category_id);
CREATE INDEX product_supplier ON product (supplier_id);
CREATE INDEX product_name ON product (name COLLATE NOCASE);
CREATE INDEX price_history_product ON price_history (product_id, changed_at);
CREATE INDEX stock_product ON stock (product_id);
CREATE UNIQUE INDEX customer_email ON customer (lower(email));
CREATE INDEX customer_name ON customer (family_name, given_name);
CREATE INDEX address_customer ON address (customer_id);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_time ON orders (ordered_at DESC);
CREATE INDEX orders_to_do ON orders (status, ordered_at) WHERE status IN ('open', 'paid', 'shipped');
CREATE UNIQUE INDEX order_item_line ON order_item (order_id, line);
CREATE INDEX order_item_product ON order_item (product_id);
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX review_product ON review (product_id, rating);
CREATE INDEX review_customer ON review (customer_id);
)sql";

const char* const kViews = R"sql(
CREATE VIEW category_path AS
WITH RECURSIVE path (id, depth, path) AS (
    SELECT id, 0, name FROM category WHERE parent_id IS NULL
    UNION ALL
    SELECT category.id, path.depth + 1, path.path || ' › ' || category.name
    FROM category JOIN path ON path.id = category.parent_id
)
SELECT id AS category_id, depth, path FROM path;

CREATE VIEW order_total AS
SELECT orders.id AS order_id, orders.customer_id, orders.status, orders.ordered_at,
       count(order_item.id) AS lines,
       coalesce(sum(order_item.line_cents), 0) AS items_cents,
       orders.shipping_cents,
       coalesce(sum(order_item.line_cents), 0) + orders.shipping_cents AS total_cents
FROM orders LEFT JOIN order_item ON order_item.order_id = orders.id
GROUP BY orders.id;

CREATE VIEW product_sales AS
SELECT product.id AS product_id, product.sku, product.name,
       count(order_item.id) AS order_lines,
       coalesce(sum(order_item.quantity), 0) AS sold,
       coalesce(sum(order_item.line_cents), 0) AS revenue_cents,
       (SELECT round(avg(rating), 2) FROM review WHERE review.product_id = product.id) AS rating
FROM product LEFT JOIN order_item ON order_item.product_id = product.id
GROUP BY product.id;

CREATE VIEW customer_overview AS
SELECT customer.id AS customer_id, customer.given_name || ' ' || customer.family_name AS name,
       customer.email, count(orders.id) AS orders, max(orders.ordered_at) AS last_order_at,
       (SELECT sum(amount_cents) FROM payment JOIN orders AS paid ON paid.id = payment.order_id
        WHERE paid.customer_id = customer.id) AS paid_cents
FROM customer LEFT JOIN orders ON orders.customer_id = customer.id
GROUP BY customer.id;

CREATE VIEW monthly_revenue AS
SELECT strftime('%Y-%m', paid_at) AS month, count(*) AS payments, sum(amount_cents) AS revenue_cents
FROM payment GROUP BY month ORDER BY month;
)sql";

const char* const kTriggers = R"sql(
CREATE TRIGGER order_item_takes_stock AFTER INSERT ON order_item
BEGIN
    UPDATE stock SET quantity = quantity - NEW.quantity
    WHERE product_id = NEW.product_id
      AND warehouse_id = (SELECT warehouse_id FROM orders WHERE id = NEW.order_id);
END;

CREATE TRIGGER order_item_returns_stock AFTER DELETE ON order_item
BEGIN
    UPDATE stock SET quantity = quantity + OLD.quantity
    WHERE product_id = OLD.product_id
      AND warehouse_id = (SELECT warehouse_id FROM orders WHERE id = OLD.order_id);
END;

CREATE TRIGGER product_price_is_kept AFTER UPDATE OF price_cents ON product
WHEN NEW.price_cents <> OLD.price_cents
BEGIN
    INSERT INTO price_history (product_id, old_cents, new_cents, changed_at)
    VALUES (NEW.id, OLD.price_cents, NEW.price_cents, datetime('now'));
END;

CREATE TRIGGER product_updated AFTER UPDATE OF
    sku, name, name_local, category_id, supplier_id, price_cents, cost, attributes, thumbnail, discontinued
ON product
BEGIN
    UPDATE product SET updated_at = datetime('now') WHERE id = NEW.id;
END;

CREATE TRIGGER customer_updated AFTER UPDATE OF
    email, given_name, family_name, language, phone, newsletter, credit_limit_cents
ON customer
BEGIN
    UPDATE customer SET updated_at = datetime('now') WHERE id = NEW.id;
END;

CREATE TRIGGER review_is_verified BEFORE INSERT ON review
WHEN NEW.verified AND NOT EXISTS (
    SELECT 1 FROM orders JOIN order_item ON order_item.order_id = orders.id
    WHERE orders.customer_id = NEW.customer_id AND order_item.product_id = NEW.product_id)
BEGIN
    SELECT raise(ABORT, 'A verified review needs an order of the product by the customer');
END;

CREATE TRIGGER customer_overview_email INSTEAD OF UPDATE OF email ON customer_overview
BEGIN
    UPDATE customer SET email = NEW.email WHERE id = NEW.customer_id;
END;
)sql";

} // namespace larder
