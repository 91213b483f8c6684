#include "cache/slotindex.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <random>

using namespace larder;

namespace {

/// Texts in slots, found by hashes that are as bad as a row of the test wants them.
class IndexedTexts
{
public:
    explicit IndexedTexts(quint64 hashMask) : m_hashMask(hashMask) { }

    void put(SlotIndex::Slot slot, quint64 text)
    {
        m_texts[slot] = text;
        m_index.insert(slot, hashOf(text));
    }
    void drop(SlotIndex::Slot slot)
    {
        m_index.remove(slot);
        m_texts.erase(slot);
    }
    [[nodiscard]] SlotIndex::Slot find(quint64 text) const
    {
        return m_index.find(hashOf(text), [&](SlotIndex::Slot slot) { return m_texts.at(slot) == text; });
    }
    [[nodiscard]] bool has(SlotIndex::Slot slot) const { return m_texts.contains(slot); }
    [[nodiscard]] size_t indexSize() const { return m_index.size(); }
    [[nodiscard]] const std::map<SlotIndex::Slot, quint64>& texts() const { return m_texts; }

private:
    [[nodiscard]] quint64 hashOf(quint64 text) const { return (text * 0x9e3779b97f4a7c15U) & m_hashMask; }

    const quint64 m_hashMask;
    SlotIndex m_index;
    std::map<SlotIndex::Slot, quint64> m_texts;
};

} // namespace

class TestSlotIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isEmptyAtFirst();
    void asksWhichOfEqualHashesIsMeant();
    void beginsAnewAfterTheLastWent();
    void agreesWithANaiveIndex_data();
    void agreesWithANaiveIndex();
};

void TestSlotIndex::isEmptyAtFirst()
{
    const SlotIndex index;
    QCOMPARE(index.size(), 0U);
    QCOMPARE(index.find(0, [](SlotIndex::Slot) { return true; }), SlotIndex::kNone);
}

void TestSlotIndex::asksWhichOfEqualHashesIsMeant()
{
    SlotIndex index;
    index.insert(3, 7);
    index.insert(5, 7);
    index.insert(1, 7 + (quint64(1) << 40U));
    std::vector<SlotIndex::Slot> asked;
    const SlotIndex::Slot none = index.find(7, [&](SlotIndex::Slot slot) {
        asked.push_back(slot);
        return false;
    });
    std::sort(asked.begin(), asked.end());
    QCOMPARE(none, SlotIndex::kNone);
    QCOMPARE(asked, (std::vector<SlotIndex::Slot>{3, 5}));
    QCOMPARE(index.find(7, [](SlotIndex::Slot slot) { return slot == 3; }), 3U);
}

void TestSlotIndex::beginsAnewAfterTheLastWent()
{
    IndexedTexts texts(~quint64(0));
    for (int round = 0; round < 2; ++round) {
        for (SlotIndex::Slot slot = 0; slot < 1'000; ++slot)
            texts.put(slot, slot);
        QCOMPARE(texts.indexSize(), 1'000U);
        for (SlotIndex::Slot slot = 0; slot < 1'000; ++slot)
            texts.drop(slot);
        QCOMPARE(texts.indexSize(), 0U);
        QCOMPARE(texts.find(5), SlotIndex::kNone);
    }
}

void TestSlotIndex::agreesWithANaiveIndex_data()
{
    QTest::addColumn<quint64>("hashMask");
    QTest::newRow("good hashes") << ~quint64(0);
    QTest::newRow("few low bits") << ~quint64(0xff);
    QTest::newRow("few hashes") << quint64(0x1f) * (quint64(1) << 59U);
    QTest::newRow("one hash") << quint64(0);
}

void TestSlotIndex::agreesWithANaiveIndex()
{
    QFETCH(quint64, hashMask);
    std::mt19937 random(1);
    IndexedTexts texts(hashMask);
    for (int step = 0; step < 6'000; ++step) {
        // Grows, and shrinks again, more than once.
        const bool grows = step / 1'000 % 2 == 0;
        const auto slot = SlotIndex::Slot(random() % 200);
        if (!texts.has(slot) && (grows || random() % 4 == 0)) {
            const quint64 text = random() % 100'000;
            if (texts.find(text) == SlotIndex::kNone)
                texts.put(slot, text);
        } else if (texts.has(slot) && (!grows || random() % 4 == 0)) {
            texts.drop(slot);
        }
        QCOMPARE(texts.indexSize(), texts.texts().size());
        QCOMPARE(texts.find(100'000 + quint64(step)), SlotIndex::kNone);
        if (step % 50 == 0) {
            for (const auto& [kept, text] : texts.texts())
                QCOMPARE(texts.find(text), kept);
        }
    }
}

QTEST_APPLESS_MAIN(TestSlotIndex)
#include "tst_slotindex.moc"
