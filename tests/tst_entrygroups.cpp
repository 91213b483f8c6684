#include "models/inspector/entrygroups.h"

#include "tests/support/entries.h"
#include "tests/support/entrygroupings.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Names = QStringList;

/// Entries and their groups.
class Bench
{
public:
    explicit Bench(EntryGrouping grouping) : m_groups(grouping) { }

    /// Shows those of @p entries of which @p isShown says so.
    template <typename IsShown>
    void show(const std::vector<EntryInfo>& entries, const IsShown& isShown)
    {
        m_model.setEntries(entries);
        m_places.assign(entries.size(), -1);
        m_rows.clear();
        for (int row = 0; row < m_model.rowCount(); ++row) {
            if (!isShown(m_model.entryAt(row)))
                continue;
            m_places[size_t(row)] = int(m_rows.size());
            m_rows.push_back(row);
        }
        m_groups.update(m_model, m_places);
    }
    void show(const std::vector<EntryInfo>& entries)
    {
        show(entries, [](const EntryInfo&) { return true; });
    }
    void name(const ConnectionIdentity& connection, const QString& label)
    {
        ConnectionNames names;
        names.add(connection, label);
        m_model.setConnections(names);
        m_groups.update(m_model, m_places);
    }

    [[nodiscard]] const EntryGroups& groups() const { return m_groups; }
    [[nodiscard]] Names names(int parent = -1, const EntryArrangement& arrangement = {}) const
    {
        Names names;
        for (const int number : m_groups.shown(parent, arrangement))
            names << m_groups.at(number).name;
        return names;
    }
    [[nodiscard]] int numberOf(const QString& name, int parent = -1) const
    {
        for (const int number : m_groups.shown(parent, {})) {
            if (m_groups.at(number).name == name)
                return number;
        }
        return -1;
    }
    [[nodiscard]] std::vector<quint64> idsIn(int number) const
    {
        std::vector<quint64> ids;
        for (const int row : m_groups.rowsOf({number}, m_rows))
            ids.push_back(quint64(m_groups.idOf(row)));
        return ids;
    }

private:
    CacheEntryModel m_model;
    EntryGroups m_groups;
    std::vector<int> m_places;
    std::vector<int> m_rows;
};

const ConnectionIdentity kShop{"sqlite", "shop.db"};
const ConnectionIdentity kStock{"sqlite", "stock.db"};

EntryInfo entryOn(const ConnectionIdentity& connection, quint64 id, const QByteArrayList& tables)
{
    EntryInfo entry = entryOf(id, "SELECT", tables, qint64(id));
    changeFacts(entry, [&](EntryFacts& facts) { facts.components.connection = connection; });
    entry.bytes = qint64(id) * 100;
    entry.timeSaved = std::chrono::milliseconds(id);
    return entry;
}

/// As many groups as there are names, by what @p namesOf an entry says, counted the plain way.
template <typename NamesOf>
std::map<QString, EntrySums> naively(const std::vector<EntryInfo>& entries, const NamesOf& namesOf)
{
    std::map<QString, EntrySums> sums;
    for (const EntryInfo& entry : entries) {
        const QStringList names = namesOf(entry);
        for (const QString& name : std::set<QString>(names.begin(), names.end()))
            sums[name].add({1, entry.bytes, entry.hits, entry.timeSaved});
    }
    return sums;
}

std::map<QString, EntrySums> sumsIn(const EntryGroups& groups)
{
    std::map<QString, EntrySums> sums;
    for (int number = 0; number < groups.size(); ++number) {
        if (groups.at(number).sums.entries > 0)
            sums[groups.title(number).text] = groups.at(number).sums;
    }
    return sums;
}

QStringList namesOf(const EntryInfo& entry, EntryGrouping grouping)
{
    QStringList names;
    switch (grouping) {
    case EntryGrouping::Connection: {
        const QString connection = QString::fromUtf8(entry.facts->components.connection.database);
        names << connection;
        for (const QByteArray& table : entry.facts->tables)
            names << connection + QStringLiteral(" · ") + QString::fromUtf8(table);
        if (entry.facts->tables.isEmpty())
            names << connection + QStringLiteral(" · no table");
        return names;
    }
    case EntryGrouping::State:
        return {QStringList{QStringLiteral("Proven"), QStringLiteral("To be checked"),
            QStringLiteral("Not verifiable"), QStringLiteral("Expired")}[int(entry.state)]};
    default:
        for (const QByteArray& tag : entry.tags)
            names << QString::fromUtf8(tag);
        return names.isEmpty() ? QStringList{QStringLiteral("no tag")} : names;
    }
}

} // namespace

class TestEntryGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void putsAnEntryUnderEachOfItsTables();
    void namesAConnectionThatIsNotOpen();
    void groupsByTechnique();
    void groupsByState();
    void groupsByTag();
    void countsOnlyWhatIsShown();
    void sortsBySumsOrNames();
    void equalsANaiveGroupingAfterRandomChanges_data();
    void equalsANaiveGroupingAfterRandomChanges();
};

void TestEntryGroups::putsAnEntryUnderEachOfItsTables()
{
    Bench bench(EntryGrouping::Connection);
    bench.show({entryOn(kShop, 1, {"main.orders", "main.items", "main.orders"}), entryOn(kShop, 2, {}),
        entryOn(kStock, 3, {"main.orders"})});
    bench.name(kShop, QStringLiteral("shop"));
    const int shop = bench.numberOf(QStringLiteral("shop"));
    QCOMPARE(bench.names(shop),
        Names({QStringLiteral("items"), QStringLiteral("orders"), QStringLiteral("no table")}));
    const int orders = bench.numberOf(QStringLiteral("orders"), shop);
    QCOMPARE(bench.idsIn(orders), std::vector<quint64>{1});
    QCOMPARE(bench.idsIn(shop), std::vector<quint64>({1, 2}));
    QCOMPARE(bench.groups().title(orders).text, QStringLiteral("shop · orders"));
    // Once, though it stands below it twice.
    QCOMPARE(bench.groups().at(shop).sums, EntrySums({2, 300, 3, 3ms}));
    QCOMPARE(bench.groups().groupsOf(0).size(), size_t(2));
}

void TestEntryGroups::namesAConnectionThatIsNotOpen()
{
    Bench bench(EntryGrouping::Connection);
    bench.show({entryOn(kShop, 1, {"t"})});
    QCOMPARE(bench.names(), Names{QStringLiteral("sqlite, not open")});
    bench.name(kShop, QStringLiteral("shop"));
    QCOMPARE(bench.names(), Names{QStringLiteral("shop")});
}

void TestEntryGroups::groupsByTechnique()
{
    std::vector<EntryInfo> entries = threeEntries();
    for (EntryInfo& entry : entries)
        changeFacts(entry, [](EntryFacts& facts) { facts.components.technique = Technique::All; });
    changeFacts(entries[1], [](EntryFacts& facts) { facts.components.technique = Technique::Individual; });
    Bench bench(EntryGrouping::Technique);
    bench.show(entries);
    QCOMPARE(bench.names(), Names({QStringLiteral("result"), QStringLiteral("row list")}));
    QCOMPARE(bench.idsIn(bench.numberOf(QStringLiteral("row list"))), std::vector<quint64>{2});
}

void TestEntryGroups::groupsByState()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[2].state = EntryState::Expired;
    Bench bench(EntryGrouping::State);
    bench.show(entries);
    QCOMPARE(bench.names(), Names({QStringLiteral("Proven"), QStringLiteral("Expired")}));
    entries[0].state = EntryState::Doubtful;
    bench.show(entries);
    QCOMPARE(bench.names(),
        Names({QStringLiteral("Proven"), QStringLiteral("To be checked"), QStringLiteral("Expired")}));
    QCOMPARE(bench.idsIn(bench.numberOf(QStringLiteral("To be checked"))), std::vector<quint64>{1});
}

void TestEntryGroups::groupsByTag()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].tags = {"report", "daily"};
    entries[1].tags = {"report"};
    Bench bench(EntryGrouping::Tag);
    bench.show(entries);
    QCOMPARE(
        bench.names(), Names({QStringLiteral("daily"), QStringLiteral("report"), QStringLiteral("no tag")}));
    QCOMPARE(bench.idsIn(bench.numberOf(QStringLiteral("report"))), std::vector<quint64>({1, 2}));
    entries[1].tags = {};
    bench.show(entries);
    QCOMPARE(bench.idsIn(bench.numberOf(QStringLiteral("no tag"))), std::vector<quint64>({2, 3}));
}

void TestEntryGroups::countsOnlyWhatIsShown()
{
    Bench bench(EntryGrouping::Connection);
    const std::vector entries{entryOn(kShop, 1, {"a"}), entryOn(kShop, 2, {"b"}), entryOn(kStock, 3, {"a"})};
    bench.show(entries, [](const EntryInfo& entry) { return entry.id == EntryId(2); });
    QCOMPARE(bench.names().size(), 1);
    const int shop = bench.groups().shown(-1, {}).front();
    QCOMPARE(bench.names(shop), Names{QStringLiteral("b")});
    QCOMPARE(bench.groups().at(shop).sums.entries, 1);
}

void TestEntryGroups::sortsBySumsOrNames()
{
    std::vector<EntryInfo> entries = threeEntries();
    entries[0].tags = {"b"};
    entries[1].tags = {"A"};
    entries[0].bytes = 10;
    entries[1].bytes = 20;
    entries[2].bytes = 5;
    Bench bench(EntryGrouping::Tag);
    bench.show(entries);
    const auto sorted = [&](EntryColumn column, Qt::SortOrder order) {
        return bench.names(-1, {.column = column, .order = order}).join(u',');
    };
    QCOMPARE(sorted(EntryColumn::Bytes, Qt::AscendingOrder), QStringLiteral("no tag,b,A"));
    QCOMPARE(sorted(EntryColumn::Bytes, Qt::DescendingOrder), QStringLiteral("A,b,no tag"));
    QCOMPARE(sorted(EntryColumn::Hits, Qt::DescendingOrder), QStringLiteral("A,no tag,b"));
    QCOMPARE(sorted(EntryColumn::Sql, Qt::AscendingOrder), QStringLiteral("A,b,no tag"));
    QCOMPARE(sorted(EntryColumn::Sql, Qt::DescendingOrder), QStringLiteral("no tag,b,A"));
    QCOMPARE(sorted(EntryColumn::Created, Qt::DescendingOrder), QStringLiteral("A,b,no tag"));
}

void TestEntryGroups::equalsANaiveGroupingAfterRandomChanges_data()
{
    addGroupings();
}

void TestEntryGroups::equalsANaiveGroupingAfterRandomChanges()
{
    QFETCH(const EntryGrouping, grouping);
    QRandomGenerator random(7);
    Bench bench(grouping);
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    for (int step = 0; step < 100; ++step) {
        std::erase_if(entries, [&](const auto&) { return random.bounded(10) == 0; });
        for (auto& [id, entry] : entries) {
            entry.hits += random.bounded(3);
            entry.state = EntryState(random.bounded(4));
            if (random.bounded(5) == 0)
                entry.tags = someOf({"red", "green", "blue"}, random);
        }
        for (int i = random.bounded(20); i > 0; --i) {
            ++lastId;
            const ConnectionIdentity on{
                "sqlite", random.bounded(2) == 0 ? QByteArray("shop") : QByteArray("stock")};
            entries.emplace(lastId, entryOn(on, lastId, someOf({"a", "b", "c"}, random)));
        }
        std::vector<EntryInfo> all;
        for (const auto& [id, entry] : entries)
            all.push_back(entry);
        const auto isShown = [&](const EntryInfo& entry) { return step % 3 == 0 || entry.hits % 2 == 0; };
        bench.show(all, isShown);
        bench.name({"sqlite", "shop"}, QStringLiteral("shop"));
        std::erase_if(all, [&](const EntryInfo& entry) { return !isShown(entry); });
        std::map<QString, EntrySums> wanted
            = naively(all, [&](const EntryInfo& entry) { return namesOf(entry, grouping); });
        std::map<QString, EntrySums> found;
        for (const auto& [title, sums] : sumsIn(bench.groups()))
            found[QString(title).replace(QStringLiteral("sqlite, not open"), QStringLiteral("stock"))] = sums;
        QCOMPARE(found.size(), wanted.size());
        QVERIFY(found == wanted);
    }
}

QTEST_GUILESS_MAIN(TestEntryGroups)
#include "tst_entrygroups.moc"
