#include "tests/support/modelworld.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using test::ModelFault;
using test::ModelViolation;
using test::ModelWorld;

namespace {

// Enough to find each fault many times.
constexpr int kOperationsWithAFault = 60'000;

int number(const char* variable, int standard)
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue(variable, &isGiven);
    return isGiven ? given : standard;
}

unsigned seed()
{
    return unsigned(number("LARDER_MODEL_SEED", 1));
}

} // namespace

/// Random interleavings of all that can happen to the cache, compared with a plain model of the database
/// (CACHE.md, "the fill race"). LARDER_MODEL_OPERATIONS and LARDER_MODEL_SEED choose how many and which.
class TestCacheModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void breaksNoPromiseInAnyInterleaving();
    void findsTheFaultOfATokenThatIsTakenLate();
    void findsTheFaultOfATokenThatNeverChanges();
    void findsTheFaultOfWritesThatAreNotTold();
    void findsTheFaultOfTransactionsThatAreNotTold();
    void findsTheFaultOfPeculiaritiesThatAreNotTold();
};

void TestCacheModel::breaksNoPromiseInAnyInterleaving()
{
    const int operations = number("LARDER_MODEL_OPERATIONS", 100'000);
    ModelWorld world(seed(), ModelFault::None);
    world.run(operations);
    const QString what = QStringLiteral("LARDER_MODEL_SEED=%1 LARDER_MODEL_OPERATIONS=%2: %3\n%4")
                             .arg(seed())
                             .arg(operations)
                             .arg(world.figures(), world.oracle().text());
    qInfo("%s", qPrintable(what));
    QVERIFY2(world.oracle().total() == 0, qPrintable(what));
    // Answers of each kind, or little was tested.
    QVERIFY2(world.rowHits() > operations / 2'000, qPrintable(what));
    QVERIFY2(world.refills() > operations / 20'000, qPrintable(what));
    for (const Freshness freshness :
        {Freshness::Live, Freshness::ProvenFresh, Freshness::NotVerified, Freshness::Snapshot})
        QVERIFY2(world.oracle().judged(freshness) > operations / 1'000, qPrintable(what));
    QVERIFY2(world.peculiarReads() > operations / 1'000, qPrintable(what));
    QVERIFY2(world.runsClosed() > operations / 1'000, qPrintable(what));
    QVERIFY2(world.byHand().pins > operations / 1'000, qPrintable(what));
    QVERIFY2(world.byHand().restored > operations / 5'000, qPrintable(what));
    QVERIFY2(world.byHand().undoneTooLate > operations / 50'000, qPrintable(what));
}

void TestCacheModel::findsTheFaultOfATokenThatIsTakenLate()
{
    ModelWorld world(seed(), ModelFault::LateToken);
    world.run(kOperationsWithAFault);
    QVERIFY2(world.oracle().count(ModelViolation::StaleProof) > 0, qPrintable(world.figures()));
}

// Also of rows that are shared with a run that was sent for before.
void TestCacheModel::findsTheFaultOfATokenThatNeverChanges()
{
    ModelWorld world(seed(), ModelFault::NoValidator);
    world.run(kOperationsWithAFault);
    QVERIFY2(world.oracle().count(ModelViolation::StaleProof) > 0, qPrintable(world.figures()));
}

// The validator still sees them, so only what is served without it is wrong.
void TestCacheModel::findsTheFaultOfWritesThatAreNotTold()
{
    ModelWorld world(seed(), ModelFault::SilentWrites);
    world.run(kOperationsWithAFault);
    QVERIFY2(world.oracle().count(ModelViolation::OwnWrite) > 0, qPrintable(world.figures()));
    QCOMPARE(world.oracle().count(ModelViolation::StaleProof), 0);
}

void TestCacheModel::findsTheFaultOfTransactionsThatAreNotTold()
{
    ModelWorld world(seed(), ModelFault::SilentTransactions);
    world.run(kOperationsWithAFault);
    QVERIFY2(world.oracle().count(ModelViolation::Transaction) > 0, qPrintable(world.figures()));
}

void TestCacheModel::findsTheFaultOfPeculiaritiesThatAreNotTold()
{
    ModelWorld world(seed(), ModelFault::SilentPeculiarities);
    world.run(kOperationsWithAFault);
    QVERIFY2(world.oracle().count(ModelViolation::Peculiarity) > 0, qPrintable(world.figures()));
}

QTEST_GUILESS_MAIN(TestCacheModel)
#include "tst_cachemodel.moc"
