#include "cache/cachekey.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace larder;
using test::blob;
using test::text;

Q_DECLARE_METATYPE(larder::KeyComponents)

namespace {

KeyComponents usual()
{
    return {.technique = Technique::All,
        .connection = {"sqlite", "shop.db", "anna"},
        .sql = "SELECT * FROM orders WHERE id = ?",
        .parameters = {{"1", 42}},
        .rowLimit = 1'000};
}

template <typename Change>
KeyComponents changed(Change change)
{
    KeyComponents components = usual();
    change(components);
    return components;
}

KeyComponents withParameters(const std::vector<Parameter>& parameters)
{
    return changed([&](KeyComponents& components) { components.parameters = parameters; });
}

KeyComponents withValue(const Value& value)
{
    return withParameters({{"1", value}});
}

} // namespace

class TestCacheKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesEqualRequestsOneKey();
    void givesOneAndTextOneDifferentKeysUnlikeCachalot();
    void givesEveryRequestItsOwnKey_data();
    void givesEveryRequestItsOwnKey();
    void keepsNeighboursApart_data();
    void keepsNeighboursApart();
    void writesTheDigestInHexadecimal();
    void isEqualOnlyWithEqualCanonicalBytes();
    void takesTheDigestFromTheCanonicalBytes();
    void takesADigestOfTheSqlThatIsKnown();
    void comparesTheSqlBehindItsDigest();
    void namesTheDifference_data();
    void namesTheDifference();
    void namesADifferenceExactlyWhereKeysDiffer_data();
    void namesADifferenceExactlyWhereKeysDiffer();
    void namesTheSettingsThatDiffer();
};

void TestCacheKey::givesEqualRequestsOneKey()
{
    QCOMPARE(CacheKey(usual()).canonicalBytes(), CacheKey(usual()).canonicalBytes());
    QVERIFY(CacheKey(usual()) == CacheKey(usual()));
    QCOMPARE(CacheKey(usual()).hex(), CacheKey(usual()).hex());
}

// cachalot: 1 and '1' share a key.
void TestCacheKey::givesOneAndTextOneDifferentKeysUnlikeCachalot()
{
    QSet<QByteArray> keys;
    for (const Value& value : {Value(1), text("1"), Value(1.0), Value(), blob("1")})
        keys << CacheKey(withValue(value)).hex();
    QCOMPARE(keys.size(), 5);
}

void TestCacheKey::givesEveryRequestItsOwnKey_data()
{
    QTest::addColumn<KeyComponents>("other");
    const auto row = [](const char* name, auto change) { QTest::newRow(name) << changed(change); };
    row("technique", [](KeyComponents& c) { c.technique = Technique::Off; });
    row("engine", [](KeyComponents& c) { c.connection.engine = "mysql"; });
    row("database", [](KeyComponents& c) { c.connection.database = "other.db"; });
    row("user", [](KeyComponents& c) { c.connection.user = "bob"; });
    row("no user", [](KeyComponents& c) { c.connection.user.clear(); });
    row("SQL", [](KeyComponents& c) { c.sql += " "; });
    row("SQL in another case", [](KeyComponents& c) { c.sql = c.sql.toLower(); });
    row("parameter name", [](KeyComponents& c) { c.parameters[0].name = "2"; });
    row("parameter value", [](KeyComponents& c) { c.parameters[0].value = 43; });
    row("no parameter", [](KeyComponents& c) { c.parameters.clear(); });
    row("one more parameter", [](KeyComponents& c) { c.parameters.push_back({"2", {}}); });
    row("row limit", [](KeyComponents& c) { c.rowLimit = 1'001; });
    row("no row limit", [](KeyComponents& c) { c.rowLimit = 0; });
}

void TestCacheKey::givesEveryRequestItsOwnKey()
{
    QFETCH(KeyComponents, other);
    QVERIFY(CacheKey(other) != CacheKey(usual()));
    QVERIFY(CacheKey(other).digest() != CacheKey(usual()).digest());
}

void TestCacheKey::keepsNeighboursApart_data()
{
    QTest::addColumn<KeyComponents>("one");
    QTest::addColumn<KeyComponents>("other");
    const auto named = [](const QByteArray& engine, const QByteArray& database, const QByteArray& user) {
        return changed([&](KeyComponents& c) { c.connection = {engine, database, user}; });
    };
    QTest::newRow("engine and database") << named("ab", "c", "") << named("a", "bc", "");
    QTest::newRow("database and user") << named("e", "ab", "c") << named("e", "a", "bc");
    QTest::newRow("an empty one between") << named("ab", "", "c") << named("ab", "c", "");
    QTest::newRow("two texts") << withParameters({{"1", text("ab")}, {"2", text("c")}})
                               << withParameters({{"1", text("a")}, {"2", text("bc")}});
    QTest::newRow("name and value") << withParameters({{"a", text("bc")}})
                                    << withParameters({{"ab", text("c")}});
    QTest::newRow("zero and minus zero") << withValue(0.0) << withValue(-0.0);
    QTest::newRow("empty text and null") << withValue(text("")) << withValue({});
    QTest::newRow("empty text and empty blob") << withValue(text("")) << withValue(blob(""));
    QTest::newRow("text with NUL and without")
        << withValue(text(QByteArray("a\0", 2))) << withValue(text("a"));
    QTest::newRow("integer 0 and null") << withValue(0) << withValue({});
    QTest::newRow("order of parameters")
        << withParameters({{"1", 1}, {"2", 2}}) << withParameters({{"2", 2}, {"1", 1}});
}

void TestCacheKey::keepsNeighboursApart()
{
    QFETCH(KeyComponents, one);
    QFETCH(KeyComponents, other);
    QVERIFY(CacheKey(one).canonicalBytes() != CacheKey(other).canonicalBytes());
    QVERIFY(CacheKey(one) != CacheKey(other));
}

void TestCacheKey::writesTheDigestInHexadecimal()
{
    const CacheKey key(usual());
    const QByteArray hex = key.hex();
    QCOMPARE(hex.size(), 32);
    QCOMPARE(hex, hex.toLower());
    QCOMPARE(hex.left(16).toULongLong(nullptr, 16), key.digest()[0]);
    QCOMPARE(hex.mid(16).toULongLong(nullptr, 16), key.digest()[1]);
    QCOMPARE(CacheKey().hex(), QByteArray(32, '0'));
}

// A hash of 128 bits alone would not do: what is compared on a hit includes the bytes behind it.
void TestCacheKey::isEqualOnlyWithEqualCanonicalBytes()
{
    const CacheKey one(usual());
    const CacheKey other(withValue(43));
    QVERIFY(one.canonicalBytes() != other.canonicalBytes());
    QVERIFY(!(one == other));
    QCOMPARE(one.sql(), usual().sql);
    QVERIFY(one.canonicalBytes().contains("anna"));
    QVERIFY(one != CacheKey());
}

// The hash is XXH3-128 of libxxhash. The value is fixed, so that a change of the canonical form is noticed.
void TestCacheKey::takesTheDigestFromTheCanonicalBytes()
{
    QByteArray expected;
    const auto number = [&expected](quint64 value) {
        for (int byte = 0; byte < 8; ++byte)
            expected.append(char(value >> (8 * byte) & 0xff));
    };
    const auto field = [&](const QByteArray& bytes) {
        number(quint64(bytes.size()));
        expected.append(bytes);
    };
    expected.append("larder").append('\3').append(char(Technique::All));
    field("sqlite");
    field("shop.db");
    field("anna");
    number(quint64(usual().sql.size()));
    number(digestOf(usual().sql)[0]);
    number(digestOf(usual().sql)[1]);
    number(1);
    field("1");
    expected.append('\1');
    number(42);
    number(0);
    expected.append(char(NumericPrecision::Exact));
    number(1'000);
    QCOMPARE(CacheKey(usual()).canonicalBytes().toHex(), expected.toHex());
    QVERIFY(CacheKey(usual()).digest() == digestOf(expected));
}

void TestCacheKey::takesADigestOfTheSqlThatIsKnown()
{
    const KeyComponents components = usual();
    const Digest digest = digestOf(components.sql);
    const KeyView view{components.technique, components.connection, components.sql, components.parameters,
        components.rowLimit, components.settings, components.precision, &digest};
    QVERIFY(CacheKey(view) == CacheKey(components));
}

// What would happen if two texts had the same digest.
void TestCacheKey::comparesTheSqlBehindItsDigest()
{
    const KeyComponents components = usual();
    const QByteArray other = QByteArray(components.sql).replace("orders", "trades");
    QCOMPARE(other.size(), components.sql.size());
    const Digest digest{1, 2};
    const auto keyOf = [&](const QByteArray& sql) {
        return CacheKey(KeyView{components.technique, components.connection, sql, components.parameters,
            components.rowLimit, components.settings, components.precision, &digest});
    };
    QVERIFY(keyOf(other).digest() == keyOf(components.sql).digest());
    QVERIFY(keyOf(other) != keyOf(components.sql));
    // The same text in other memory.
    const QByteArray copy(components.sql.constData(), components.sql.size());
    QVERIFY(keyOf(copy) == keyOf(components.sql));
}

void TestCacheKey::namesTheDifference_data()
{
    QTest::addColumn<KeyComponents>("now");
    QTest::addColumn<QString>("difference");
    const auto row = [](const char* text, const KeyComponents& now) {
        QTest::newRow(*text ? text : "nothing") << now << QString::fromLatin1(text);
    };
    row("", usual());
    row("the SQL text", changed([](KeyComponents& c) { c.sql = "SELECT 1"; }));
    row("the user", changed([](KeyComponents& c) { c.connection.user = "bob"; }));
    row("the database", changed([](KeyComponents& c) { c.connection.database = "other.db"; }));
    row("the technique", changed([](KeyComponents& c) { c.technique = Technique::Off; }));
    row("the first 1,000 rows were asked for, now all rows",
        changed([](KeyComponents& c) { c.rowLimit = 0; }));
    row("the setting TimeZone was \"\", is now \"UTC\"", changed([](KeyComponents& c) {
        c.settings = {{"TimeZone", "UTC"}};
    }));
    row("how numbers are read",
        changed([](KeyComponents& c) { c.precision = NumericPrecision::AsDelivered; }));
    row("the number of parameters was 1, is now 2", withParameters({{"1", 42}, {"2", 1}}));
    row("parameter 1 was integer 42, is now text '42'", withValue(text("42")));
    row("parameter 1 was integer 42, is now real 42.0", withValue(42.0));
    row("parameter 1 was integer 42, is now NULL", withValue({}));
    row("parameter 1 was integer 42, is now blob x'2a'", withValue(blob("*")));
    row("parameter 1 was integer 42, is now text '%1 %2'", withValue(text("%1 %2")));
}

void TestCacheKey::namesTheDifference()
{
    QFETCH(KeyComponents, now);
    QTEST(keyDifference(usual(), now), "difference");
}

// "Empty if none does" is about the key: doubles by their bits, names of parameters included.
void TestCacheKey::namesADifferenceExactlyWhereKeysDiffer_data()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<KeyComponents>("before");
    QTest::addColumn<KeyComponents>("now");
    QTest::newRow("equal") << usual() << usual();
    QTest::newRow("zero and minus zero") << withValue(0.0) << withValue(-0.0);
    QTest::newRow("the same not-a-number") << withValue(nan) << withValue(nan);
    QTest::newRow("another not-a-number") << withValue(nan) << withValue(-nan);
    QTest::newRow("another name") << withParameters({{"a", 1}}) << withParameters({{"b", 1}});
}

void TestCacheKey::namesADifferenceExactlyWhereKeysDiffer()
{
    QFETCH(KeyComponents, before);
    QFETCH(KeyComponents, now);
    const QString difference = keyDifference(before, now);
    QCOMPARE(!difference.isEmpty(), CacheKey(before) != CacheKey(now));
    QVERIFY2(!difference.contains(QStringLiteral("integer 1, is now integer 1")), qPrintable(difference));
}

void TestCacheKey::namesTheSettingsThatDiffer()
{
    const std::vector<SessionSetting> one{{"a", "1"}, {"b", "2"}, {"c", "3"}};
    QCOMPARE(differingSettings(one, one), QStringList());
    QCOMPARE(differingSettings(one, {{"b", "2"}, {"c", "4"}, {"d", "5"}}),
        (QStringList{QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("d")}));
}

QTEST_APPLESS_MAIN(TestCacheKey)
#include "tst_cachekey.moc"
