#include "ui/selectionsummary.h"

#include "support/results.h"

#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestSelectionSummary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksOnceTheSelectionRests();
    void saysTheSameOnlyOnce();
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

QTEST_GUILESS_MAIN(TestSelectionSummary)
#include "tst_selectionsummary.moc"
