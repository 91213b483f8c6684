#include "tests/support/samplereader.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <limits>
#include <memory>

using namespace larder;

namespace {

const QByteArray kSample = LARDER_SAMPLE_DATABASE;

QByteArray real(double number)
{
    return "real " + QByteArray::number(std::bit_cast<quint64>(number), 16).rightJustified(16, '0');
}

} // namespace

class TestSampleDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void holdsTheSameRowsEverywhere_data();
    void holdsTheSameRowsEverywhere();
    void holdsNoOtherTable();
    void isSound_data();
    void isSound();
    void showsEveryView_data();
    void showsEveryView();
    void agreesWithItself_data();
    void agreesWithItself();
    void storesCuriositiesExactly_data();
    void storesCuriositiesExactly();
    void holdsPicturesThatLoad_data();
    void holdsPicturesThatLoad();
    void takesAndReturnsStock();
    void keepsThePriceBeforeAChange();
    void notesWhenACustomerChanged();
    void refusesAVerifiedReviewWithoutAnOrder();
    void refusesAnItemOfNoOrder();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<SampleReader> m_copy;
};

/// Each test writes to a copy of its own inside a transaction that is never committed.
void TestSampleDatabase::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    if (!m_copy) {
        const QString path = m_folder.filePath(QStringLiteral("copy.sqlite"));
        QVERIFY(QFile::copy(QString::fromUtf8(kSample), path));
        m_copy = std::make_unique<SampleReader>(QFile::encodeName(path), SQLITE_OPEN_READWRITE);
        QCOMPARE(m_copy->run("PRAGMA foreign_keys = ON"), QByteArray());
    } else {
        QCOMPARE(m_copy->run("ROLLBACK"), QByteArray());
    }
    QCOMPARE(m_copy->run("BEGIN"), QByteArray());
}

void TestSampleDatabase::holdsTheSameRowsEverywhere_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<int>("rows");
    QTest::addColumn<quint64>("checksum");
    const auto add = [](const char* table, const char* order, int rows, quint64 checksum) {
        QTest::newRow(table) << QByteArray(order) << rows << checksum;
    };
    add("category", "id", 36, 0x4ad823d254a43717U);
    add("supplier", "id", 60, 0x6cb90a24b36158aeU);
    add("product", "id", 1'344, 0x118893a70c887edfU);
    add("product_image", "id", 1'359, 0xfadb3b81c5dac443U);
    add("price_history", "id", 3'584, 0x4e2c704119eee13fU);
    add("warehouse", "id", 6, 0xe1212bb59522f8deU);
    add("stock", "warehouse_id, product_id", 6'550, 0xf13e97647b0c5b6cU);
    add("customer", "id", 16'000, 0x65ab7affbf448f75U);
    add("address", "id", 20'330, 0x59f2b56e594e6f42U);
    add("orders", "id", 68'000, 0x5365b5f44c59c9aaU);
    add("order_item", "id", 250'000, 0xf9ae5e1463ce27f9U);
    add("payment", "id", 68'833, 0x8a7629dc3e47d11cU);
    add("review", "id", 20'000, 0x7642a3086e45f7c4U);
    add("curiosity", "id", 63, 0x3b2543e392fb000dU);
}

void TestSampleDatabase::holdsTheSameRowsEverywhere()
{
    QFETCH(QByteArray, order);
    QFETCH(int, rows);
    const QByteArray table = QTest::currentDataTag();
    SampleReader sample(kSample);
    QCOMPARE(sample.first("SELECT count(*) FROM " + table), "integer " + QByteArray::number(rows));
    QTEST(sample.checksum("SELECT * FROM " + table + " ORDER BY " + order), "checksum");
}

void TestSampleDatabase::holdsNoOtherTable()
{
    SampleReader sample(kSample);
    const auto countOf = [&sample](const QByteArray& type) {
        return sample.first(
            "SELECT count(*) FROM sqlite_schema WHERE type = '" + type + "' AND sql NOT NULL");
    };
    QCOMPARE(countOf("table"), QByteArray("integer 14"));
    QCOMPARE(countOf("view"), QByteArray("integer 5"));
    QCOMPARE(countOf("trigger"), QByteArray("integer 7"));
    QCOMPARE(countOf("index"), QByteArray("integer 17"));
}

void TestSampleDatabase::isSound_data()
{
    QTest::addColumn<QByteArrayList>("answer");
    QTest::newRow("integrity_check") << QByteArrayList{"text ok"};
    QTest::newRow("foreign_key_check") << QByteArrayList();
    QTest::newRow("journal_mode") << QByteArrayList{"text delete"};
    QTest::newRow("page_size") << QByteArrayList{"integer 4096"};
    QTest::newRow("user_version") << QByteArrayList{"integer 1"};
    QTest::newRow("encoding") << QByteArrayList{"text UTF-8"};
}

void TestSampleDatabase::isSound()
{
    SampleReader sample(kSample);
    QTEST(sample.values(QByteArray("PRAGMA ") + QTest::currentDataTag()), "answer");
}

void TestSampleDatabase::showsEveryView_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::newRow("category_path") << QByteArray("integer 36");
    QTest::newRow("order_total") << QByteArray("integer 68000");
    QTest::newRow("product_sales") << QByteArray("integer 1344");
    QTest::newRow("customer_overview") << QByteArray("integer 16000");
    QTest::newRow("monthly_revenue") << QByteArray("integer 60");
}

void TestSampleDatabase::showsEveryView()
{
    SampleReader sample(kSample);
    QTEST(sample.first(QByteArray("SELECT count(*) FROM ") + QTest::currentDataTag()), "rows");
    const QByteArrayList row
        = sample.values(QByteArray("SELECT * FROM ") + QTest::currentDataTag() + " LIMIT 1");
    QVERIFY(row.size() > 2);
    QVERIFY2(!row.last().startsWith("error"), row.last().constData());
}

/// Each counts the rows that contradict another table.
void TestSampleDatabase::agreesWithItself_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("orders are paid in full")
        << QByteArray("SELECT count(*) FROM order_total WHERE status IN ('paid', 'shipped', 'delivered')"
                      " AND total_cents <> (SELECT sum(amount_cents) FROM payment"
                      " WHERE payment.order_id = order_total.order_id)");
    QTest::newRow("money went back") << QByteArray(
        "SELECT count(*) FROM orders WHERE status IN ('returned', 'cancelled') AND"
        " (SELECT sum(amount_cents) FROM payment WHERE order_id = orders.id) <> 0");
    QTest::newRow("the last price is the price") << QByteArray(
        "SELECT count(*) FROM product JOIN price_history ON product_id = product.id WHERE new_cents <> "
        "price_cents"
        " AND changed_at = (SELECT max(changed_at) FROM price_history WHERE product_id = product.id)");
    QTest::newRow("verified reviews have an order") << QByteArray(
        "SELECT count(*) FROM review WHERE verified AND NOT EXISTS (SELECT 1 FROM orders JOIN order_item"
        " ON order_id = orders.id WHERE customer_id = review.customer_id"
        " AND +product_id = review.product_id)"); // with "+" by the customer's few orders, not the product's
                                                  // many
    QTest::newRow("addresses are the customer's")
        << QByteArray("SELECT count(*) FROM orders JOIN address ON address.id = address_id"
                      " WHERE address.customer_id <> orders.customer_id");
    QTest::newRow("times are from 2021 to 2025") << QByteArray(
        "SELECT count(*) FROM orders WHERE ordered_at NOT BETWEEN '2021-01-01' AND '2025-12-31 23:59:59'"
        " OR delivered_at >= '2026-01-01'");
    QTest::newRow("customers order after they came")
        << QByteArray("SELECT count(*) FROM orders JOIN customer ON customer.id = customer_id WHERE "
                      "ordered_at < created_at");
}

void TestSampleDatabase::agreesWithItself()
{
    QFETCH(QByteArray, sql);
    SampleReader sample(kSample);
    QCOMPARE(sample.first(sql), QByteArray("integer 0"));
}

void TestSampleDatabase::storesCuriositiesExactly_data()
{
    using Fraction = std::numeric_limits<double>;
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("value");
    const auto add = [](const char* column, const char* title, const QByteArray& value) {
        QTest::newRow(title) << QByteArray(column) << value;
    };
    add("whole", "smallest 64-bit integer", "integer -9223372036854775808");
    add("whole", "largest 64-bit integer", "integer 9223372036854775807");
    add("whole", "2^53 + 1, which no double holds", "integer 9007199254740993");
    add("whole", "text in an INTEGER column", "text twelve");
    add("whole", "numeric-looking text turned into an INTEGER", "integer 42");
    add("fraction", "one tenth, which no double holds", real(0.1));
    add("fraction", "very large", real(1e308));
    add("fraction", "smallest denormal double", real(Fraction::denorm_min()));
    add("fraction", "infinity", real(Fraction::infinity()));
    add("fraction", "negative infinity", real(-Fraction::infinity()));
    add("fraction", "negative zero, whose sign a REAL column loses", real(0.0));
    add("fraction", "not a number, which SQLite stores as NULL", "null");
    add("words", "empty text", "text ");
    add("words", "NULL", "null");
    add("words", "numeric-looking text", "text 007");
    add("words", "new lines and a tab", "text first line\nsecond line\r\nthird\tafter a tab");
    add("words", "Arabic", "text مربّى المشمش (٥٠٠ غ)");
    add("words", "Hebrew with points", "text רִבָּה — jam — ריבה");
    add("words", "emoji", "text 🫙🍓👩‍🍳🏳️‍🌈👍🏽");
    add("words", "a NUL character inside the text", QByteArray("text before\0after", 17));
    add("words", "text that is not UTF-8", "text caf\xE9 \xFF\xFE");
    add("day", "before our era", "text -0044-03-15");
    add("day", "the last day of four digits", "text 9999-12-31");
    add("bytes", "empty BLOB", "blob ");
    add("bytes", "zeros inside a BLOB", "blob 00010000ff00");
    add("anything", "a fraction in a column without a type", real(42.0));
    add("anything", "negative zero in a column without a type", real(-0.0));
    add("anything", "text in a column without a type", "text 42");
}

void TestSampleDatabase::storesCuriositiesExactly()
{
    QFETCH(QByteArray, column);
    SampleReader sample(kSample);
    const QByteArray title = QTest::currentDataTag();
    QTEST(sample.first("SELECT " + column + " FROM curiosity WHERE title = '" + title + '\''), "value");
}

void TestSampleDatabase::holdsPicturesThatLoad_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QSize>("size");
    QTest::newRow("thumbnails") << QByteArray(
        "SELECT thumbnail FROM product WHERE thumbnail NOT NULL AND id % 20 = 0")
                                << QSize(24, 24);
    QTest::newRow("images") << QByteArray("SELECT data FROM product_image WHERE id % 20 = 0")
                            << QSize(48, 48);
}

void TestSampleDatabase::holdsPicturesThatLoad()
{
    QFETCH(QByteArray, sql);
    SampleReader sample(kSample);
    const QByteArrayList pictures = sample.values(sql);
    QVERIFY(pictures.size() > 50);
    for (const QByteArray& picture : pictures) {
        const QImage image = QImage::fromData(QByteArray::fromHex(picture.mid(5)), "PNG");
        QTEST(image.size(), "size");
    }
}

void TestSampleDatabase::takesAndReturnsStock()
{
    const QByteArray pick
        = "FROM stock JOIN orders ON orders.warehouse_id = stock.warehouse_id WHERE orders.id = 7"
          " AND quantity > 10 ORDER BY product_id LIMIT 1";
    const QByteArray product = m_copy->first("SELECT product_id " + pick).mid(8);
    const QByteArray quantity = "SELECT quantity FROM stock WHERE product_id = " + product
        + " AND warehouse_id = (SELECT warehouse_id FROM orders WHERE id = 7)";
    const qint64 before = m_copy->first(quantity).mid(8).toLongLong();
    QCOMPARE(m_copy->run(
                 "INSERT INTO order_item (order_id, line, product_id, quantity, unit_cents, discount_percent)"
                 " VALUES (7, 99, "
                 + product + ", 3, 335, 15)"),
        QByteArray());
    QCOMPARE(m_copy->first(quantity), "integer " + QByteArray::number(before - 3));
    QCOMPARE(m_copy->first("SELECT line_cents FROM order_item WHERE order_id = 7 AND line = 99"),
        QByteArray("integer 854"));
    QCOMPARE(m_copy->run("DELETE FROM order_item WHERE order_id = 7 AND line = 99"), QByteArray());
    QCOMPARE(m_copy->first(quantity), "integer " + QByteArray::number(before));
}

void TestSampleDatabase::keepsThePriceBeforeAChange()
{
    const qint64 before = m_copy->first("SELECT price_cents FROM product WHERE id = 5").mid(8).toLongLong();
    const QByteArray updated = m_copy->first("SELECT updated_at FROM product WHERE id = 5");
    QCOMPARE(m_copy->run("UPDATE product SET price_cents = price_cents + 100 WHERE id = 5"), QByteArray());
    const QByteArrayList expected{
        "integer " + QByteArray::number(before), "integer " + QByteArray::number(before + 100)};
    QCOMPARE(
        m_copy->values(
            "SELECT old_cents, new_cents FROM price_history WHERE product_id = 5 ORDER BY id DESC LIMIT 1"),
        expected);
    QVERIFY(m_copy->first("SELECT updated_at FROM product WHERE id = 5") != updated);

    const QByteArray count = m_copy->first("SELECT count(*) FROM price_history");
    QCOMPARE(m_copy->run("UPDATE product SET price_cents = price_cents WHERE id = 5"), QByteArray());
    QCOMPARE(m_copy->first("SELECT count(*) FROM price_history"), count);
}

void TestSampleDatabase::notesWhenACustomerChanged()
{
    const QByteArray updated = "SELECT updated_at FROM customer WHERE id = 11";
    const QByteArray before = m_copy->first(updated);
    QCOMPARE(m_copy->run("UPDATE customer_overview SET email = 'new@example.org' WHERE customer_id = 11"),
        QByteArray());
    QCOMPARE(m_copy->first("SELECT email FROM customer WHERE id = 11"), QByteArray("text new@example.org"));
    QVERIFY(m_copy->first(updated) != before);
}

void TestSampleDatabase::refusesAVerifiedReviewWithoutAnOrder()
{
    const QByteArray error = m_copy->run(
        "INSERT INTO review (product_id, customer_id, rating, title, language, verified, written_at)"
        " SELECT id, 1, 5, 'Good', 'en', 1, '2025-12-31' FROM product WHERE id NOT IN (SELECT product_id "
        "FROM order_item"
        " JOIN orders ON orders.id = order_id WHERE customer_id = 1) LIMIT 1");
    QCOMPARE(error, QByteArray("A verified review needs an order of the product by the customer"));
}

void TestSampleDatabase::refusesAnItemOfNoOrder()
{
    QCOMPARE(m_copy->run("INSERT INTO order_item (order_id, line, product_id, quantity, unit_cents)"
                         " VALUES (-1, 1, 1, 1, 100)"),
        QByteArray("FOREIGN KEY constraint failed"));
}

QTEST_APPLESS_MAIN(TestSampleDatabase)
#include "tst_sampledatabase.moc"
