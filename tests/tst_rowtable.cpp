#include "cache/rows/rowtable.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <random>

using namespace larder;

class TestRowTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsWhatWasInserted();
    void forgetsWhatWasRemoved();
    void agreesWithAMap();
};

void TestRowTable::findsWhatWasInserted()
{
    RowTable rows;
    QCOMPARE(rows.find("a"), RowTable::kNone);
    const RowTable::Slot a = rows.insert("a");
    const RowTable::Slot b = rows.insert("b");
    QVERIFY(a != b);
    QCOMPARE(rows.insert("a"), a);
    QCOMPARE(rows.find("b"), b);
    QCOMPARE(rows.size(), size_t(2));
    QVERIFY(!rows[a].first && !rows[a].isAbsent);
    QCOMPARE(rows[a].changedAt, quint64(0));
}

void TestRowTable::forgetsWhatWasRemoved()
{
    RowTable rows;
    const RowTable::Slot a = rows.insert("a");
    rows[a].changedAt = 7;
    const RowTable::Slot b = rows.insert("b");
    rows.remove(a);
    QCOMPARE(rows.find("a"), RowTable::kNone);
    QCOMPARE(rows.find("b"), b);
    QCOMPARE(rows[rows.insert("a")].changedAt, quint64(0));
    QCOMPARE(rows.slotLimit(), size_t(2));
}

void TestRowTable::agreesWithAMap()
{
    std::mt19937 random(1);
    RowTable rows;
    std::map<std::string, RowTable::Slot> expected;
    for (int step = 0; step < 30'000; ++step) {
        const std::string key = std::to_string(random() % 2'000);
        const auto found = expected.find(key);
        // It grows first, then shrinks to nothing.
        if (random() % 30'000 < unsigned(step)) {
            if (found != expected.end()) {
                rows.remove(found->second);
                expected.erase(found);
            }
        } else {
            const RowTable::Slot slot = rows.insert(key);
            QVERIFY(found == expected.end() || found->second == slot);
            expected[key] = slot;
        }
        QCOMPARE(rows.size(), expected.size());
        const std::string other = std::to_string(random() % 2'000);
        const auto there = expected.find(other);
        QCOMPARE(rows.find(other), there == expected.end() ? RowTable::kNone : there->second);
    }
    for (const auto& [key, slot] : expected)
        QCOMPARE(rows[slot].key, key);
}

QTEST_APPLESS_MAIN(TestRowTable)
#include "tst_rowtable.moc"
