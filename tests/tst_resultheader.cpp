#include "ui/resultheader.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace larder;

namespace {

/// A header in a view of three columns.
struct Shown
{
    Shown()
    {
        header = new ResultHeader(&view);
        view.setHorizontalHeader(header);
        view.setModel(&model);
        view.resize(400, 200);
        view.show();
    }

    void click(int column, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint place(header->sectionViewportPosition(column) + 10, header->viewport()->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, place);
    }

    QStandardItemModel model{2, 3};
    QTableView view;
    ResultHeader* header;
};

using Keys = std::vector<SortKey>;

} // namespace

class TestResultHeader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void clicksGoThroughTheOrders();
    void shiftAddsAndTakesAway();
    void tellsWhatIsTyped();
    void clearsWithoutASignal();
    void leavesRoomForTheFields();
};

void TestResultHeader::clicksGoThroughTheOrders()
{
    Shown shown;
    const QSignalSpy changes(shown.header, &ResultHeader::sortKeysChanged);
    shown.click(1);
    QCOMPARE(shown.header->sortKeys(), (Keys{{1, Qt::AscendingOrder}}));
    shown.click(1);
    QCOMPARE(shown.header->sortKeys(), (Keys{{1, Qt::DescendingOrder}}));
    shown.click(1);
    QCOMPARE(shown.header->sortKeys(), Keys());
    shown.click(0);
    shown.click(2);
    QCOMPARE(shown.header->sortKeys(), (Keys{{2, Qt::AscendingOrder}}));
    QCOMPARE(changes.size(), 5);
}

void TestResultHeader::shiftAddsAndTakesAway()
{
    Shown shown;
    shown.click(2);
    shown.click(0, Qt::ShiftModifier);
    shown.click(2, Qt::ShiftModifier);
    QCOMPARE(shown.header->sortKeys(), (Keys{{2, Qt::DescendingOrder}, {0, Qt::AscendingOrder}}));
    shown.click(2, Qt::ShiftModifier);
    QCOMPARE(shown.header->sortKeys(), (Keys{{0, Qt::AscendingOrder}}));
}

void TestResultHeader::tellsWhatIsTyped()
{
    Shown shown;
    const QSignalSpy changes(shown.header, &ResultHeader::filterTextsChanged);
    shown.header->setFilterText(1, QStringLiteral("tea"));
    shown.header->setFilterText(0, QStringLiteral("  "));
    QCOMPARE(shown.header->filterTexts(), (std::map<int, QString>{{1, QStringLiteral("tea")}}));
    QCOMPARE(changes.size(), 2);
}

void TestResultHeader::clearsWithoutASignal()
{
    Shown shown;
    shown.click(0);
    shown.header->setFilterText(1, QStringLiteral("tea"));
    const QSignalSpy texts(shown.header, &ResultHeader::filterTextsChanged);
    const QSignalSpy keys(shown.header, &ResultHeader::sortKeysChanged);
    shown.header->clear();
    QVERIFY(shown.header->filterTexts().empty() && shown.header->sortKeys().empty());
    QCOMPARE(texts.size() + keys.size(), 0);
}

void TestResultHeader::leavesRoomForTheFields()
{
    Shown shown;
    const auto* const field = shown.header->findChild<QLineEdit*>();
    QVERIFY(field && field->isVisible());
    QVERIFY(field->geometry().top() >= shown.header->viewport()->geometry().bottom());
    QVERIFY(field->geometry().bottom() < shown.header->height());
    QVERIFY(shown.header->viewport()->height() >= shown.header->fontMetrics().height());
}

QTEST_MAIN(TestResultHeader)
#include "tst_resultheader.moc"
