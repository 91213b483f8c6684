#include "cache/eviction/priorityheap.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace larder;

namespace {

using Model = std::map<quint32, std::pair<double, quint64>>;

std::vector<quint32> walked(const PriorityHeap& heap)
{
    std::vector<quint32> items;
    for (PriorityHeap::Walk walk(heap); !walk.atEnd(); walk.next())
        items.push_back(walk.item());
    return items;
}

std::vector<quint32> sorted(const Model& model)
{
    std::vector<quint32> items;
    for (const auto& [item, rank] : model)
        items.push_back(item);
    std::sort(items.begin(), items.end(),
        [&](quint32 one, quint32 other) { return model.at(one) < model.at(other); });
    return items;
}

} // namespace

class TestPriorityHeap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void goesByTheNumberWhereItemsAreEqual();
    void keepsTheOrderOverAnyChange();
    void lowersAll();
};

void TestPriorityHeap::isEmptyAtFirst()
{
    const PriorityHeap heap;
    QCOMPARE(heap.size(), 0U);
    QVERIFY(PriorityHeap::Walk(heap).atEnd());
}

void TestPriorityHeap::goesByTheNumberWhereItemsAreEqual()
{
    PriorityHeap heap;
    heap.insert(0, 1.0, 30);
    heap.insert(1, 1.0, 10);
    heap.insert(2, 1.0, 20);
    QCOMPARE(walked(heap), (std::vector<quint32>{1, 2, 0}));
}

void TestPriorityHeap::keepsTheOrderOverAnyChange()
{
    QRandomGenerator random(4);
    PriorityHeap heap;
    Model model;
    for (int step = 0; step < 20'000; ++step) {
        const quint32 item = random.bounded(200U);
        const double priority = random.bounded(20);
        if (!model.contains(item)) {
            heap.insert(item, priority, quint64(step));
            model[item] = {priority, quint64(step)};
        } else if (random.bounded(2) == 0) {
            heap.setPriority(item, priority);
            model[item].first = priority;
        } else {
            heap.remove(item);
            model.erase(item);
        }
        QCOMPARE(heap.size(), model.size());
        if (step % 10 == 0) {
            QCOMPARE(walked(heap), sorted(model));
            QCOMPARE(heap.sorted(), sorted(model));
        }
    }
}

void TestPriorityHeap::lowersAll()
{
    PriorityHeap heap;
    heap.insert(0, 5, 1);
    heap.insert(1, 7, 2);
    heap.lowerAll(4);
    QCOMPARE(heap.priority(0), 1.0);
    QCOMPARE(heap.priority(1), 3.0);
}

QTEST_APPLESS_MAIN(TestPriorityHeap)
#include "tst_priorityheap.moc"
