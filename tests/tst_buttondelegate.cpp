#include "ui/inspector/buttondelegate.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace larder;

namespace {

constexpr int kButtonColumn = 1;

/// Three rows: a text and a button each.
class View : public QTableView
{
public:
    View() : m_model(3, 2), m_delegate(this)
    {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            m_model.setItem(row, 0, new QStandardItem(QStringLiteral("row %1").arg(row)));
            m_model.setItem(row, kButtonColumn, new QStandardItem(QStringLiteral("Expire")));
        }
        setModel(&m_model);
        setSelectionBehavior(SelectRows);
        setEditTriggers(NoEditTriggers);
        setItemDelegateForColumn(kButtonColumn, &m_delegate);
        resize(400, 200);
        show();
    }
    ~View() override { setModel(nullptr); }

    [[nodiscard]] ButtonDelegate& delegate() { return m_delegate; }
    [[nodiscard]] QStandardItemModel& items() { return m_model; }
    [[nodiscard]] QModelIndex button(int row) const { return m_model.index(row, kButtonColumn); }
    [[nodiscard]] QPoint centre(int row) const
    {
        return ButtonDelegate::buttonRect(visualRect(button(row))).center();
    }
    [[nodiscard]] QImage picture(int row) const
    {
        return viewport()->grab(visualRect(button(row))).toImage();
    }

private:
    QStandardItemModel m_model;
    ButtonDelegate m_delegate;
};

} // namespace

class TestButtonDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void clicksTheRowUnderTheMouse();
    void leavesTheSelectionAlone();
    void ignoresAClickBesideTheButton();
    void ignoresAClickOnAnotherColumn();
    void ignoresTheOtherMouseButtons();
    void ignoresAReleaseElsewhere();
    void ignoresAReleaseOverAnotherRow();
    void ignoresAReleaseAfterTheRowMovedAway();
    void swallowsTheSecondPressOfADoubleClick();
    void clicksByKeyboard_data();
    void clicksByKeyboard();
    void leavesKeysToOtherColumns();
    void ignoresADisabledCell();
    void looksDifferentUnderTheMouseAndPressed();
    void forgetsTheMouseWhenItLeaves();
    void keepsTheButtonInItsCell();
};

void TestButtonDelegate::clicksTheRowUnderTheMouse()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toModelIndex(), view.button(1));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.centre(2));
    QCOMPARE(clicked.size(), 2);
    QCOMPARE(clicked[1][0].toModelIndex(), view.button(2));
}

void TestButtonDelegate::leavesTheSelectionAlone()
{
    View view;
    view.selectRow(0);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.centre(2));
    QCOMPARE(view.selectionModel()->selectedRows(), QModelIndexList{view.items().index(0, 0)});
    QCOMPARE(view.currentIndex().row(), 0);
}

void TestButtonDelegate::ignoresAClickBesideTheButton()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.button(1)).topLeft());
    QCOMPARE(clicked.size(), 0);
    QCOMPARE(view.currentIndex(), view.button(1));
}

void TestButtonDelegate::ignoresAClickOnAnotherColumn()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    const QPoint text = view.visualRect(view.items().index(1, 0)).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, text);
    QCOMPARE(clicked.size(), 0);
    QCOMPARE(view.currentIndex().row(), 1);
}

void TestButtonDelegate::ignoresTheOtherMouseButtons()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    QTest::mouseClick(view.viewport(), Qt::RightButton, {}, view.centre(1));
    QTest::mouseClick(view.viewport(), Qt::MiddleButton, {}, view.centre(1));
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::ignoresAReleaseElsewhere()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    const QPoint elsewhere = view.visualRect(view.items().index(0, 0)).center();
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, elsewhere);
    QCOMPARE(clicked.size(), 0);
    // Nothing is left over for the next release.
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, elsewhere);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::ignoresAReleaseOverAnotherRow()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, view.centre(2));
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::ignoresAReleaseAfterTheRowMovedAway()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    view.items().removeRow(0);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::swallowsTheSecondPressOfADoubleClick()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    connect(&view.delegate(), &ButtonDelegate::clicked, &view,
        [&view](const QModelIndex& index) { view.items().removeRow(index.row()); });
    const QPoint position = view.centre(1);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, position);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, position);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(view.items().rowCount(), 2);
}

void TestButtonDelegate::clicksByKeyboard_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Space") << Qt::Key_Space;
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
}

void TestButtonDelegate::clicksByKeyboard()
{
    QFETCH(const Qt::Key, key);
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    view.setCurrentIndex(view.button(2));
    QTest::keyClick(&view, key);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toModelIndex(), view.button(2));
}

void TestButtonDelegate::leavesKeysToOtherColumns()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    view.setCurrentIndex(view.items().index(2, 0));
    QTest::keyClick(&view, Qt::Key_Space);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::ignoresADisabledCell()
{
    View view;
    const QSignalSpy clicked(&view.delegate(), &ButtonDelegate::clicked);
    view.items().item(1, kButtonColumn)->setEnabled(false);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QCOMPARE(clicked.size(), 0);
}

void TestButtonDelegate::looksDifferentUnderTheMouseAndPressed()
{
    View view;
    const QImage idle = view.picture(1);
    QTest::mouseMove(view.viewport(), view.centre(1));
    const QImage hovered = view.picture(1);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    const QImage pressed = view.picture(1);
    QVERIFY(idle != hovered);
    QVERIFY(hovered != pressed);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, view.centre(1));
    QTest::mouseMove(view.viewport(), view.centre(0));
    QCOMPARE(view.picture(1), idle);
}

void TestButtonDelegate::forgetsTheMouseWhenItLeaves()
{
    View view;
    const QImage idle = view.picture(1);
    QTest::mouseMove(view.viewport(), view.centre(1));
    QVERIFY(view.picture(1) != idle);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view.viewport(), &leave);
    QCOMPARE(view.picture(1), idle);
}

void TestButtonDelegate::keepsTheButtonInItsCell()
{
    const QRect cell(100, 40, 65, 20);
    QVERIFY(cell.contains(ButtonDelegate::buttonRect(cell)));
    QVERIFY(ButtonDelegate::buttonRect(cell).width() > 50);
}

QTEST_MAIN(TestButtonDelegate)
#include "tst_buttondelegate.moc"
