#include "models/selectionsummary.h"

#include "support/results.h"

#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kMany = 300'000;

ArrangedRows manyRows()
{
    ResultBuilder builder({{QStringLiteral("n")}});
    for (qint64 row = 0; row < kMany; ++row) {
        builder.column(0).appendInteger(2);
        builder.endRow();
    }
    return {builder.snapshot(Completeness::Complete)};
}

} // namespace

class TestSelectionSummary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksOnceTheSelectionRests();
    void saysTheSameOnlyOnce();
    void reckonsWithManyCellsBeside();
    void aNewSelectionStopsTheOneBefore();
};

void TestSelectionSummary::speaksOnceTheSelectionRests()
{
    const ArrangedRows rows{resultOf({QStringLiteral("n")}, {{qint64(1)}, {qint64(5)}})};
    SelectionSummary summary(nullptr);
    const QSignalSpy said(&summary, &SelectionSummary::changed);
    summary.setSelection(rows, {{0}, {{0, 0, 0, 0}}});
    summary.setSelection(rows, {{0}, {{0, 1, 0, 0}}});
    QCOMPARE(said.size(), 0);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains(QStringLiteral("sum 6")));
    summary.setSelection({}, {});
    QTRY_COMPARE(said.size(), 2);
    QCOMPARE(said[1][0].toString(), QString());
}

void TestSelectionSummary::saysTheSameOnlyOnce()
{
    const ArrangedRows rows{resultOf({QStringLiteral("n")}, {{qint64(1)}, {qint64(5)}, {qint64(6)}})};
    SelectionSummary summary(nullptr);
    QSignalSpy said(&summary, &SelectionSummary::changed);
    summary.setSelection(rows, {{0}, {{0, 1, 0, 0}}});
    QVERIFY(said.wait());
    summary.setSelection(rows, {{0}, {{0, 1, 0, 0}}});
    summary.setSelection(rows, {{0}, {{0, 2, 0, 0}}});
    QVERIFY(said.wait());
    QCOMPARE(said.size(), 2);
}

void TestSelectionSummary::reckonsWithManyCellsBeside()
{
    SelectionSummary summary(nullptr);
    QSignalSpy said(&summary, &SelectionSummary::changed);
    summary.setSelection(manyRows(), {{0}, {{0, kMany - 1, 0, 0}}});
    QTRY_VERIFY(!said.isEmpty());
    QCOMPARE(said[0][0].toString(), QStringLiteral("300,000 cells"));
    QTRY_COMPARE(
        said.last()[0].toString(), QStringLiteral("300,000 cells · sum 600000 · avg 2 · min 2 · max 2"));
}

void TestSelectionSummary::aNewSelectionStopsTheOneBefore()
{
    SelectionSummary summary(nullptr);
    QSignalSpy said(&summary, &SelectionSummary::changed);
    const ArrangedRows rows = manyRows();
    summary.setSelection(rows, {{0}, {{0, kMany - 1, 0, 0}}});
    QTRY_VERIFY(!said.isEmpty());
    summary.setSelection(rows, {{0}, {{0, 1, 0, 0}}});
    QTRY_COMPARE(said.last()[0].toString(), QStringLiteral("2 cells · sum 4 · avg 2 · min 2 · max 2"));
}

QTEST_GUILESS_MAIN(TestSelectionSummary)
#include "tst_selectionsummary.moc"
