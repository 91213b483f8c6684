#include "ui/accessiblecell.h"

#include "support/shownresult.h"

#include <QRegularExpression>

using namespace larder;
using namespace larder::test;

class TestAccessibleCell final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void knowsItsPlaceAndState();
    void isInvalidOutsideOfTheGrid();
};

void TestAccessibleCell::knowsItsPlaceAndState()
{
    ShownResult shown;
    shown.click(1, 0);
    AccessibleCell cell(shown.view, {1, 0});
    QVERIFY(cell.isValid() && cell.isSelected());
    QVERIFY(cell.state().selected && cell.state().readOnly && !cell.state().offscreen);
    QCOMPARE(cell.text(QAccessible::Name), QStringLiteral("id: 20"));
    QCOMPARE(cell.at(), GridPlace({1, 0}));
    QVERIFY(cell.tableCellInterface());
    QVERIFY(!AccessibleCell(shown.view, {1, 1}).isSelected());
    const std::vector<Row> rows(200, Row{qint64(1)});
    ShownResult longer(resultOf({QStringLiteral("n")}, rows));
    QVERIFY(!AccessibleCell(longer.view, {0, 0}).state().offscreen);
    QVERIFY(AccessibleCell(longer.view, {199, 0}).state().offscreen);
}

void TestAccessibleCell::isInvalidOutsideOfTheGrid()
{
    ShownResult shown;
    AccessibleCell cell(shown.view, {2, 2});
    QVERIFY(cell.isValid());
    shown.view.state().columns().setHidden(0, true);
    QVERIFY(!cell.isValid());
    QVERIFY(cell.state().invalid);
    QCOMPARE(cell.text(QAccessible::Name), QString());
    QVERIFY(cell.rect().isEmpty() && !cell.isSelected());
}

QTEST_MAIN(TestAccessibleCell)
#include "tst_accessiblecell.moc"
