#include "models/provenancetext.h"

#include "tests/support/results.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

QDateTime noon()
{
    return {QDate(2024, 5, 1), QTime(12, 0), Qt::UTC};
}

ResultPtr rows(qint64 count, Completeness completeness)
{
    ResultBuilder builder({{QStringLiteral("n")}});
    for (qint64 row = 0; row < count; ++row) {
        append(builder.column(0), row);
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

} // namespace

class TestProvenanceText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsWhereACachedResultStands_data();
    void tellsWhereACachedResultStands();
    void tellsTheAgeInTheRightUnit_data();
    void tellsTheAgeInTheRightUnit();
    void tellsWhenTheProofIsOld();
    void tellsWhatWasHeardSinceInPlaceOfTheProof_data();
    void tellsWhatWasHeardSinceInPlaceOfTheProof();
    void tellsWhyTheDatabaseWasAsked();
    void tellsWhyAnAnswerWasNotKept();
    void tellsWhichHintWasIgnored();
    void tellsOfRows();
    void tellsWhyRowsAreKeptAsAWhole();
    void tellsThatADriverMayHaveChangedTheValues();
    void aSnapshotIsNeverCalledLive();
    void tellsWhichRowsAreVisible_data();
    void tellsWhichRowsAreVisible();
    void namesOnlyThePartsThatTookTime();
};

void TestProvenanceText::tellsWhereACachedResultStands_data()
{
    QTest::addColumn<int>("freshness");
    QTest::addColumn<QString>("text");
    QTest::newRow("proven") << int(Freshness::ProvenFresh)
                            << QStringLiteral("cached 3 min ago · proven fresh");
    QTest::newRow("not verified") << int(Freshness::NotVerified)
                                  << QStringLiteral("cached 3 min ago · not verified");
    QTest::newRow("stale") << int(Freshness::Stale) << QStringLiteral("cached 3 min ago · stale");
}

void TestProvenanceText::tellsWhereACachedResultStands()
{
    QFETCH(int, freshness);
    QFETCH(QString, text);
    const Provenance provenance{
        .source = Source::Cache, .freshness = Freshness(freshness), .fetchedAt = noon().addSecs(-180)};
    QCOMPARE(provenanceText(provenance, noon()), text);
}

void TestProvenanceText::tellsTheAgeInTheRightUnit_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("age");
    QTest::newRow("now") << qint64(0) << QStringLiteral("just now");
    QTest::newRow("almost a second") << qint64(999) << QStringLiteral("just now");
    QTest::newRow("a second") << qint64(1'000) << QStringLiteral("1 s ago");
    QTest::newRow("almost a minute") << qint64(59'999) << QStringLiteral("59 s ago");
    QTest::newRow("a minute") << qint64(60'000) << QStringLiteral("1 min ago");
    QTest::newRow("an hour") << qint64(3'900'000) << QStringLiteral("1 h 05 min ago");
    QTest::newRow("a clock that was set back") << qint64(-60'000) << QStringLiteral("just now");
}

void TestProvenanceText::tellsTheAgeInTheRightUnit()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, age);
    const Provenance provenance{.source = Source::Cache,
        .freshness = Freshness::ProvenFresh,
        .fetchedAt = noon().addMSecs(-milliseconds)};
    QCOMPARE(provenanceText(provenance, noon()), QStringLiteral("cached %1 · proven fresh").arg(age));
}

void TestProvenanceText::tellsWhenTheProofIsOld()
{
    Provenance provenance{.source = Source::Cache,
        .freshness = Freshness::ProvenFresh,
        .fetchedAt = noon().addSecs(-180),
        .provenAt = noon().addSecs(-60)};
    QCOMPARE(provenanceText(provenance, noon()), QStringLiteral("cached 3 min ago · proven fresh 1 min ago"));
    provenance.provenAt = noon().addSecs(-4);
    QCOMPARE(provenanceText(provenance, noon()), QStringLiteral("cached 3 min ago · proven fresh"));
}

void TestProvenanceText::tellsWhatWasHeardSinceInPlaceOfTheProof_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << int(Standing::State::Holds)
                             << QStringLiteral("cached 3 min ago · proven fresh");
    QTest::newRow("no answer") << int(Standing::State::Unchecked)
                               << QStringLiteral("cached 3 min ago · can't be checked: timeout");
    QTest::newRow("a change by others")
        << int(Standing::State::Doubtful) << QStringLiteral("may have changed since · cached 3 min ago");
    QTest::newRow("a lost connection") << int(Standing::State::ConnectionLost)
                                       << QStringLiteral("the connection was lost or silent since: run it "
                                                         "again to see what is there now · cached 3 min ago");
    QTest::newRow("a change through Larder")
        << int(Standing::State::Overtaken)
        << QStringLiteral("changed since: UPDATE t SET a = 1, 11:59:00 · cached 3 min ago");
    QTest::newRow("the end of the transaction")
        << int(Standing::State::TransactionOver)
        << QStringLiteral("of a transaction that has ended · cached 3 min ago");
    QTest::newRow("the way back to a savepoint")
        << int(Standing::State::TakenBack)
        << QStringLiteral("before the ROLLBACK to a savepoint · cached 3 min ago");
}

void TestProvenanceText::tellsWhatWasHeardSinceInPlaceOfTheProof()
{
    QFETCH(int, state);
    Standing standing{Standing::State(state)};
    if (standing.state == Standing::State::Overtaken)
        standing.reason = {ReasonCode::TableChanged, QStringLiteral("UPDATE t SET a = 1, 11:59:00")};
    if (standing.state == Standing::State::Unchecked)
        standing.reason = {ReasonCode::ValidatorUnknown, QStringLiteral("timeout")};
    Provenance provenance;
    provenance.source = Source::Cache;
    provenance.freshness = Freshness::ProvenFresh;
    provenance.fetchedAt = noon();
    QTEST(provenanceText(provenance, noon().addSecs(180), standing), "text");
}

void TestProvenanceText::tellsWhyTheDatabaseWasAsked()
{
    Provenance provenance{.reason = {ReasonCode::FirstSeen}};
    QCOMPARE(provenanceText(provenance, noon()), QStringLiteral("live · first time seen"));
    provenance.fetchedAt = noon().addSecs(-5);
    provenance.reason = {ReasonCode::TableChanged, QStringLiteral("UPDATE item")};
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("live · read 5 s ago · changed by Larder: UPDATE item"));
}

void TestProvenanceText::tellsThatADriverMayHaveChangedTheValues()
{
    Provenance provenance{.fidelity = Fidelity::AsDelivered};
    QCOMPARE(provenanceText(provenance, noon()), QStringLiteral("live · values as delivered by the driver"));
    provenance.source = Source::Cache;
    provenance.freshness = Freshness::NotVerified;
    provenance.fetchedAt = noon().addSecs(-180);
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("cached 3 min ago · not verified · values as delivered by the driver"));
    QVERIFY(provenanceText(provenance, noon(), {Standing::State::Doubtful})
                .endsWith(QStringLiteral(" · values as delivered by the driver")));
}

void TestProvenanceText::tellsWhyAnAnswerWasNotKept()
{
    const Provenance provenance{.reason = {ReasonCode::FirstSeen}, .notStored = {ReasonCode::TooLarge}};
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("live · first time seen · not stored: too large to store"));
    // What forbids to ask the cache and to fill it is said once.
    const Reason forbidden{ReasonCode::Uncacheable, QStringLiteral("it takes locks")};
    QCOMPARE(provenanceText({.reason = forbidden, .notStored = forbidden}, noon()),
        QStringLiteral("live · may not be cached: it takes locks"));
}

void TestProvenanceText::tellsOfRows()
{
    Provenance provenance{.source = Source::RowCache,
        .freshness = Freshness::ProvenFresh,
        .fetchedAt = noon().addSecs(-180),
        .provenAt = noon()};
    QCOMPARE(
        provenanceText(provenance, noon()), QStringLiteral("from the row cache 3 min ago · proven fresh"));
    provenance.source = Source::Partial;
    provenance.rowsCached = 97;
    provenance.rowsFetched = 3;
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("partial (97 rows cached + 3 fetched) 3 min ago · proven fresh"));
}

void TestProvenanceText::tellsWhyRowsAreKeptAsAWhole()
{
    const Provenance provenance{
        .reason = {ReasonCode::FirstSeen}, .notByRow = {ReasonCode::NoKey, QStringLiteral("a join")}};
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("live · first time seen · not row by row: a join"));
}

void TestProvenanceText::aSnapshotIsNeverCalledLive()
{
    const Provenance provenance{.freshness = Freshness::Snapshot, .reason = {ReasonCode::InTransaction}};
    QCOMPARE(provenanceText(provenance, noon()),
        QStringLiteral("snapshot of the open transaction · a transaction is open"));
}

void TestProvenanceText::tellsWhichHintWasIgnored()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const Source source : {Source::Database, Source::Cache}) {
        Provenance provenance{.source = source, .fetchedAt = now};
        const QString plain = provenanceText(provenance, now);
        QVERIFY(!plain.contains(QStringLiteral("hint")));
        provenance.ignoredHint = "/* cache:\n of */";
        QCOMPARE(provenanceText(provenance, now),
            plain
                + QStringLiteral(" · hint not understood, ignored: /* cache: of */ "
                                 "(off, all, individual and ttl=seconds are known)"));
    }
}

void TestProvenanceText::tellsWhichRowsAreVisible_data()
{
    QTest::addColumn<int>("completeness");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, Completeness completeness, qint64 count, qint64 first, qint64 last,
                         const char* text) {
        QTest::newRow(name) << int(completeness) << count << first << last << QString::fromUtf8(text);
    };
    row("complete", Completeness::Complete, 12'000, 1, 25, "rows 1–25 of 12,000");
    row("far down", Completeness::Complete, 12'000, 11'976, 12'000, "rows 11,976–12,000 of 12,000");
    row("nothing visible", Completeness::Complete, 12'000, 0, 0, "12,000 rows");
    row("no rows", Completeness::Complete, 0, 0, 0, "0 rows");
    row("streaming", Completeness::Streaming, 256, 1, 25, "rows 1–25 of 256 so far");
    row("cancelled", Completeness::Cancelled, 256, 1, 25, "rows 1–25 of 256 so far");
    row("failed", Completeness::Failed, 2, 1, 2, "rows 1–2 of 2 so far");
    row("limit", Completeness::LimitReached, 10'000, 1, 25, "first 10,000 rows, more exist");
}

void TestProvenanceText::tellsWhichRowsAreVisible()
{
    QFETCH(int, completeness);
    QFETCH(qint64, count);
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    QFETCH(QString, text);
    QCOMPARE(rowsText({rows(count, Completeness(completeness))}, first, last), text);
}

void TestProvenanceText::namesOnlyThePartsThatTookTime()
{
    QCOMPARE(timingsText({}), QString());
    QCOMPARE(timingsText({.lookup = 12us, .validate = 40us}), QStringLiteral("lookup 12 µs + check 40 µs"));
    QCOMPARE(
        timingsText({.execute = 1'200us, .fetch = 3ms}), QStringLiteral("execute 1.2 ms + fetch 3.0 ms"));
}

QTEST_GUILESS_MAIN(TestProvenanceText)
#include "tst_provenancetext.moc"
