#include "cache/cacheinspection.h"
#include "cache/memorystore.h"
#include "cache/resultbuilder.h"
#include "cache/resultcache.h"
#include "tests/support/heapinuse.h"
#include "tests/support/manualclock.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::heapInUse;

namespace {

// All entries of a connection share it.
const ConnectionIdentity kDatabase{"sqlite", "2049:77:/srv/data/shop.sqlite"};

// Rows of a table with a key, so that they can be found one by one.
ResultPtr resultOf(qint64 rows, qint64 first)
{
    std::vector<ColumnInfo> columns{
        {QStringLiteral("id")}, {QStringLiteral("name")}, {QStringLiteral("price")}};
    for (ColumnInfo& column : columns) {
        column.originTable = QString::fromLatin1("t");
        column.originColumn = column.name;
        column.originSchema = QString::fromLatin1("main");
    }
    ResultBuilder builder(std::move(columns));
    for (qint64 row = first; row < first + rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.column(1).appendText("name " + QByteArray::number(row));
        builder.column(2).appendReal(double(row) * 1.25);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

CacheFill fillNumber(int number, qint64 rows, qsizetype sqlBytes, bool byRow)
{
    const KeyComponents components{.technique = byRow ? Technique::Individual : Technique::All,
        .connection = kDatabase,
        .sql = "SELECT " + QByteArray::number(number).leftJustified(sqlBytes, ' '),
        .parameters
        = {{"minimum", qint64(number)}, {"name", Text{"some text " + QByteArray::number(number)}}},
        .settings = {{"case_sensitive_like", "1"}}};
    return {.key = CacheKey(components),
        .components = components,
        .sql = "select " + QByteArray::number(number).leftJustified(sqlBytes, ' '),
        .result = resultOf(rows, number * rows),
        .tables = {"main.t", "main.u" + QByteArray::number(number % 10)},
        .tags = {"report"},
        .rows = byRow ? std::optional(RowSource{"main.t", {0}, true}) : std::nullopt};
}

// The account of what happened is bounded by itself, so nothing of the entries is left in it.
void fillEvents(ResultCache& cache)
{
    for (size_t i = 0; i < EventLog::kMostEvents; ++i)
        cache.events().append({});
}

} // namespace

class TestEntryCharge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isWhatTheEntriesHold_data();
    void isWhatTheEntriesHold();
    void isGivenBackWithTheEntry();
    void leavesOutTheRowsThatWouldNotFit();
};

void TestEntryCharge::isWhatTheEntriesHold_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<qsizetype>("sqlBytes");
    QTest::addColumn<int>("entries");
    QTest::addColumn<bool>("byRow");
    for (const QByteArray policy : {"LRU", "GDSF-MA3"}) {
        const auto name = [&](const char* shape) { return QByteArray(shape) + ", " + policy; };
        // Numbers at which what grows by doubling is as full as it is in the mean.
        QTest::newRow(name("no row")) << policy << qint64(0) << qsizetype(40) << 12'000 << false;
        QTest::newRow(name("one row")) << policy << qint64(1) << qsizetype(40) << 12'000 << false;
        QTest::newRow(name("100 rows")) << policy << qint64(100) << qsizetype(500) << 3'000 << false;
        QTest::newRow(name("10,000 rows")) << policy << qint64(10'000) << qsizetype(500) << 50 << false;
        QTest::newRow(name("one row by its key")) << policy << qint64(1) << qsizetype(40) << 12'000 << true;
        QTest::newRow(name("100 rows by their keys"))
            << policy << qint64(100) << qsizetype(500) << 1'750 << true;
    }
}

void TestEntryCharge::isWhatTheEntriesHold()
{
    QFETCH(const QByteArray, policy);
    QFETCH(const qint64, rows);
    QFETCH(const qsizetype, sqlBytes);
    QFETCH(const int, entries);
    QFETCH(const bool, byRow);
    const test::ManualClock clock;
    ResultCache cache(std::make_unique<MemoryStore>(makeEvictionPolicy(policy, qint64(1) << 34)), clock);
    fillEvents(cache);
    const qint64 before = heapInUse();
    for (int number = 0; number < entries; ++number) {
        const CacheFill fill = fillNumber(number, rows, sqlBytes, byRow);
        const ResultCache::Landed landed = cache.land(cache.beginFill(fill.key), fill);
        QVERIFY(!landed.notStored && !landed.notByRow);
    }
    fillEvents(cache);
    const qint64 held = heapInUse() - before;
    const qint64 charged = cache.store().usedBytes();
    QVERIFY2(qAbs(charged - held) * 100 <= held,
        qPrintable(QStringLiteral("%1 held, %2 charged, %3 an entry too few")
                       .arg(held)
                       .arg(charged)
                       .arg((held - charged) / entries)));
    qint64 told = 0;
    for (const EntryInfo& info : cache.entries())
        told += info.bytes;
    QCOMPARE(told, charged);
}

void TestEntryCharge::isGivenBackWithTheEntry()
{
    const test::ManualClock clock;
    ResultCache cache(std::make_unique<MemoryStore>(qint64(1) << 30), clock);
    for (const bool byRow : {false, true}) {
        const CacheFill fill = fillNumber(1, 100, 40, byRow);
        QVERIFY(!cache.land(cache.beginFill(fill.key), fill).notStored);
        QVERIFY(cache.store().usedBytes() > 0);
        cache.expire(fill.key, {ReasonCode::ExpiredByUser});
        QCOMPARE(cache.store().usedBytes(), 0);
    }
}

void TestEntryCharge::leavesOutTheRowsThatWouldNotFit()
{
    const test::ManualClock clock;
    const auto bytesOf = [&clock](bool byRow) {
        ResultCache cache(std::make_unique<MemoryStore>(qint64(1) << 30), clock);
        const CacheFill fill = fillNumber(1, 100, 40, byRow);
        (void)cache.land(cache.beginFill(fill.key), fill);
        return cache.store().usedBytes();
    };
    const qint64 budgetBytes = (bytesOf(false) + bytesOf(true)) / 2;
    ResultCache cache(std::make_unique<MemoryStore>(budgetBytes), clock);
    const CacheFill fill = fillNumber(1, 100, 40, true);
    const ResultCache::Landed landed = cache.land(cache.beginFill(fill.key), fill);
    QVERIFY(!landed.notStored);
    QCOMPARE(landed.notByRow.code, ReasonCode::TooLarge);
    QCOMPARE(cache.store().entryCount(), 1);
    QVERIFY(cache.store().usedBytes() <= budgetBytes);
    QVERIFY(CacheInspection(cache).rows().tables().empty());
}

QTEST_GUILESS_MAIN(TestEntryCharge)
#include "tst_entrycharge.moc"
