#include "models/inspector/flightmodel.h"
#include "tests/support/windowprogram.h"
#include "ui/inspector/flightsdock.h"
#include "ui/panels.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

using Column = FlightModel::Column;

/// Runs until it is cancelled.
const QByteArray kEndless
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

/// The whole program on a database, with the panel in view.
struct Program : test::WindowProgram
{
    Program() : WindowProgram("CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1);")
    {
        window().activateWindow();
        window().panels().goTo(dock());
    }

    FlightsDock& dock() { return *window().findChild<FlightsDock*>(); }
    QTableView& table() { return *dock().findChild<QTableView*>(); }
    QToolButton& cancelButton()
    {
        return *dock().findChild<QToolButton*>(QStringLiteral("cancelFlightButton"));
    }
    QString summary() { return dock().findChild<QLabel*>(QStringLiteral("flightsSummary"))->text(); }
    QString cell(Column column) { return table().model()->index(0, int(column)).data().toString(); }
    void start(QueryTab& in)
    {
        in.editor().setUtf8Text(kEndless);
        in.runAll();
    }
};

} // namespace

class TestFlightsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsAndCancelsWhatRuns();
    void cancelsForAllWhoWait();
    void theFirstRowIsChosenWhenTheFocusComesByKey();
};

void TestFlightsPanel::showsAndCancelsWhatRuns()
{
    Program program;
    QCOMPARE(program.summary(), QStringLiteral("No statement is on its way to a database."));
    QVERIFY(!program.cancelButton().isEnabled());
    program.start(program.tab());
    QTRY_COMPARE(program.summary(), QStringLiteral("1 statement is on its way."));
    QCOMPARE(program.cell(Column::Sql), QString::fromUtf8(kEndless));
    QCOMPARE(program.cell(Column::Connection), QStringLiteral("test.sqlite"));
    QCOMPARE(program.cell(Column::Followers), QStringLiteral("0"));
    QVERIFY(!program.cancelButton().isEnabled());
    program.table().selectRow(0);
    const QString waiting = program.cell(Column::Waiting);
    QTRY_VERIFY(program.cell(Column::Waiting) != waiting);
    // Updates leave the selection.
    QVERIFY(program.table().selectionModel()->hasSelection());
    const CacheStatistics before = program.application.engine().service().statistics();
    QVERIFY(program.cancelButton().isEnabled());
    QTest::mouseClick(&program.cancelButton(), Qt::LeftButton);
    QTRY_VERIFY(!program.tab().status().busy);
    QTRY_COMPARE(program.table().model()->rowCount(), 0);
    QCOMPARE(program.summary(), QStringLiteral("No statement is on its way to a database."));
    QVERIFY(program.application.engine().service().statistics() == before);
}

void TestFlightsPanel::cancelsForAllWhoWait()
{
    Program program;
    QueryTab& first = program.tab();
    program.start(first);
    program.window().tabs().addTab({}, first.connection());
    QueryTab& second = program.tab();
    QVERIFY(&first != &second);
    program.start(second);
    QTRY_COMPARE(program.cell(Column::Followers), QStringLiteral("1"));
    QCOMPARE(program.table().model()->rowCount(), 1);
    program.table().setFocus();
    program.table().selectRow(0);
    QTest::keyClick(&program.table(), Qt::Key_Delete);
    QTRY_VERIFY(!first.status().busy && !second.status().busy);
    QTRY_COMPARE(program.table().model()->rowCount(), 0);
}

void TestFlightsPanel::theFirstRowIsChosenWhenTheFocusComesByKey()
{
    Program program;
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    // No row is there yet.
    QVERIFY(!program.cancelButton().isEnabled());
    program.tab().editor().setFocus();
    program.start(program.tab());
    QTRY_COMPARE(program.table().model()->rowCount(), 1);
    program.window().panels().goTo(program.dock());
    QTRY_VERIFY(program.table().hasFocus());
    QCOMPARE(program.table().currentIndex().row(), 0);
    QVERIFY(program.table().selectionModel()->isRowSelected(0));
    QTest::keyClick(&program.table(), Qt::Key_Delete);
    QTRY_VERIFY(!program.tab().status().busy);
    QTRY_COMPARE(program.table().model()->rowCount(), 0);
}

QTEST_MAIN(TestFlightsPanel)
#include "tst_flightspanel.moc"
