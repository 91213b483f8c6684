#include "models/inspector/comparisonmodel.h"

#include "support/keyedresult.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace larder;
using namespace larder::test;

namespace {

ResultComparison compared(const Rows& before, const Rows& after, bool keyed)
{
    return *ResultComparison::between(keyedResult(before, keyed), keyedResult(after, keyed), {});
}

Row row(qint64 key, qint64 value)
{
    return {Value(key), Value(value)};
}

/// "=0>0 ~1>1 +>2 -3>": what became of each row, and its numbers before and after.
QString rowsText(const ResultComparison& comparison)
{
    QStringList parts;
    for (const ComparedRow& each : comparison.rows()) {
        const auto number
            = [](quint32 place) { return place == ComparedRow::kNone ? QString() : QString::number(place); };
        parts << QStringLiteral("=^~+-").mid(int(each.change), 1) + number(each.before) + u'>'
                + number(each.after);
    }
    return parts.join(u' ');
}

} // namespace

class TestResultComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsRowsApartByTheirKeys()
    {
        const ResultComparison comparison
            = compared({row(1, 10), row(2, 20), row(4, 40)}, {row(1, 10), row(2, 21), row(3, 30)}, true);
        QCOMPARE(rowsText(comparison), QStringLiteral("=0>0 ~1>1 +>2 -2>"));
        QCOMPARE(comparison.changedCells(), 1);
        QVERIFY(comparison.isCellChanged(comparison.rows()[1], 1));
        QVERIFY(!comparison.isCellChanged(comparison.rows()[1], 0));
        QCOMPARE(verdictText(comparison),
            QStringLiteral(
                "The entry differs from the database: 1 row changed (1 cell), 1 added, 1 removed."));
    }

    void comparesRowsWithoutAKeyAsOftenAsTheyAreThere()
    {
        const ResultComparison comparison = compared(
            {row(1, 1), row(1, 1), row(2, 2)}, {row(2, 2), row(1, 1), row(3, 3), row(2, 2)}, false);
        QCOMPARE(comparison.count(RowChange::Removed), 1);
        QCOMPARE(comparison.count(RowChange::Added), 2);
        QCOMPARE(comparison.count(RowChange::Changed), 0);
    }

    void tellsAnotherOrderFromOtherRows()
    {
        const ResultComparison comparison = compared(
            {row(1, 1), row(2, 2), row(3, 3), row(4, 4)}, {row(4, 4), row(1, 1), row(2, 2), row(3, 3)}, true);
        QCOMPARE(rowsText(comparison), QStringLiteral("^3>0 =0>1 =1>2 =2>3"));
        QCOMPARE(verdictText(comparison), QStringLiteral("The same rows in another order: 1 row has moved."));
    }

    // As a join gives them.
    void equalRowsWithOneKeyAreNeverCalledChanged()
    {
        const ResultComparison comparison
            = compared({row(1, 1), row(1, 2), row(1, 3)}, {row(1, 3), row(1, 2), row(1, 1)}, true);
        QCOMPARE(comparison.count(RowChange::Changed), 0);
        QCOMPARE(comparison.count(RowChange::Moved), 2);
    }

    void putsRemovedRowsWhereTheyStood()
    {
        QCOMPARE(rowsText(compared({row(1, 1), row(2, 2), row(3, 3)}, {row(1, 1), row(3, 3)}, true)),
            QStringLiteral("=0>0 -1> =2>1"));
    }

    void saysOfEqualAndOfEmptyResultsThatTheyAreEqual()
    {
        QCOMPARE(verdictText(compared({row(1, 1), row(2, 2)}, {row(1, 1), row(2, 2)}, true)),
            QStringLiteral("Equal: all 2 rows are as the database has them now."));
        QCOMPARE(verdictText(compared({}, {}, true)),
            QStringLiteral("Equal: all 0 rows are as the database has them now."));
    }

    void warnsOfRowsThatTheLimitCutOff()
    {
        const auto comparison
            = ResultComparison::between(keyedResult({row(1, 1)}, true, Completeness::LimitReached),
                keyedResult({row(2, 2)}, true, Completeness::LimitReached), {});
        QVERIFY(verdictText(*comparison).contains(QStringLiteral("cut at the row limit")));
    }

    void stopsWhenToldTo()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!ResultComparison::between(
            keyedResult({row(1, 1)}, true), keyedResult({row(2, 2)}, true), {stop.get_token()}));
    }

    void accountsForEachRowOnceWhateverTheyAre()
    {
        QRandomGenerator random(7);
        const auto rows = [&] {
            Rows made;
            for (quint32 count = random.bounded(12U); count > 0; --count)
                made.push_back(row(random.bounded(5), random.bounded(3)));
            return made;
        };
        for (int round = 0; round < 1'000; ++round) {
            const Rows before = rows();
            const Rows after = rows();
            const ResultComparison comparison = compared(before, after, round % 2 == 0);
            std::vector<quint32> seenBefore;
            std::vector<quint32> seenAfter;
            for (const ComparedRow& each : comparison.rows()) {
                if (each.before != ComparedRow::kNone)
                    seenBefore.push_back(each.before);
                if (each.after != ComparedRow::kNone)
                    seenAfter.push_back(each.after);
                const bool isPair = each.before != ComparedRow::kNone && each.after != ComparedRow::kNone;
                QCOMPARE(isPair, each.change != RowChange::Added && each.change != RowChange::Removed);
                const bool isEqual = isPair && before[each.before] == after[each.after];
                QCOMPARE(isEqual, each.change == RowChange::Same || each.change == RowChange::Moved);
            }
            std::ranges::sort(seenBefore);
            QVERIFY(std::ranges::is_sorted(seenAfter));
            QCOMPARE(seenBefore.size(), before.size());
            QCOMPARE(seenAfter.size(), after.size());
            QVERIFY(std::ranges::adjacent_find(seenBefore) == seenBefore.end());
            // What is left over has no equal on the other side.
            for (const ComparedRow& one : comparison.rows()) {
                for (const ComparedRow& other : comparison.rows()) {
                    if (one.change == RowChange::Removed && other.change == RowChange::Added)
                        QVERIFY(!(before[one.before] == after[other.after]));
                }
            }
        }
    }

    void modelShowsBothValuesOfAChangedCell()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setComparison(std::make_shared<const ResultComparison>(
            compared({row(1, 10), row(2, 20)}, {row(1, 10), row(2, 21)}, true)));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("≠ changed"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("2"));
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("20 → 21"));
        QVERIFY(model.index(0, 2).data(ComparisonModel::CellChangedRole).toBool());
        model.setChangesOnly(false);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("same"));
        QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), QStringLiteral("v"));
        QCOMPARE(model.changeFrom(-1, true), 1);
        QCOMPARE(model.changeFrom(1, true), -1);
        QCOMPARE(model.changeFrom(1, false), -1);
        model.setComparison(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestResultComparison)
#include "tst_resultcomparison.moc"
