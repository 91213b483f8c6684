#include "models/resultchanges.h"

#include "support/keyedresult.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace larder;
using namespace larder::test;

namespace {

ResultChanges changesOf(const Rows& before, const Rows& after, bool keyed)
{
    return *ResultChanges::between(keyedResult(before, keyed), keyedResult(after, keyed), {});
}

/// The changed cells of @p changes as "0,1 2,0", by row and column.
QString changedCells(const ResultChanges& changes)
{
    QStringList cells;
    for (qint64 row = 0; row < changes.after()->rowCount(); ++row) {
        for (int column = 0; column < 2; ++column) {
            if (changes.isChanged(row, column))
                cells << QStringLiteral("%1,%2").arg(row).arg(column);
        }
    }
    return cells.join(u' ');
}

/// The rows of @p changes as they are now, "0 - 1" with a dash for one that is gone.
QString rowsNow(const ResultChanges& changes)
{
    QStringList rows;
    for (qint64 row = 0; row < changes.before()->rowCount(); ++row) {
        const auto now = changes.rowNow(row);
        rows << (now ? QString::number(*now) : QStringLiteral("-"));
    }
    return rows.join(u' ');
}

Row row(qint64 key, const Value& value)
{
    return {Value(key), value};
}

} // namespace

class TestResultChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfRows_data();
    void tellsWhatBecameOfRows();
    void agreesWithALookAtEachKey();
    void equalRowsKeepTheirOrder();
    void claimsNothingOfRowsBeyondALimit();
    void stops();
};

void TestResultChanges::tellsWhatBecameOfRows_data()
{
    QTest::addColumn<Rows>("before");
    QTest::addColumn<Rows>("after");
    QTest::addColumn<bool>("keyed");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("changed");

    const Row a = row(1, text("a"));
    const Row b = row(2, text("b"));
    const Row c = row(3, text("c"));
    const Row changedB = row(2, text("B"));
    QTest::newRow("nothing") << Rows{a, b} << Rows{a, b} << true << "0 1"
                             << "";
    QTest::newRow("a value") << Rows{a, b, c} << Rows{a, changedB, c} << true << "0 1 2"
                             << "1,1";
    QTest::newRow("a row before") << Rows{b, c} << Rows{a, b, c} << true << "1 2"
                                  << "0,0 0,1";
    QTest::newRow("a row behind") << Rows{a, b} << Rows{a, b, c} << true << "0 1"
                                  << "2,0 2,1";
    QTest::newRow("a row gone") << Rows{a, b, c} << Rows{a, c} << true << "0 - 1"
                                << "";
    QTest::newRow("another order") << Rows{a, b, c} << Rows{c, changedB, a} << true << "2 1 0"
                                   << "1,1";
    QTest::newRow("all gone") << Rows{a, b} << Rows{} << true << "- -"
                              << "";
    QTest::newRow("none before") << Rows{} << Rows{a} << true << ""
                                 << "0,0 0,1";
    QTest::newRow("no key, a value") << Rows{a, b} << Rows{a, changedB} << false << "0 1"
                                     << "1,1";
    QTest::newRow("no key, a row before") << Rows{b, c} << Rows{a, b, c} << false << "1 2"
                                          << "0,0 0,1";
    QTest::newRow("a type") << Rows{row(1, qint64(5))} << Rows{row(1, text("5"))} << true << "0"
                            << "0,1";
    QTest::newRow("real for integer") << Rows{row(1, qint64(5))} << Rows{row(1, 5.0)} << true << "0"
                                      << "0,1";
    QTest::newRow("empty text for NULL") << Rows{row(1, Value())} << Rows{row(1, text(""))} << true << "0"
                                         << "0,1";
    QTest::newRow("not a number") << Rows{row(1, qQNaN())} << Rows{row(1, qQNaN())} << true << "0"
                                  << "";
}

void TestResultChanges::tellsWhatBecameOfRows()
{
    QFETCH(Rows, before);
    QFETCH(Rows, after);
    QFETCH(bool, keyed);
    const ResultChanges changes = changesOf(before, after, keyed);
    QTEST(rowsNow(changes), "now");
    QTEST(changedCells(changes), "changed");
}

void TestResultChanges::agreesWithALookAtEachKey()
{
    QRandomGenerator random(20'261'125);
    for (int round = 0; round < 300; ++round) {
        std::map<qint64, qint64> values;
        Rows before;
        for (qint64 key = 0; key < random.bounded(60); ++key)
            before.push_back(row(key, values[key] = random.bounded(5)));
        Rows after;
        qint64 changed = 0;
        qint64 added = 0;
        for (const Row& each : before) {
            const auto dice = random.bounded(10);
            if (dice == 0)
                continue;
            after.push_back(each);
            if (dice == 1) {
                after.back()[1] = qint64(random.bounded(5));
                changed += after.back()[1] != each[1];
            }
            if (dice == 2) {
                after.push_back(row(1'000 + added, qint64(7)));
                ++added;
            }
        }
        if (round % 3 == 0)
            std::shuffle(after.begin(), after.end(), random);
        const ResultChanges changes = changesOf(before, after, true);
        QCOMPARE(changes.changedCells(), changed);
        QCOMPARE(changes.newRows(), added);
        QCOMPARE(changes.goneRows(), qint64(before.size() + size_t(added) - after.size()));
        for (size_t i = 0; i < before.size(); ++i) {
            const auto now = changes.rowNow(qint64(i));
            const auto found = std::find_if(
                after.begin(), after.end(), [&](const Row& each) { return each[0] == before[i][0]; });
            QCOMPARE(now, found == after.end() ? std::nullopt : std::optional<qint64>(found - after.begin()));
        }
    }
}

// A part of a key does not tell rows apart.
void TestResultChanges::equalRowsKeepTheirOrder()
{
    Rows before;
    for (qint64 value = 0; value < 20'000; ++value)
        before.push_back(row(1, value));
    Rows after(before.begin() + 1, before.end());
    after.front() = row(2, qint64(0));
    std::reverse(after.begin(), after.end());
    const ResultChanges changes = changesOf(before, after, true);
    QCOMPARE(changes.newRows(), 1);
    QCOMPARE(changes.goneRows(), 2);
    QCOMPARE(changes.rowNow(0), 0);
    QCOMPARE(changes.rowNow(19'997), 19'997);
}

void TestResultChanges::claimsNothingOfRowsBeyondALimit()
{
    const Rows few{row(1, text("a"))};
    const Rows many{row(0, text("z")), row(1, text("b"))};
    const auto more = ResultChanges::between(
        keyedResult(few, true, Completeness::LimitReached), keyedResult(many, true), {});
    QCOMPARE(more->newRows(), 0);
    QCOMPARE(changedCells(*more), QStringLiteral("1,1"));
    QCOMPARE(more->rowNow(0), 1);
    const auto fewer = ResultChanges::between(
        keyedResult(many, true), keyedResult(few, true, Completeness::LimitReached), {});
    QCOMPARE(fewer->goneRows(), 0);
}

void TestResultChanges::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const ResultPtr result = keyedResult({row(1, qint64(1))}, true);
    QVERIFY(!ResultChanges::between(result, result, RowTask{stop.get_token()}));
}

QTEST_APPLESS_MAIN(TestResultChanges)
#include "tst_resultchanges.moc"
