#pragma once

#include "cache/entryinfo.h"

#include <initializer_list>

namespace larder::test {

/// Gives @p entry facts that @p change made of its own.
template <typename Change>
void changeFacts(EntryInfo& entry, const Change& change)
{
    EntryFacts facts = entry.facts ? *entry.facts : EntryFacts();
    change(facts);
    entry.facts = std::make_shared<const EntryFacts>(std::move(facts));
}

/// An entry whose SQL, creation and key tell its id; the higher the id, the newer.
inline EntryInfo entryOf(quint64 id)
{
    EntryInfo entry;
    entry.id = EntryId(id);
    const QByteArray number = QByteArray::number(id);
    changeFacts(entry, [&](EntryFacts& facts) {
        facts.sql = "SELECT " + number;
        facts.key = "key" + number;
    });
    entry.created = QDateTime(QDate(2024, 5, 1), QTime(14, 3, 20)).addSecs(qint64(id));
    entry.provenAt = entry.created;
    entry.age = std::chrono::seconds(12);
    return entry;
}

inline EntryInfo entryOf(quint64 id, const QByteArray& sql, const QByteArrayList& tables, qint64 hits = 0)
{
    EntryInfo entry = entryOf(id);
    changeFacts(entry, [&](EntryFacts& facts) {
        facts.sql = sql;
        facts.tables = tables;
    });
    entry.hits = hits;
    return entry;
}

inline std::vector<EntryInfo> entriesOf(std::initializer_list<quint64> ids)
{
    std::vector<EntryInfo> entries;
    for (const quint64 id : ids)
        entries.push_back(entryOf(id));
    return entries;
}

/// One entry each of customers (id 1, 5 hits), orders (2, 9 hits, SQL of several lines) and products (3, 7
/// hits).
inline std::vector<EntryInfo> threeEntries()
{
    return {
        entryOf(1, "SELECT * FROM customers", {"customers"}, 5),
        entryOf(2, "SELECT *\nFROM orders\nWHERE id = 1", {"orders"}, 9),
        entryOf(3, "SELECT name FROM products", {"products"}, 7),
    };
}

/// An entry with something to show in each column; created at 14:03:21.
inline EntryInfo fullEntry()
{
    using namespace std::chrono_literals;
    EntryInfo entry = entryOf(1);
    changeFacts(entry, [](EntryFacts& facts) {
        facts.sql = "SELECT *\n  FROM orders\n WHERE id = :id";
        facts.components.parameters = {{"id", qint64(42)}, {"note", Text{"<b>it's</b>"}}};
        facts.tables = {"orders", "order_items"};
        facts.rows = 1234567;
        facts.columns = 9;
        facts.components.connection.user = "bob";
        facts.followers = 2;
        facts.fetchCost = 1400us;
    });
    entry.bytes = 1258291;
    entry.age = 2h + 5min;
    entry.ttlLeft = 50s;
    entry.hits = 12345;
    entry.lastHit = entry.created.addSecs(60);
    entry.misses = 3;
    entry.fillCost = 3400us;
    entry.timeSaved = -180us;
    entry.hitCost = 25us;
    entry.idleLeft = 10s;
    entry.refutedAt = entry.created.addSecs(90);
    entry.tags = {"report", "daily"};
    entry.evictionRank = 17;
    return entry;
}

} // namespace larder::test
