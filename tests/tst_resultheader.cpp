#include "ui/resultheader.h"

#include "support/shownresult.h"

#include <QHelpEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace larder;
using namespace larder::test;

namespace {

/// A header over three columns.
struct Shown
{
    Shown()
    {
        fixture.view.resize(500, 200);
        header = &fixture.view.header();
    }

    explicit Shown(const ColumnInfo& column)
        : fixture(ResultBuilder({column}).snapshot(Completeness::Complete))
        , header(&fixture.view.header())
    {
    }

    void click(int column, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(header, Qt::LeftButton, modifiers, header->sectionRect(column).center());
    }

    void drag(QPoint from, int pixels)
    {
        QTest::mousePress(header, Qt::LeftButton, {}, from);
        QTest::mouseMove(header, from + QPoint(pixels, 0));
        QTest::mouseRelease(header, Qt::LeftButton, {}, from + QPoint(pixels, 0));
    }
    [[nodiscard]] QPoint edge(int column) const
    {
        return {header->sectionRect(column).right(), header->sectionRect(column).center().y()};
    }
    [[nodiscard]] QString toolTip(int column) const
    {
        const QPoint place = header->sectionRect(column).center();
        QHelpEvent event(QEvent::ToolTip, place, header->mapToGlobal(place));
        QCoreApplication::sendEvent(header, &event);
        return QToolTip::text();
    }

    ShownResult fixture;
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
    void paintsNameAndArrowOfASortedColumn();
    void numbersColumnsThatAreSortedByTogether();
    void controlSelectsColumns();
    void edgesAreDraggedToOtherWidths();
    void namesAreDraggedToOtherPlaces();
    void aDoubleClickAtAnEdgeFitsTheColumn();
    void theCornerSelectsAll();
    void describesColumns();
    void showsMarkupInToolTipAsText();
    void losingTheResultEndsADrag();
    void runsFromTheRightWhereTheLayoutDoes();
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
    const QRect place(field->mapTo(shown.header, QPoint()), field->size());
    QVERIFY(place.top() > shown.header->sectionRect(0).bottom());
    QVERIFY(place.bottom() < shown.header->height());
    QVERIFY(shown.header->sectionRect(0).height() >= shown.header->fontMetrics().height());
}

void TestResultHeader::paintsNameAndArrowOfASortedColumn()
{
    Shown shown;
    shown.fixture.view.state().columns().setWidthByUser(1, 200);
    const QRect section = shown.header->sectionRect(1);
    const QRect name(section.left() + 2, 2, 60, section.height() - 6);
    const QRect arrow(section.right() - 30, 2, 26, section.height() - 6);
    const QImage plainName = shown.header->grab(name).toImage();
    const QImage plainArrow = shown.header->grab(arrow).toImage();
    shown.header->setSortKeys({{1, Qt::AscendingOrder}});
    QCOMPARE(shown.header->grab(name).toImage(), plainName);
    const QImage ascending = shown.header->grab(arrow).toImage();
    QVERIFY(ascending != plainArrow);
    shown.header->setSortKeys({{1, Qt::DescendingOrder}});
    QVERIFY(shown.header->grab(arrow).toImage() != ascending);
}

void TestResultHeader::numbersColumnsThatAreSortedByTogether()
{
    Shown shown;
    const auto picture = [&](Keys keys) {
        shown.header->setSortKeys(std::move(keys));
        return shown.header->grab(shown.header->sectionRect(1)).toImage();
    };
    const SortKey id{0, Qt::AscendingOrder};
    const SortKey name{1, Qt::AscendingOrder};
    const QImage only = picture({name});
    const QImage first = picture({name, id});
    QVERIFY(first != only);
    QVERIFY(picture({id, name}) != first);
    QCOMPARE(picture({name}), only);
}

void TestResultHeader::controlSelectsColumns()
{
    Shown shown;
    shown.click(1, Qt::ControlModifier);
    QCOMPARE(shown.fixture.view.selection().ranges, (std::vector<CellRange>{{0, 2, 1, 1}}));
    shown.click(2, Qt::ControlModifier);
    QCOMPARE(shown.fixture.view.selection().cellCount(), 6);
    shown.click(2, Qt::ControlModifier);
    QCOMPARE(shown.fixture.view.selection().cellCount(), 3);
    shown.click(0, Qt::ControlModifier);
    shown.click(2, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(shown.fixture.view.selection().cellCount(), 9);
    QVERIFY(shown.header->sortKeys().empty());
}

void TestResultHeader::edgesAreDraggedToOtherWidths()
{
    Shown shown;
    const GridColumns& columns = shown.fixture.view.state().columns();
    const int before = columns.width(1);
    shown.drag(shown.edge(1), 35);
    QCOMPARE(columns.width(1), before + 35);
    shown.drag(shown.edge(1), -2'000);
    QVERIFY(columns.width(1) > 5);
    QVERIFY(shown.header->sortKeys().empty());
}

void TestResultHeader::namesAreDraggedToOtherPlaces()
{
    Shown shown;
    const GridColumns& columns = shown.fixture.view.state().columns();
    shown.drag(shown.header->sectionRect(0).center(), columns.left(2) + 10 - columns.width(0) / 2);
    QCOMPARE(columns.shown(), (std::vector<int>{1, 2, 0}));
    shown.drag(shown.header->sectionRect(0).center(), -2'000);
    QCOMPARE(columns.shown(), (std::vector<int>{0, 1, 2}));
    QVERIFY(shown.header->sortKeys().empty());
}

void TestResultHeader::aDoubleClickAtAnEdgeFitsTheColumn()
{
    Shown shown;
    GridColumns& columns = shown.fixture.view.state().columns();
    const int fitting = columns.width(1);
    columns.setWidthByUser(1, 300);
    QTest::mouseDClick(shown.header, Qt::LeftButton, {}, shown.edge(1));
    QCOMPARE(columns.width(1), fitting);
}

void TestResultHeader::theCornerSelectsAll()
{
    Shown shown;
    QTest::mouseClick(shown.header, Qt::LeftButton, {}, QPoint(4, 4));
    QCOMPARE(shown.fixture.view.selection().cellCount(), 9);
}

void TestResultHeader::describesColumns()
{
    Shown shown({QStringLiteral("id"), QStringLiteral("INTEGER"), QStringLiteral("customers"),
        QStringLiteral("key")});
    const QString text = shown.toolTip(0);
    for (const char* part : {"id", "INTEGER", "customers.key", "Ctrl+click"})
        QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
}

void TestResultHeader::showsMarkupInToolTipAsText()
{
    Shown shown({QStringLiteral("<b>1</b>")});
    QVERIFY2(shown.toolTip(0).contains(QStringLiteral("&lt;b&gt;")), qPrintable(shown.toolTip(0)));
}

void TestResultHeader::losingTheResultEndsADrag()
{
    Shown shown;
    const QPoint from = shown.header->sectionRect(2).center();
    QTest::mousePress(shown.header, Qt::LeftButton, {}, from);
    QTest::mouseMove(shown.header, from - QPoint(50, 0));
    shown.fixture.view.setRows({resultOf(5)});
    QTest::mouseMove(shown.header, from - QPoint(60, 0));
    QTest::mouseRelease(shown.header, Qt::LeftButton, {}, from - QPoint(60, 0));
    QCOMPARE(shown.fixture.view.state().columns().shown(), (std::vector<int>{0}));
}

void TestResultHeader::runsFromTheRightWhereTheLayoutDoes()
{
    Shown shown;
    shown.fixture.view.setLayoutDirection(Qt::RightToLeft);
    const GridColumns& columns = shown.fixture.view.state().columns();
    const int corner = shown.header->width() - shown.fixture.view.state().gutter();
    QCOMPARE(shown.header->sectionRect(0).right(), corner - 1);
    QCOMPARE(shown.header->sectionRect(1).right(), shown.header->sectionRect(0).left() - 1);
    for (auto* const field : shown.header->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QStringLiteral("Filter of name"))
            QCOMPARE(field->mapTo(shown.header, QPoint()).x(), shown.header->sectionRect(1).left());
    }
    shown.click(1);
    QCOMPARE(shown.header->sortKeys(), (Keys{{1, Qt::AscendingOrder}}));
    const int before = columns.width(0);
    shown.drag(shown.header->sectionRect(0).topLeft() + QPoint(0, 5), -40);
    QCOMPARE(columns.width(0), before + 40);
    shown.drag(shown.header->sectionRect(0).center(), -2'000);
    QCOMPARE(columns.shown(), (std::vector<int>{1, 2, 0}));
    QTest::mouseClick(shown.header, Qt::LeftButton, {}, QPoint(corner + 3, 5));
    QCOMPARE(shown.fixture.view.selection().cellCount(), 9);
}

QTEST_MAIN(TestResultHeader)
#include "tst_resultheader.moc"
