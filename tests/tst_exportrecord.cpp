#include "models/exportrecord.h"

#include "tests/support/results.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

const QDateTime kNow(QDate(2026, 5, 1), QTime(12, 0), Qt::UTC);

ResultPtr twoRows(Completeness completeness = Completeness::Complete)
{
    return resultOf({QStringLiteral("a"), QStringLiteral("b")},
        {{qint64(1), text("x")}, {qint64(2), text("y")}}, completeness);
}

} // namespace

class TestExportRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsWhereTheRowsComeFrom();
    void tellsWhatWasHeardSince();
    void tellsWhatWasChosen();
    void leavesOutWhatIsNotKnown();
    void tellsThatAResultIsIncomplete_data();
    void tellsThatAResultIsIncomplete();
    void hasALineForEachFact();
};

void TestExportRecord::tellsWhereTheRowsComeFrom()
{
    Provenance provenance;
    provenance.source = Source::Cache;
    provenance.freshness = Freshness::ProvenFresh;
    provenance.fetchedAt = kNow.addSecs(-60);
    provenance.provenAt = kNow.addMSecs(-500);
    provenance.key = "00ff";
    const ResultOrigin origin{"SELECT 'ü'", QStringLiteral("/srv/shop.sqlite"), provenance};
    const QJsonObject record = exportRecord(origin, allOf(twoRows()), kNow);
    const QJsonObject expected{{QStringLiteral("application"), QStringLiteral("Larder")},
        {QStringLiteral("sql"), QStringLiteral("SELECT 'ü'")},
        {QStringLiteral("database"), QStringLiteral("/srv/shop.sqlite")},
        {QStringLiteral("exported_at"), QStringLiteral("2026-05-01T12:00:00.000Z")},
        {QStringLiteral("fetched_at"), QStringLiteral("2026-05-01T11:59:00.000Z")},
        {QStringLiteral("proven_at"), QStringLiteral("2026-05-01T11:59:59.500Z")},
        {QStringLiteral("source"), QStringLiteral("cache")},
        {QStringLiteral("freshness"), QStringLiteral("proven fresh")},
        {QStringLiteral("key"), QStringLiteral("00ff")}, {QStringLiteral("rows"), 2},
        {QStringLiteral("result_rows"), 2}, {QStringLiteral("result"), QStringLiteral("complete")},
        {QStringLiteral("sorted_or_filtered"), false},
        {QStringLiteral("columns"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}}};
    QCOMPARE(record, expected);
}

void TestExportRecord::tellsWhatWasHeardSince()
{
    ResultOrigin origin;
    origin.provenance.emplace();
    QVERIFY(!exportRecord(origin, allOf(twoRows()), kNow).contains(QStringLiteral("standing")));
    QVERIFY(!exportRecord(origin, allOf(twoRows()), kNow).contains(QStringLiteral("values")));
    origin.provenance->fidelity = Fidelity::AsDelivered;
    QCOMPARE(exportRecord(origin, allOf(twoRows()), kNow).value(QStringLiteral("values")),
        QJsonValue(QStringLiteral("as delivered")));
    origin.standing = {Standing::State::Doubtful};
    QCOMPARE(exportRecord(origin, allOf(twoRows()), kNow)[QStringLiteral("standing")].toString(),
        QStringLiteral("may have changed since"));
    origin.standing = {Standing::State::ConnectionLost};
    QCOMPARE(exportRecord(origin, allOf(twoRows()), kNow)[QStringLiteral("standing")].toString(),
        QStringLiteral("the connection was lost or silent since"));
    origin.standing = {Standing::State::Overtaken, {ReasonCode::TableChanged, QStringLiteral("DROP x")}};
    const QJsonObject record = exportRecord(origin, allOf(twoRows()), kNow);
    QCOMPARE(record[QStringLiteral("standing")].toString(), QStringLiteral("changed since"));
    QCOMPARE(record[QStringLiteral("standing_reason")].toString(), QStringLiteral("DROP x"));
    origin.standing = {Standing::State::TransactionOver};
    QCOMPARE(exportRecord(origin, allOf(twoRows()), kNow)[QStringLiteral("standing")].toString(),
        QStringLiteral("the transaction has ended"));
}

void TestExportRecord::tellsWhatWasChosen()
{
    const ArrangedRows shown{twoRows(), std::make_shared<RowOrder>(RowOrder{1})};
    const QJsonObject record = exportRecord({}, allOf(shown, {1}), kNow);
    QCOMPARE(record[QStringLiteral("rows")].toInt(), 1);
    QCOMPARE(record[QStringLiteral("result_rows")].toInt(), 2);
    QCOMPARE(record[QStringLiteral("columns")].toArray(), QJsonArray{QStringLiteral("b")});
    QVERIFY(record[QStringLiteral("sorted_or_filtered")].toBool());
}

void TestExportRecord::leavesOutWhatIsNotKnown()
{
    const QJsonObject record = exportRecord({}, allOf(twoRows()), kNow);
    for (const char* name : {"sql", "database", "source", "freshness", "fetched_at", "proven_at", "key"})
        QVERIFY2(!record.contains(QString::fromLatin1(name)), name);
}

void TestExportRecord::tellsThatAResultIsIncomplete_data()
{
    QTest::addColumn<int>("completeness");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("warning");
    const auto row = [](Completeness completeness, const char* name, const char* warning) {
        QTest::newRow(name) << int(completeness) << QString::fromLatin1(name) << QString::fromLatin1(warning);
    };
    row(Completeness::Complete, "complete", "");
    row(Completeness::Streaming, "still arriving", "still arriving: these are the first 2");
    row(Completeness::LimitReached, "row limit reached, more exist", "first 2 rows only");
    row(Completeness::Cancelled, "cancelled", "was cancelled: the result holds the 2 rows");
    row(Completeness::Failed, "ended by an error", "with an error: the result holds the 2 rows before it");
}

void TestExportRecord::tellsThatAResultIsIncomplete()
{
    QFETCH(int, completeness);
    QFETCH(QString, name);
    QFETCH(QString, warning);
    const ResultPtr result = twoRows(Completeness(completeness));
    QCOMPARE(exportRecord({}, allOf(result), kNow)[QStringLiteral("result")].toString(), name);
    QVERIFY(incompleteText(*result).contains(warning));
    QCOMPARE(incompleteText(*result).isEmpty(), warning.isEmpty());
}

void TestExportRecord::hasALineForEachFact()
{
    QCOMPARE(recordLines({{QStringLiteral("rows"), 2}, {QStringLiteral("all"), true},
                 {QStringLiteral("columns"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}}}),
        (QStringList{
            QStringLiteral("all: true"), QStringLiteral("columns: a, b"), QStringLiteral("rows: 2")}));
}

QTEST_GUILESS_MAIN(TestExportRecord)
#include "tst_exportrecord.moc"
