#include "models/rowsort.h"

#include "cache/cellorder.h"
#include "tests/support/randomrows.h"

#include <QCollator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace larder;
using namespace larder::test;

namespace {

int kindRank(CellType type)
{
    return isNumber(type) ? 0 : type == CellType::Text ? 1 : 2;
}

/// The order of two values that are not NULL, by the words of the specification.
int plainCompare(const Cell& a, const Cell& b, TextOrder order)
{
    if (kindRank(a.type) != kindRank(b.type))
        return kindRank(a.type) - kindRank(b.type);
    if (kindRank(a.type) == 0)
        return compareNumbers(a, b);
    if (a.type == CellType::Text && order == TextOrder::Locale) {
        const QCollator collator;
        return collator.sortKey(QString::fromUtf8(a.bytes))
            .compare(collator.sortKey(QString::fromUtf8(b.bytes)));
    }
    return a.bytes.compare(b.bytes);
}

RowOrder plainlySorted(const ResultSet& result, RowOrder rows, const SortRules& rules)
{
    const auto before = [&](quint32 left, quint32 right) {
        for (const SortKey& key : rules.keys) {
            const Cell a = result.cell(left, key.column);
            const Cell b = result.cell(right, key.column);
            if (a.isNull() != b.isNull())
                return a.isNull() == (rules.nulls == NullsPlace::First);
            const int compared = a.isNull() ? 0 : plainCompare(a, b, rules.text);
            if (compared != 0)
                return (compared < 0) == (key.order == Qt::AscendingOrder);
        }
        return false;
    };
    std::stable_sort(rows.begin(), rows.end(), before);
    return rows;
}

} // namespace

class TestRowSort final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ordersAsThePlainComparisonDoes_data();
    void ordersAsThePlainComparisonDoes();
    void mergesManyRuns();
    void sortsIntegersOfAnyRange_data();
    void sortsIntegersOfAnyRange();
    void sortsDecimalsByValue();
    void sortsUnsignedIntegersByValue();
    void sortsAnySetOfRows();
    void leavesRowsWithoutKeysAlone();
    void endsWhenStopped_data();
    void endsWhenStopped();
    void endsWhenStoppedInItsLastPass_data();
    void endsWhenStoppedInItsLastPass();
    void tellsProgressUpwards();
};

void TestRowSort::ordersAsThePlainComparisonDoes_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 300; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestRowSort::ordersAsThePlainComparisonDoes()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    const ResultPtr result = randomResult(random, int(random() % 700));
    SortRules rules;
    for (unsigned i = 0; i <= random() % 3; ++i) {
        rules.keys.push_back(
            {int(random() % 5), random() % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder});
    }
    rules.nulls = random() % 2 == 0 ? NullsPlace::First : NullsPlace::Last;
    rules.text = random() % 4 == 0 ? TextOrder::Locale : TextOrder::Binary;
    const auto sorted = sortedRows(*result, allRows(*result), rules, {});
    QVERIFY(sorted);
    QCOMPARE(*sorted, plainlySorted(*result, allRows(*result), rules));
}

void TestRowSort::mergesManyRuns()
{
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 70'001);
    for (int column = 0; column < 5; ++column) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const SortRules rules{{{column, order}}};
            QCOMPARE(*sortedRows(*result, allRows(*result), rules, {}),
                plainlySorted(*result, allRows(*result), rules));
        }
    }
}

void TestRowSort::sortsIntegersOfAnyRange_data()
{
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    QTest::newRow("all the same") << qint64(-7) << qint64(-7);
    QTest::newRow("few") << qint64(0) << qint64(40);
    QTest::newRow("about zero") << qint64(-2'000) << qint64(2'000);
    QTest::newRow("as many bits as fit") << qint64(0) << (qint64(1) << 49) - 1;
    QTest::newRow("a bit more") << qint64(0) << (qint64(1) << 50) - 1;
    QTest::newRow("at the end") << kMost - 1'000 << kMost;
    QTest::newRow("at the beginning") << kLeast << kLeast + 1'000;
    QTest::newRow("all") << kLeast << kMost;
}

void TestRowSort::sortsIntegersOfAnyRange()
{
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    std::mt19937_64 random{11};
    std::uniform_int_distribution<qint64> within(least, most);
    std::vector<Row> rows;
    for (int row = 0; row < 20'000; ++row)
        rows.push_back({within(random)});
    const ResultPtr result = resultOf({QStringLiteral("n")}, rows);
    RowOrder some = allRows(*result);
    std::shuffle(some.begin(), some.end(), random);
    some.resize(15'000);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        const SortRules rules{{{0, order}}};
        QCOMPARE(*sortedRows(*result, allRows(*result), rules, {}),
            plainlySorted(*result, allRows(*result), rules));
        QCOMPARE(*sortedRows(*result, some, rules, {}), plainlySorted(*result, some, rules));
    }
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!sortedRows(*result, allRows(*result), {{{0}}}, {stop.get_token()}));
}

void TestRowSort::sortsDecimalsByValue()
{
    const std::vector<Value> values{text("10.5"), text("9"), text("NaN"), Value(),
        text("-12345678901234567890.2"), text("no number"), text("9.00"), text("12345678901234567890.123"),
        text("12345678901234567890.1229"), text("-12345678901234567890.10"), text("Infinity")};
    const auto sorted = [&](const char* type, Qt::SortOrder order) {
        const ResultPtr result = columnOf(QString::fromLatin1(type), values);
        return *sortedRows(*result, allRows(*result), {{{0, order}}}, {});
    };
    QCOMPARE(sorted("numeric(30,4)", Qt::AscendingOrder), (RowOrder{4, 9, 1, 6, 0, 8, 7, 10, 2, 5, 3}));
    QCOMPARE(sorted("numeric", Qt::DescendingOrder), (RowOrder{5, 2, 10, 7, 8, 0, 1, 6, 9, 4, 3}));
    // As texts: "-" before digits.
    QCOMPARE(sorted("text", Qt::AscendingOrder), (RowOrder{9, 4, 0, 8, 7, 1, 6, 10, 2, 5, 3}));
}

// Above the greatest integer they are texts.
void TestRowSort::sortsUnsignedIntegersByValue()
{
    const ResultPtr result = columnOf(QStringLiteral("bigint(20) unsigned"),
        {text("18446744073709551615"), text("9300000000000000000"), qint64(7), Value(),
            text("10000000000000000000"), qint64(80), qint64(9)});
    QCOMPARE(*sortedRows(*result, allRows(*result), {{{0, Qt::AscendingOrder}}}, {}),
        (RowOrder{2, 6, 5, 1, 4, 0, 3}));
    QCOMPARE(*sortedRows(*result, allRows(*result), {{{0, Qt::DescendingOrder}}}, {}),
        (RowOrder{0, 4, 1, 5, 6, 2, 3}));
}

void TestRowSort::sortsAnySetOfRows()
{
    const ResultPtr result
        = resultOf({QStringLiteral("n")}, {{qint64(3)}, {qint64(1)}, {qint64(2)}, {qint64(1)}});
    QCOMPARE(*sortedRows(*result, {3, 2, 1}, {{{0}}}, {}), (RowOrder{3, 1, 2}));
    QCOMPARE(*sortedRows(*result, {}, {{{0}}}, {}), RowOrder());
}

void TestRowSort::leavesRowsWithoutKeysAlone()
{
    const ResultPtr result = resultOf({QStringLiteral("n")}, {{qint64(3)}, {qint64(1)}});
    QCOMPARE(*sortedRows(*result, {1, 0}, {}, {}), (RowOrder{1, 0}));
}

void TestRowSort::endsWhenStopped_data()
{
    QTest::addColumn<int>("column");
    for (int column = 0; column < 5; ++column)
        QTest::addRow("column %d", column) << column;
}

void TestRowSort::endsWhenStopped()
{
    QFETCH(int, column);
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 40'000);
    std::stop_source stop;
    // In the midst of it, when it tells how far it is.
    const RowTask task{stop.get_token(), [&stop](double) { stop.request_stop(); }};
    QVERIFY(!sortedRows(*result, allRows(*result), {{{column}}}, task));
    QVERIFY(!sortedRows(*result, allRows(*result), {{{column}}}, {stop.get_token()}));
}

void TestRowSort::endsWhenStoppedInItsLastPass_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<TextOrder>("order");
    QTest::newRow("numbers of both types") << int(Values::Numbers) << TextOrder::Binary;
    QTest::newRow("texts by bytes") << int(Values::Texts) << TextOrder::Binary;
    QTest::newRow("texts by language") << int(Values::Texts) << TextOrder::Locale;
}

// The last pass merges two runs with half of all rows each: it must not go on to the end of them.
void TestRowSort::endsWhenStoppedInItsLastPass()
{
    QFETCH(int, column);
    QFETCH(TextOrder, order);
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 80'000);
    const SortRules rules{{{column}}, NullsPlace::Last, order};
    std::vector<double> told;
    const auto stopAfter = [&](size_t looks) {
        told.clear();
        std::stop_source stop;
        const RowTask task{stop.get_token(), [&](double share) {
                               told.push_back(share);
                               if (told.size() == looks)
                                   stop.request_stop();
                           }};
        return sortedRows(*result, allRows(*result), rules, task);
    };
    QVERIFY(stopAfter(std::numeric_limits<size_t>::max()));
    // Two looks before the end are in the midst of the last pass.
    const size_t looks = told.size() - 2;
    QVERIFY(looks > 10);
    QVERIFY(!stopAfter(looks));
    QCOMPARE(told.size(), looks);
}

void TestRowSort::tellsProgressUpwards()
{
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 70'000);
    std::vector<double> told;
    const RowTask task{{}, [&told](double share) { told.push_back(share); }};
    QVERIFY(sortedRows(*result, allRows(*result), {{{int(Values::Texts)}, {int(Values::Integers)}}}, task));
    QVERIFY(told.size() > 3);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QVERIFY(told.front() >= 0 && told.back() <= 1);
}

QTEST_GUILESS_MAIN(TestRowSort)
#include "tst_rowsort.moc"
