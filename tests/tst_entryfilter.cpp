#include "models/inspector/entryfilter.h"

#include "models/inspector/entryfilterfields.h"
#include "tests/support/entries.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

/// Entry 1: a report, pinned, of bob. 2: a list of rows, outdated. 3: expired. 4: the schema.
std::vector<EntryInfo> fourEntries()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries.push_back(entryOf(4, "schema", {}));
    changeFacts(entries[0], [](EntryFacts& facts) {
        facts.components.connection = {"sqlite", "shop.db", "bob"};
        facts.tables = {"main.customers"};
    });
    entries[0].pinned = true;
    entries[0].tags = {"report", "end of day"};
    entries[0].bytes = 3 << 20;
    entries[0].fillCost = 20ms;
    changeFacts(entries[1], [](EntryFacts& facts) {
        facts.components.technique = Technique::Individual;
        facts.tables = {"main.orders", "main.order_items"};
        facts.rows = 40;
    });
    entries[1].outdated = true;
    entries[1].ttlLeft = 20s;
    entries[1].age = 10min;
    entries[2].state = EntryState::Expired;
    changeFacts(entries[3], [](EntryFacts& facts) { facts.components.technique = Technique::Schema; });
    entries[3].state = EntryState::Doubtful;
    return entries;
}

ConnectionNames names()
{
    ConnectionNames names;
    names.add({"sqlite", "shop.db", "bob"}, QStringLiteral("Shop"));
    return names;
}

} // namespace

class TestEntryFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void accepts_data();
    void accepts();
    void saysWhereItIsWrong_data();
    void saysWhereItIsWrong();
    void acceptsEverythingWhenEmpty();
    void readsNumbersWithUnits_data();
    void readsNumbersWithUnits();
    void offersAValueForEachChoice();
};

void TestEntryFilter::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char* text, const char* ids) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(ids);
    };
    row("", "1234");
    row("  ", "1234");
    row("customers", "1");
    row("select from", "123");
    row("FROM where", "2");
    row("\"FROM products\"", "3");
    row("\"products FROM\"", "");
    row("-select", "4");
    row("-\"from products\"", "124");
    row("order_items", "2");
    row("main.", "12");
    row("state:proven", "12");
    row("state:expired", "3");
    row("state:doubtful", "4");
    row("state:check", "4");
    row("state:outdated", "2");
    row("state:stale", "23");
    row("STATE:Stale", "23");
    row("-state:stale", "14");
    row("kind:result", "13");
    row("kind:row", "2");
    row("kind:schema", "4");
    row("pinned:yes", "1");
    row("pinned:no", "234");
    row("table:order", "2");
    row("table:ORDER_", "2");
    row("table:\"order\"", "");
    row("table:\"orders\"", "2");
    row("table:main.orders", "2");
    row("table:items", "");
    row("table:products", "3");
    row("user:bob", "1");
    row("user:b", "1");
    row("-user:bob", "234");
    row("tag:rep", "1");
    row("tag:\"end of day\"", "1");
    row("tag:day", "");
    row("connection:shop", "1");
    row("key:key2", "2");
    row("hits<7", "14");
    row("hits<=7", "134");
    row("hits>=7", "23");
    row("hits=9", "2");
    row("hits:9", "2");
    row("hits>5 hits<9", "3");
    row("rows>30", "2");
    row("bytes>1M", "1");
    row("bytes<1k", "234");
    row("age>5m", "2");
    row("age<5min", "134");
    row("ttl<30s", "2");
    row("ttl>30s", "134");
    row("fill>10ms", "1");
    row("table:orders from -customers hits>2", "2");
}

void TestEntryFilter::accepts()
{
    QFETCH(const QString, text);
    const Result<EntryFilter> filter = EntryFilter::parse(text);
    if (!filter)
        QFAIL(qPrintable(errorText(filter.error())));
    QString ids;
    for (const EntryInfo& entry : fourEntries()) {
        if (filter.value().accepts(entry, names()))
            ids += QString::number(quint64(entry.id));
    }
    QTEST(ids, "ids");
}

void TestEntryFilter::saysWhereItIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char* text, qsizetype position, const char* what, const char* advice) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << QString::fromUtf8(what)
                            << QString::fromUtf8(advice);
    };
    row("orders foo:1", 7, "There is no “foo” to filter by (character 8)", "use one of: state, kind");
    row("state:old", 6, "state can't be “old”",
        "proven, check, doubtful, unverifiable, expired, outdated, stale");
    row("-state:", 7, "state can't be “”", "proven");
    row("tag:", 4, "Nothing stands behind “tag:”", "in quotes");
    row("hits<many", 5, "“hits” can't be compared with “many”", "hits<2");
    row("hits<2k", 5, "“hits” can't be compared with “2k”", "a whole number");
    row("bytes>", 6, "“bytes” can't be compared with “”", "bytes>10k");
    row("age>5x", 4, "“age” can't be compared with “5x”", "age>5m");
    row("state<proven", 5, "“state” is no number", "Write state:");
    row("a \"b c", 2, "The quote has no end", "second");
    row("tag:\"b", 4, "The quote has no end", "second");
}

void TestEntryFilter::saysWhereItIsWrong()
{
    QFETCH(const QString, text);
    QFETCH(const QString, what);
    QFETCH(const QString, advice);
    const Result<EntryFilter> filter = EntryFilter::parse(text);
    QVERIFY(!filter);
    QTEST(filter.error().position.value_or(-1), "position");
    QVERIFY2(filter.error().what.contains(what), qPrintable(filter.error().what));
    QVERIFY2(filter.error().advice.contains(advice), qPrintable(filter.error().advice));
}

void TestEntryFilter::acceptsEverythingWhenEmpty()
{
    QVERIFY(EntryFilter().isEmpty());
    QVERIFY(EntryFilter().accepts(entryOf(1), {}));
    QVERIFY(EntryFilter::parse(QStringLiteral(" ")).value().isEmpty());
    QVERIFY(!EntryFilter::parse(QStringLiteral("a")).value().isEmpty());
}

void TestEntryFilter::readsNumbersWithUnits_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("number");
    const auto row = [](const char* field, const char* text, qint64 number) {
        QTest::addRow("%s %s", field, text)
            << QString::fromLatin1(field) << QString::fromLatin1(text) << number;
    };
    row("hits", "12", 12);
    row("bytes", "12", 12);
    row("bytes", "1.5k", 1536);
    row("bytes", "2GB", qint64(2) << 30);
    row("age", "7", 7'000);
    row("age", "1.5h", 5'400'000);
    row("age", "2d", 172'800'000);
    row("fill", "20us", 20'000);
    row("fill", "3ms", 3'000'000);
    row("saved", "-1s", -1'000'000'000);
}

void TestEntryFilter::readsNumbersWithUnits()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QTEST(numberIn(*entryFilterField(field), text).value_or(-42), "number");
    QVERIFY(!numberIn(*entryFilterField(field), QStringLiteral("1e30k")));
    QVERIFY(!numberIn(*entryFilterField(field), QStringLiteral("99999999999999999999d")));
}

void TestEntryFilter::offersAValueForEachChoice()
{
    for (const EntryFilterField& field : entryFilterFields()) {
        QCOMPARE(choicesOf(field).isEmpty(), field.kind != EntryFilterField::Kind::Choice);
        for (const QString& choice : choicesOf(field))
            QVERIFY(EntryFilter::parse(QLatin1String(field.name) + u':' + choice));
    }
    QVERIFY(entryFilterField(u"HITS") != nullptr);
    QVERIFY(entryFilterField(u"hit") == nullptr);
}

QTEST_GUILESS_MAIN(TestEntryFilter)
#include "tst_entryfilter.moc"
