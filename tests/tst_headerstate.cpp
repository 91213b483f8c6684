#include "ui/headerstate.h"

#include "tests/support/results.h"
#include "ui/resultpane.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

class TestHeaderState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void outlivesTheResultByTheNamesOfColumns();
    void namesNothingWithoutAResult();
};

void TestHeaderState::outlivesTheResultByTheNamesOfColumns()
{
    ResultPane pane;
    pane.show();
    pane.showOutcome({.result = resultOf({QStringLiteral("a"), QStringLiteral("b")},
                          {{qint64(1), qint64(9)}, {qint64(2), qint64(8)}, {qint64(3), qint64(7)}})});
    const TableState state{QStringLiteral("t"), QStringLiteral("x"),
        {{QStringLiteral("b"), Qt::AscendingOrder}, {QStringLiteral("gone"), Qt::AscendingOrder}},
        {{QStringLiteral("a"), QStringLiteral(">1")}}};
    const QSignalSpy requested(&pane, &ResultPane::arrangementRequested);
    writeHeader(pane, state);
    QCOMPARE(pane.sortKeys(), (std::vector<SortKey>{{1, Qt::AscendingOrder}}));
    QTRY_COMPARE(pane.rows().rowCount(), 2);
    QCOMPARE(pane.rows().cell(0, 0).integer, 3);
    // It is no wish of the user.
    QCOMPARE(requested.size(), 0);
    // The same columns in another order.
    pane.showOutcome(
        {.result = resultOf({QStringLiteral("b"), QStringLiteral("a")}, {{qint64(1), qint64(9)}})});
    writeHeader(pane, state);
    TableState read{QStringLiteral("t"), QStringLiteral("x")};
    readHeader(pane, read);
    QCOMPARE(read.orders, (std::vector<ColumnOrder>{{QStringLiteral("b"), Qt::AscendingOrder}}));
    QCOMPARE(read.filters, state.filters);
    QCOMPARE(pane.filterTexts().begin()->first, 1);
    // What is not in the state goes.
    writeHeader(pane, {});
    QVERIFY(pane.filterTexts().empty());
    QVERIFY(pane.sortKeys().empty());
}

void TestHeaderState::namesNothingWithoutAResult()
{
    ResultPane pane;
    TableState state{QStringLiteral("t"), {}, {{QStringLiteral("b"), Qt::AscendingOrder}}};
    writeHeader(pane, state);
    readHeader(pane, state);
    QVERIFY(state.orders.empty());
}

QTEST_MAIN(TestHeaderState)
#include "tst_headerstate.moc"
