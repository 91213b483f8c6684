#include "app/spillstorage.h"

#include "cache/resultbuilder.h"
#include "tests/support/results.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kMegabyte = qint64(1) << 20;

/// Some 8 bytes a row in memory.
ResultPtr numbers(SpillStorage& storage, qint64 rows)
{
    ResultBuilder builder({{QStringLiteral("n")}}, storage.newKeeper());
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

bool holdsItsNumbers(const ResultSet& result)
{
    for (qint64 row = 0; row < result.rowCount(); row += 97) {
        if (result.cell(row, 0).integer != row)
            return false;
    }
    return true;
}

QStringList filesOf(const SpillStorage& storage)
{
    return QDir(storage.folder()).entryList(QDir::Files);
}

} // namespace

class TestSpillStorage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsInMemoryWhatFits();
    void movesTheResultToAFileThatPassesTheBudget();
    void countsOnlyResultsThatLive();
    void keepsSmallResultsInMemoryAlways();
    void earlierSnapshotsStayReadable();
    void saysSoAndKeepsTheRowsIfNoFileCanBeMade();
    void countsTogetherWhatSeveralThreadsFetch();
    void boundsWhatAQueryTakes();
    void showsTheRowsBeforeTheDiskWasFull();
    void keepsEveryKindOfValueInAFile();
};

void TestSpillStorage::keepsInMemoryWhatFits()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 16 * kMegabyte);
    const ResultPtr result = numbers(storage, 1'000'000);
    QCOMPARE(result->fileBytes(), 0);
    QVERIFY(filesOf(storage).isEmpty());
    QVERIFY(storage.usedBytes() >= 8'000'000 && storage.usedBytes() <= 8'200'000);
}

void TestSpillStorage::movesTheResultToAFileThatPassesTheBudget()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 16 * kMegabyte);
    const ResultPtr first = numbers(storage, 1'500'000);
    ResultPtr second = numbers(storage, 1'500'000);
    QCOMPARE(first->fileBytes(), 0);
    QVERIFY(second->fileBytes() >= 12'000'000);
    QVERIFY(second->byteSize() < kMegabyte);
    QCOMPARE(filesOf(storage).size(), 1);
    QVERIFY(storage.usedBytes() <= 16 * kMegabyte);
    QVERIFY(holdsItsNumbers(*first) && holdsItsNumbers(*second));
    second.reset();
    QVERIFY(filesOf(storage).isEmpty());
}

void TestSpillStorage::countsOnlyResultsThatLive()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 16 * kMegabyte);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(numbers(storage, 1'500'000)->fileBytes(), 0);
    QCOMPARE(storage.usedBytes(), 0);
}

void TestSpillStorage::keepsSmallResultsInMemoryAlways()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 0);
    const ResultPtr small = numbers(storage, 1'000);
    QCOMPARE(small->fileBytes(), 0);
    QVERIFY(numbers(storage, 200'000)->fileBytes() > 0);
}

void TestSpillStorage::earlierSnapshotsStayReadable()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 4 * kMegabyte);
    ResultBuilder builder({{QStringLiteral("n")}}, storage.newKeeper());
    std::vector<ResultPtr> snapshots;
    for (qint64 row = 0; row < 1'000'000; ++row) {
        builder.column(0).appendInteger(row);
        builder.endRow();
        if (row % 100'000 == 99)
            snapshots.push_back(builder.snapshot(Completeness::Streaming));
    }
    snapshots.push_back(builder.snapshot(Completeness::Complete));
    for (const ResultPtr& snapshot : snapshots)
        QVERIFY(holdsItsNumbers(*snapshot));
    QVERIFY(snapshots.back()->fileBytes() >= 8'000'000);
}

void TestSpillStorage::saysSoAndKeepsTheRowsIfNoFileCanBeMade()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), kMegabyte);
    QVERIFY(QDir(storage.folder()).removeRecursively());
    ResultBuilder builder({{QStringLiteral("n")}}, storage.newKeeper());
    while (!builder.error()) {
        builder.column(0).appendInteger(builder.rowCount());
        builder.endRow();
        QVERIFY(builder.rowCount() < 1'000'000);
    }
    QVERIFY(!builder.error()->advice.isEmpty());
    const ResultPtr result = builder.snapshot(Completeness::Failed);
    QCOMPARE(result->rowCount(), builder.rowCount());
    QVERIFY(holdsItsNumbers(*result));
}

void TestSpillStorage::countsTogetherWhatSeveralThreadsFetch()
{
    const QTemporaryDir folder;
    SpillStorage storage(folder.path(), 8 * kMegabyte);
    std::array<ResultPtr, 4> results;
    {
        std::vector<std::jthread> threads;
        for (ResultPtr& result : results)
            threads.emplace_back([&storage, &result] { result = numbers(storage, 600'000); });
    }
    QVERIFY(storage.usedBytes() <= 12 * kMegabyte);
    for (ResultPtr& result : results) {
        QVERIFY(holdsItsNumbers(*result));
        result.reset();
    }
    QCOMPARE(storage.usedBytes(), 0);
    QVERIFY(filesOf(storage).isEmpty());
}

void TestSpillStorage::boundsWhatAQueryTakes()
{
    const SqliteFixture file;
    TestSession session(file.path(), 64 * kMegabyte, 4 * kMegabyte);
    const QByteArray sql
        = "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c LIMIT 1000000) SELECT n FROM c";
    RunOutcome outcome = session.run(sql);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.result->rowCount(), 1'000'000);
    QVERIFY(outcome.result->fileBytes() >= 8'000'000);
    QVERIFY(holdsItsNumbers(*outcome.result));
    QVERIFY(session.engine().storage()->usedBytes() <= 4 * kMegabyte);
    // The cache counts what lies in a file as well, and serves it.
    QVERIFY(session.engine().cache().store().usedBytes() >= 8'000'000);
    const RunOutcome hit = session.run(sql);
    QCOMPARE(hit.provenance.source, Source::Cache);
    QCOMPARE(hit.result, outcome.result);
}

void TestSpillStorage::showsTheRowsBeforeTheDiskWasFull()
{
    const SqliteFixture file;
    TestSession session(file.path(), 64 * kMegabyte, kMegabyte);
    QVERIFY(QDir(session.engine().storage()->folder()).removeRecursively());
    const RunOutcome outcome = session.run(
        "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c LIMIT 1000000) SELECT n FROM c");
    QVERIFY(outcome.error);
    QVERIFY(outcome.result->rowCount() > 0 && outcome.result->rowCount() < 1'000'000);
    QCOMPARE(outcome.result->completeness(), Completeness::Failed);
    QVERIFY(!outcome.provenance.stored);
}

void TestSpillStorage::keepsEveryKindOfValueInAFile()
{
    const SqliteFixture file(
        "CREATE TABLE kind(a, b);"
        "INSERT INTO kind VALUES (NULL, 1), (9223372036854775807, -9223372036854775808),"
        "(0.1, -0.0), (9e999, 4.9e-324), ('', 'te\"xt'), (CAST(x'00ff61' AS TEXT), 'größe'),"
        "(x'', x'00ff'), ('1', 1.0);"
        "CREATE TABLE many(n);"
        "INSERT INTO many WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 20000)"
        "SELECT n FROM c");
    TestSession inMemory(file.path());
    TestSession inFile(file.path(), 64 * kMegabyte, 0);
    const QByteArray sql = "SELECT n, a, b FROM many, kind";
    const ResultPtr expected = inMemory.run(sql).result;
    const ResultPtr spilled = inFile.run(sql).result;
    QCOMPARE(expected->fileBytes(), 0);
    QVERIFY(spilled->fileBytes() > kMegabyte);
    QCOMPARE(spilled->rowCount(), 160'000);
    QCOMPARE(described(*spilled), described(*expected));
    const RunOutcome hit = inFile.run(sql);
    QCOMPARE(hit.provenance.source, Source::Cache);
    QCOMPARE(described(*hit.result), described(*expected));
}

QTEST_GUILESS_MAIN(TestSpillStorage)
#include "tst_spillstorage.moc"
