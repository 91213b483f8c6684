#include "models/inspector/runlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

RunRecord runOf(quint64 id, const QByteArray& sql = "SELECT 1", quint64 connection = 1)
{
    RunRecord run;
    run.run = RunId(id);
    run.time = QDateTime(QDate(2024, 5, 1), QTime(14, 3, 20)).addSecs(qint64(id));
    run.request.sql = sql;
    run.request.connection = ConnectionId(connection);
    run.provenance.reason = {ReasonCode::FirstSeen};
    return run;
}

std::vector<RunRecord> runsOf(quint64 first, quint64 last)
{
    std::vector<RunRecord> runs;
    runs.reserve(size_t(last - first + 1));
    for (quint64 id = first; id <= last; ++id)
        runs.push_back(runOf(id));
    return runs;
}

} // namespace

class TestRunListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestFirst()
    {
        RunListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add(runsOf(1, 2));
        model.add({runOf(3, "SELECT\n name FROM item")});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.runAt(0).run, RunId(3));
        QCOMPARE(model.runAt(2).run, RunId(1));
        const auto text
            = [&](RunListModel::Column column) { return model.index(0, int(column)).data().toString(); };
        QCOMPARE(text(RunListModel::Column::Time), QStringLiteral("14:03:23"));
        QCOMPARE(text(RunListModel::Column::Answer), QStringLiteral("database · live"));
        QCOMPARE(text(RunListModel::Column::Reason), QStringLiteral("first time seen"));
        QCOMPARE(text(RunListModel::Column::Sql), QStringLiteral("SELECT name FROM item"));
    }

    void keepsAChosenRunWhileOthersCome()
    {
        RunListModel model;
        model.add(runsOf(1, 2));
        const QPersistentModelIndex chosen = model.index(1, 0);
        model.add(runsOf(3, 5));
        QCOMPARE(chosen.row(), 4);
        QCOMPARE(model.runAt(chosen.row()).run, RunId(1));
    }

    void forgetsTheOldestBeyondAThousand()
    {
        RunListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.add(runsOf(1, 999));
        model.add(runsOf(1000, 1003));
        QCOMPARE(model.rowCount(), 1'000);
        QCOMPARE(model.runAt(0).run, RunId(1003));
        QCOMPARE(model.runAt(999).run, RunId(4));
        model.add(runsOf(2001, 4000));
        QCOMPARE(model.rowCount(), 1'000);
        QCOMPARE(model.runAt(999).run, RunId(3001));
        QCOMPARE(reset.size(), 0);
    }

    void findsTheLastRunOfAStatement()
    {
        RunListModel model;
        model.add({runOf(1, "A"), runOf(2, "A"), runOf(3, "B"), runOf(4, "A", 2)});
        QCOMPARE(model.rowOf(ConnectionId(1), "A"), 2);
        QCOMPARE(model.rowOf(ConnectionId(2), "A"), 0);
        QCOMPARE(model.rowOf(ConnectionId(2), "B"), -1);
        // As a comparison sends it.
        RunRecord beside = runOf(5, "A");
        beside.request.mode = RunMode::Uncached;
        model.add({beside});
        QCOMPARE(model.rowOf(ConnectionId(1), "A"), 3);
    }
};

QTEST_GUILESS_MAIN(TestRunListModel)
#include "tst_runlistmodel.moc"
