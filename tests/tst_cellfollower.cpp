#include "ui/cellfollower.h"

#include "tests/support/results.h"
#include "ui/celldock.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/valuepages.h"

#include <QMainWindow>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr numbers(qint64 from, qint64 count)
{
    std::vector<Row> rows;
    for (qint64 row = 0; row < count; ++row)
        rows.push_back({from + row, text("t" + QByteArray::number(from + row))});
    return resultOf({QStringLiteral("n"), QStringLiteral("t")}, rows);
}

class Bench
{
public:
    Bench() : dock(new CellDock(&window)), follower(*dock), pane(new ResultPane(&window))
    {
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        window.setCentralWidget(pane);
        window.resize(900, 400);
        window.show();
        follower.follow(pane);
    }

    [[nodiscard]] static ResultView& view(ResultPane& pane) { return *pane.findChild<ResultView*>(); }
    [[nodiscard]] bool shows(const ResultPtr& result, qint64 row, int column) const
    {
        return dock->value().isSameAs({result, row, column});
    }

    QMainWindow window;
    CellDock* dock;
    CellFollower follower;
    ResultPane* pane;
};

} // namespace

class TestCellFollower final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void followsTheCurrentCell();
    void followsThePaneInFront();
    void costsNothingWhileHidden();
    void letsGoOfAPaneThatIsDestroyed();
    void showsTheDockFromTheMenuOfACell();
};

void TestCellFollower::followsTheCurrentCell()
{
    Bench bench;
    const ResultPtr result = numbers(0, 5);
    bench.pane->showOutcome({.result = result});
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(bench.shows(result, 0, 0));
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Down);
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Right);
    QTRY_VERIFY(bench.shows(result, 1, 1));
    // Of several, the one that is current.
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(bench.shows(result, 2, 1));
    bench.pane->showOutcome({.rowsAffected = 1});
    QTRY_VERIFY(!bench.dock->value().isValid());
}

void TestCellFollower::followsThePaneInFront()
{
    Bench bench;
    const ResultPtr here = numbers(0, 5);
    const ResultPtr there = numbers(100, 5);
    ResultPane other;
    other.show();
    bench.pane->showOutcome({.result = here});
    other.showOutcome({.result = there});
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&bench.view(other), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&bench.view(other), Qt::Key_End, Qt::ControlModifier);
    bench.follower.follow(&other);
    QVERIFY(bench.shows(there, 4, 1));
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Down);
    QVERIFY(bench.shows(there, 4, 1));
    bench.follower.follow(nullptr);
    QVERIFY(!bench.dock->value().isValid());
    bench.follower.follow(bench.pane);
    QVERIFY(bench.shows(here, 1, 0));
}

void TestCellFollower::costsNothingWhileHidden()
{
    Bench bench;
    const ResultPtr result = numbers(0, 5);
    bench.dock->hide();
    bench.pane->showOutcome({.result = result});
    QTest::keyClick(&bench.view(*bench.pane), Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(!bench.dock->value().isValid());
    bench.dock->present();
    QTRY_VERIFY(bench.shows(result, 0, 0));
    bench.dock->hide();
    QVERIFY(!bench.dock->value().isValid());
}

void TestCellFollower::letsGoOfAPaneThatIsDestroyed()
{
    Bench bench;
    auto other = std::make_unique<ResultPane>();
    const ResultPtr result = numbers(0, 5);
    other->showOutcome({.result = result});
    QTest::keyClick(&bench.view(*other), Qt::Key_Home, Qt::ControlModifier);
    bench.follower.follow(other.get());
    QVERIFY(bench.shows(result, 0, 0));
    other.reset();
    QVERIFY(!bench.dock->value().isValid());
    QTRY_COMPARE(result.use_count(), 1);
}

void TestCellFollower::showsTheDockFromTheMenuOfACell()
{
    Bench bench;
    bench.dock->hide();
    QMenu menu;
    Q_EMIT bench.pane->cellMenuRequested(&menu);
    QAction* found = nullptr;
    for (QAction* const action : menu.actions()) {
        if (action->text() == QStringLiteral("Show in cell &dock"))
            found = action;
    }
    QVERIFY(found);
    found->trigger();
    QVERIFY(bench.dock->isVisible());
}

QTEST_MAIN(TestCellFollower)
#include "tst_cellfollower.moc"
