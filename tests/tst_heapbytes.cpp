#include "cache/heapbytes.h"

#include "tests/support/heapinuse.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <deque>
#include <memory>

using namespace larder;
using test::heapInUse;

namespace {

struct Large
{
    std::array<quint64, 70> numbers{};
};

template <typename Element>
qint64 dequeBytes(size_t count)
{
    const qint64 before = heapInUse();
    const std::deque<Element> elements(count);
    return heapInUse() - before;
}

} // namespace

/// Against what glibc counts itself.
class TestHeapBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsTextsOfAnyLength();
    void countsNothingForWhatLiesInTheProgram();
    void countsListsAndVectors();
    void countsSharedValues();
    void countsElementsOfDeques();
};

void TestHeapBytes::countsTextsOfAnyLength()
{
    for (qsizetype length = 0; length < 300; ++length) {
        const qint64 before = heapInUse();
        const QByteArray bytes(length, 'x');
        const qint64 between = heapInUse();
        const QString text(length, QLatin1Char('x'));
        QCOMPARE(heapBytes(bytes), between - before);
        QCOMPARE(heapBytes(text), heapInUse() - between);
    }
    const qint64 before = heapInUse();
    QByteArray grown;
    for (int i = 0; i < 1'000; ++i)
        grown.append('x');
    QCOMPARE(heapBytes(grown), heapInUse() - before);
}

void TestHeapBytes::countsNothingForWhatLiesInTheProgram()
{
    QCOMPARE(heapBytes(QByteArrayLiteral("main.orders")), 0);
    QCOMPARE(heapBytes(QStringLiteral("orders")), 0);
    QCOMPARE(heapBytes(QByteArray()), 0);
    QCOMPARE(heapBytes(QString()), 0);
    QCOMPARE(heapBytes(QByteArrayList()), 0);
    QCOMPARE(heapBytes(std::vector<int>()), 0);
}

void TestHeapBytes::countsListsAndVectors()
{
    for (const int count : {1, 2, 5, 100}) {
        const qint64 before = heapInUse();
        QByteArrayList list;
        for (int i = 0; i < count; ++i)
            list << "name " + QByteArray::number(i);
        const qint64 between = heapInUse();
        std::vector<quint32> numbers;
        for (int i = 0; i < count; ++i)
            numbers.push_back(quint32(i));
        QCOMPARE(heapBytes(numbers), heapInUse() - between);
        QCOMPARE(heapBytes(list), between - before);
    }
}

void TestHeapBytes::countsSharedValues()
{
    const qint64 before = heapInUse();
    const auto shared = std::make_shared<const Large>();
    QCOMPARE(sharedBytes<Large>(), heapInUse() - before);
}

void TestHeapBytes::countsElementsOfDeques()
{
    constexpr size_t kCount = 10'000;
    const auto agrees
        = [](qint64 counted, qint64 held) { return qAbs(counted - held) <= qint64(kCount) / 2 + held / 100; };
    QVERIFY(agrees(dequeElementBytes<quint64>() * qint64(kCount), dequeBytes<quint64>(kCount)));
    QVERIFY(agrees(dequeElementBytes<std::array<quint64, 7>>() * qint64(kCount),
        dequeBytes<std::array<quint64, 7>>(kCount)));
    QVERIFY(agrees(dequeElementBytes<Large>() * qint64(kCount), dequeBytes<Large>(kCount)));
}

QTEST_APPLESS_MAIN(TestHeapBytes)
#include "tst_heapbytes.moc"
