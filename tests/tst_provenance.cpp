#include "cache/provenance.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestProvenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesTheSource();
    void namesTheFreshness_data();
    void namesTheFreshness();
    void claimsNothingAtFirst();
};

void TestProvenance::namesTheSource()
{
    QCOMPARE(sourceName(Source::Database), QStringLiteral("database"));
    QCOMPARE(sourceName(Source::Cache), QStringLiteral("cache"));
}

void TestProvenance::namesTheFreshness_data()
{
    QTest::addColumn<Freshness>("freshness");
    QTest::addColumn<QString>("name");
    const auto row = [](Freshness freshness, const char* name) {
        QTest::newRow(name) << freshness << QString::fromLatin1(name);
    };
    row(Freshness::Live, "live");
    row(Freshness::ProvenFresh, "proven fresh");
    row(Freshness::NotVerified, "not verified");
    row(Freshness::Stale, "stale");
    row(Freshness::Snapshot, "snapshot");
}

void TestProvenance::namesTheFreshness()
{
    QFETCH(Freshness, freshness);
    QTEST(freshnessName(freshness), "name");
}

void TestProvenance::claimsNothingAtFirst()
{
    const Provenance provenance;
    QVERIFY(!provenance.stored);
    QVERIFY(!provenance.reason);
    QVERIFY(!provenance.notStored);
    QVERIFY(provenance.source == Source::Database);
    QVERIFY(provenance.timings == RunTimings());
}

QTEST_APPLESS_MAIN(TestProvenance)
#include "tst_provenance.moc"
