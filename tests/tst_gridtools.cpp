#include "ui/gridtools.h"

#include "support/shownresult.h"
#include "ui/findbar.h"
#include "ui/gotorowbar.h"
#include "ui/noticebar.h"
#include "ui/resultheader.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr manyRows()
{
    std::vector<Row> rows;
    for (qint64 row = 0; row < 1'000; ++row)
        rows.push_back({row, text("tea")});
    return resultOf({QStringLiteral("a"), QStringLiteral("b")}, rows);
}

struct Shown : ShownResult
{
    Shown() : ShownResult(manyRows()) { tools.show(); }

    [[nodiscard]] FindBar& findBar() const { return *tools.findChild<FindBar*>(); }
    [[nodiscard]] GoToRowBar& goToRowBar() const { return *tools.findChild<GoToRowBar*>(); }

    GridTools tools{view, nullptr};
};

} // namespace

class TestGridTools final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void keysOfTheGridOpenThem();
    void goesToTheRowInTheCurrentColumn();
    void goesNowhereWhenTheRowsHaveGone();
    void tellsOfFiltersThatCantBeSeen();
};

void TestGridTools::keysOfTheGridOpenThem()
{
    Shown shown;
    QVERIFY(!shown.findBar().isVisible() && !shown.goToRowBar().isVisible());
    QTest::keyClick(&shown.view, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(shown.findBar().isVisible());
    QTest::keyClick(&shown.view, Qt::Key_G, Qt::ControlModifier);
    QVERIFY(shown.goToRowBar().isVisible());
    shown.findBar().findChild<QLineEdit*>()->setText(QStringLiteral("tea"));
    QTRY_COMPARE(shown.view.currentCell(), CellPosition({0, 1}));
    QTest::keyClick(&shown.view, Qt::Key_F3);
    QTRY_COMPARE(shown.view.currentCell(), CellPosition({1, 1}));
    QTest::keyClick(&shown.view, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(shown.view.currentCell(), CellPosition({0, 1}));
}

void TestGridTools::goesToTheRowInTheCurrentColumn()
{
    Shown shown;
    shown.click(2, 1);
    QTest::keyClick(&shown.view, Qt::Key_G, Qt::ControlModifier);
    auto& edit = *shown.goToRowBar().findChild<QLineEdit*>();
    edit.setText(QStringLiteral("700"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(shown.view.currentCell(), CellPosition({699, 1}));
    QVERIFY(shown.view.viewport()->rect().contains(shown.view.cellRect({699, 1})));
    QCOMPARE(shown.view.focusWidget(), &shown.view);
}

void TestGridTools::goesNowhereWhenTheRowsHaveGone()
{
    Shown shown;
    QTest::keyClick(&shown.view, Qt::Key_G, Qt::ControlModifier);
    shown.view.setRows({});
    auto& edit = *shown.goToRowBar().findChild<QLineEdit*>();
    edit.setText(QStringLiteral("700"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QVERIFY(!shown.view.currentCell());
}

void TestGridTools::tellsOfFiltersThatCantBeSeen()
{
    Shown shown;
    auto& notice = *shown.tools.findChild<NoticeBar*>(QStringLiteral("hiddenFilters"));
    ResultHeader& header = shown.view.header();
    header.setFilterText(1, QStringLiteral("te"));
    QVERIFY(!notice.isVisible());
    shown.view.state().columns().setHidden(1, true);
    QVERIFY(notice.isVisible());
    QCOMPARE(notice.text(), QStringLiteral("1 hidden column is filtered: b"));
    shown.view.state().columns().setHidden(1, false);
    QVERIFY(!notice.isVisible());
    shown.view.state().columns().setHidden(1, true);
    notice.findChild<QPushButton*>()->click();
    QVERIFY(!notice.isVisible());
    QVERIFY(header.filterTexts().empty());
}

QTEST_MAIN(TestGridTools)
#include "tst_gridtools.moc"
