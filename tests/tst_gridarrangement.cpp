#include "ui/gridarrangement.h"

#include "models/celltext.h"
#include "tests/support/randomrows.h"
#include "ui/gridstate.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr teas(Completeness completeness = Completeness::Complete)
{
    return resultOf({QStringLiteral("id"), QStringLiteral("name")},
        {{qint64(3), text("Green Tea")}, {qint64(1), text("Mate")}, {Value(), text("Black Tea")},
            {qint64(2), text("Coffee")}, {qint64(1), text("Tea")}},
        completeness);
}

/// A grid on the screen with its header and what connects the two.
struct Grid
{
    Grid()
    {
        view.resize(500, 300);
        view.show();
    }

    void show(const ResultPtr& result)
    {
        view.setRows({result});
        arrangement.resultChanged();
    }

    void click(int column, Qt::KeyboardModifiers modifiers = {})
    {
        ResultHeader& header = view.header();
        QTest::mouseClick(&header, Qt::LeftButton, modifiers, header.sectionRect(column).center());
    }

    [[nodiscard]] QStringList shown(int column = 1) const
    {
        QStringList texts;
        for (qint64 row = 0; row < view.rows().rowCount(); ++row)
            texts << cellText(view.rows().cell(row, column));
        return texts;
    }

    [[nodiscard]] QLineEdit* field(const char* name) const
    {
        for (auto* const edit : view.header().findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("Filter of %1").arg(QString::fromLatin1(name)))
                return edit;
        }
        return nullptr;
    }

    ResultView view;
    GridArrangement arrangement{view, nullptr};
};

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(u'|', Qt::SkipEmptyParts);
}

} // namespace

class TestGridArrangement final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void sortsByClicks();
    void sortsBySeveralColumns();
    void filtersByWhatIsTyped();
    void typingGoesOnWhileItFilters();
    void marksAFilterThatIsWrong();
    void offersFiltersAndOrdersOfACell();
    void waitsForTheEndOfTheResult();
    void saysWhatWaitsForTheEndOfTheResult();
    void sortsAnewWhenTheOrdersChange();
    void keepsBothForTheNextResultOfTheSameColumns();
    void forgetsBothForOtherColumns();
    void saysThatNoRowMatches();
    void keepsTheWidthOfTheNumbers();
    void copiesWhatIsShown();
    void cancelKeepsWhatIsOnScreen();
    void fieldsFollowTheirColumns();
    void makesFieldsForVisibleColumnsOnly();
};

void TestGridArrangement::sortsByClicks()
{
    Grid grid;
    grid.show(teas());
    grid.click(0);
    QTRY_COMPARE(grid.shown(), words("Mate|Tea|Coffee|Green Tea|Black Tea"));
    grid.click(0);
    QTRY_COMPARE(grid.shown(), words("Green Tea|Coffee|Mate|Tea|Black Tea"));
    grid.click(0);
    QTRY_COMPARE(grid.shown(), words("Green Tea|Mate|Black Tea|Coffee|Tea"));
}

void TestGridArrangement::sortsBySeveralColumns()
{
    Grid grid;
    grid.show(teas());
    grid.click(0);
    grid.click(1, Qt::ShiftModifier);
    grid.click(1, Qt::ShiftModifier);
    QTRY_COMPARE(grid.shown(), words("Tea|Mate|Coffee|Green Tea|Black Tea"));
    QCOMPARE(grid.view.header().sortKeys(),
        (std::vector<SortKey>{{0, Qt::AscendingOrder}, {1, Qt::DescendingOrder}}));
    grid.click(1);
    QTRY_COMPARE(grid.view.header().sortKeys(), std::vector<SortKey>());
}

void TestGridArrangement::filtersByWhatIsTyped()
{
    Grid grid;
    const QSignalSpy changes(&grid.arrangement, &GridArrangement::rowsChanged);
    grid.show(teas());
    QTest::keyClicks(grid.field("name"), QStringLiteral("tea"));
    QTRY_COMPARE(grid.shown(), words("Green Tea|Black Tea|Tea"));
    QTest::keyClicks(grid.field("id"), QStringLiteral(">1"));
    QTRY_COMPARE(grid.shown(), words("Green Tea"));
    QVERIFY(changes.size() >= 2);
    grid.field("name")->clear();
    QTRY_COMPARE(grid.shown(), words("Green Tea|Coffee"));
    grid.field("id")->clear();
    QTRY_COMPARE(grid.shown().size(), 5);
}

void TestGridArrangement::typingGoesOnWhileItFilters()
{
    Grid grid;
    grid.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&grid.view));
    grid.show(teas());
    grid.field("name")->setFocus();
    const auto type
        = [](const char* text) { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); };
    type("te");
    QTRY_COMPARE(grid.shown().size(), 4);
    type("a");
    QTRY_COMPARE(grid.shown(), words("Green Tea|Black Tea|Tea"));
    QCOMPARE(grid.field("name")->text(), QStringLiteral("tea"));
}

void TestGridArrangement::marksAFilterThatIsWrong()
{
    Grid grid;
    grid.show(teas());
    QLineEdit* const name = grid.field("name");
    const QColor plain = name->palette().color(QPalette::Base);
    QTest::keyClicks(name, QStringLiteral("~("));
    QTRY_VERIFY(name->toolTip().contains(QStringLiteral("regular expression:")));
    QVERIFY(name->palette().color(QPalette::Base) != plain);
    QCOMPARE(grid.shown().size(), 5);
    name->setText(QStringLiteral("~^T"));
    QTRY_COMPARE(grid.shown(), words("Tea"));
    QCOMPARE(name->palette().color(QPalette::Base), plain);
}

void TestGridArrangement::offersFiltersAndOrdersOfACell()
{
    Grid grid;
    grid.show(teas());
    const auto choose = [&grid](int row, int column, const char* choice) {
        QMenu menu;
        grid.arrangement.extendMenu(menu, {row, column});
        for (const QMenu* const part : menu.findChildren<QMenu*>()) {
            for (QAction* const action : part->actions()) {
                if (action->text() == QString::fromLatin1(choice))
                    action->trigger();
            }
        }
    };
    choose(1, 0, "Only this");
    QTRY_COMPARE(grid.shown(), words("Mate|Tea"));
    choose(0, 0, "No filter");
    QTRY_COMPARE(grid.shown().size(), 5);
    choose(2, 0, "Only this");
    QTRY_COMPARE(grid.shown(), words("Black Tea"));
    choose(0, 0, "All but this");
    QTRY_COMPARE(grid.shown().size(), 4);
    choose(0, 1, "Descending");
    QTRY_COMPARE(grid.shown(), words("Tea|Mate|Green Tea|Coffee"));
    choose(0, 1, "As fetched");
    QTRY_COMPARE(grid.shown(), words("Green Tea|Mate|Coffee|Tea"));
}

void TestGridArrangement::waitsForTheEndOfTheResult()
{
    Grid grid;
    ResultBuilder builder({{QStringLiteral("n")}});
    const auto add = [&builder](qint64 number) {
        builder.column(0).appendInteger(number);
        builder.endRow();
    };
    add(2);
    add(1);
    grid.show(builder.snapshot(Completeness::Streaming));
    grid.click(0);
    add(0);
    grid.show(builder.snapshot(Completeness::Streaming));
    QCOMPARE(grid.shown(0), words("2|1|0"));
    grid.show(builder.snapshot(Completeness::Complete));
    QTRY_COMPARE(grid.shown(0), words("0|1|2"));
}

void TestGridArrangement::saysWhatWaitsForTheEndOfTheResult()
{
    Grid grid;
    const QSignalSpy said(&grid.arrangement, &GridArrangement::progressChanged);
    const auto lastSaid = [&said] { return said.isEmpty() ? QString() : said.last()[0].toString(); };
    grid.show(teas(Completeness::Streaming));
    QCOMPARE(said.size(), 0);
    grid.click(0);
    QCOMPARE(lastSaid(), QStringLiteral("As they arrive; to be sorted when all rows are here"));
    grid.show(teas(Completeness::Streaming));
    QCOMPARE(said.size(), 1);
    grid.field("name")->setText(QStringLiteral("tea"));
    QTRY_COMPARE(
        lastSaid(), QStringLiteral("As they arrive; to be sorted and filtered when all rows are here"));
    grid.view.header().setSortKeys({});
    QCOMPARE(lastSaid(), QStringLiteral("As they arrive; to be filtered when all rows are here"));
    grid.show(teas());
    QCOMPARE(lastSaid(), QString());
    QTRY_COMPARE(grid.shown(), words("Green Tea|Black Tea|Tea"));
    QCOMPARE(lastSaid(), QString());
}

void TestGridArrangement::sortsAnewWhenTheOrdersChange()
{
    Grid grid;
    grid.show(teas());
    grid.click(0);
    QTRY_COMPARE(grid.shown(), words("Mate|Tea|Coffee|Green Tea|Black Tea"));
    grid.arrangement.setOrders(NullsPlace::First, TextOrder::Binary);
    QTRY_COMPARE(grid.shown(), words("Black Tea|Mate|Tea|Coffee|Green Tea"));
    grid.show(resultOf({QStringLiteral("word")}, {{text("b")}, {text("B")}, {text("a")}, {text("C")}}));
    grid.click(0);
    QTRY_COMPARE(grid.shown(0), words("B|C|a|b"));
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    grid.arrangement.setOrders(NullsPlace::First, TextOrder::Locale);
    QTRY_COMPARE(grid.shown(0), words("a|b|B|C"));
    QLocale::setDefault(before);
}

void TestGridArrangement::keepsBothForTheNextResultOfTheSameColumns()
{
    Grid grid;
    grid.show(teas());
    grid.click(1);
    QTest::keyClicks(grid.field("name"), QStringLiteral("tea"));
    QTRY_COMPARE(grid.shown(), words("Black Tea|Green Tea|Tea"));
    grid.show(resultOf({QStringLiteral("id"), QStringLiteral("name")},
        {{qint64(1), text("White Tea")}, {qint64(2), text("Iced Tea")}, {qint64(3), text("Milk")}}));
    QTRY_COMPARE(grid.shown(), words("Iced Tea|White Tea"));
}

void TestGridArrangement::forgetsBothForOtherColumns()
{
    Grid grid;
    grid.show(teas());
    grid.click(1);
    QTest::keyClicks(grid.field("name"), QStringLiteral("tea"));
    QTRY_COMPARE(grid.shown().size(), 3);
    grid.show(resultOf({QStringLiteral("n")}, {{qint64(2)}, {qint64(1)}}));
    QVERIFY(grid.view.header().sortKeys().empty());
    QVERIFY(grid.view.header().filterTexts().empty());
    QCOMPARE(grid.shown(0), words("2|1"));
}

void TestGridArrangement::saysThatNoRowMatches()
{
    Grid grid;
    grid.show(teas());
    const auto* const message = grid.view.findChild<QLabel*>(QStringLiteral("gridMessage"));
    grid.view.header().setFilterText(1, QStringLiteral("wine"));
    QTRY_VERIFY(message->isVisible());
    QCOMPARE(message->text(), QStringLiteral("No row matches the filter. Rows without it: 5."));
    QVERIFY(grid.view.viewport()->geometry().contains(message->geometry()));
    grid.view.header().setFilterText(1, QStringLiteral("tea"));
    QTRY_VERIFY(!message->isVisible());
    grid.view.header().setFilterText(1, QStringLiteral("wine"));
    QTRY_VERIFY(message->isVisible());
    grid.show(teas(Completeness::LimitReached));
    QTRY_COMPARE(
        message->text(), QStringLiteral("No row matches the filter. Rows without it: 5, and more exist."));
    grid.show(resultOf({QStringLiteral("other")}, {}));
    QVERIFY(!message->isVisible());
}

void TestGridArrangement::keepsTheWidthOfTheNumbers()
{
    Grid grid;
    std::vector<Row> rows(20'000, {qint64(1), text("tea")});
    rows.push_back({qint64(1), text("wine")});
    grid.show(resultOf({QStringLiteral("id"), QStringLiteral("name")}, rows));
    const int gutter = grid.view.state().gutter();
    grid.view.header().setFilterText(1, QStringLiteral("wine"));
    QTRY_COMPARE(grid.view.rows().rowCount(), 1);
    QCOMPARE(grid.view.state().gutter(), gutter);
}

void TestGridArrangement::copiesWhatIsShown()
{
    Grid grid;
    grid.show(teas());
    grid.click(1);
    QTRY_COMPARE(grid.shown().first(), QStringLiteral("Black Tea"));
    QCOMPARE(grid.view.rows().cell(0, 1).bytes.toByteArray(), QByteArray("Black Tea"));
    QCOMPARE(grid.view.rows().resultRow(0), 2);
}

void TestGridArrangement::cancelKeepsWhatIsOnScreen()
{
    std::mt19937 random{7};
    Grid grid;
    grid.show(randomResult(random, 300'000));
    QSignalSpy said(&grid.arrangement, &GridArrangement::progressChanged);
    const QString first = cellText(grid.view.rows().cell(0, 3));
    grid.view.header().setSortKeys({{3, Qt::DescendingOrder}});
    QVERIFY(grid.arrangement.isBusy());
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY2(
        said[0][0].toString().startsWith(QStringLiteral("Sorting… ")), qPrintable(said[0][0].toString()));
    grid.arrangement.cancel();
    QVERIFY(!grid.arrangement.isBusy());
    QVERIFY(grid.view.header().sortKeys().empty());
    QCOMPARE(said.last()[0].toString(), QString());
    QVERIFY(!grid.view.rows().order);
    QCOMPARE(cellText(grid.view.rows().cell(0, 3)), first);
}

void TestGridArrangement::fieldsFollowTheirColumns()
{
    Grid grid;
    grid.show(teas());
    const ResultHeader& header = grid.view.header();
    GridColumns& columns = grid.view.state().columns();
    const auto fieldAt = [&](const char* name) {
        const QLineEdit* const field = grid.field(name);
        return QRect(field->mapTo(&header, QPoint()), field->size());
    };
    columns.setWidthByUser(0, 150);
    QCOMPARE(fieldAt("id").width(), 150);
    QCOMPARE(fieldAt("name").x(), header.sectionRect(1).x());
    columns.move(0, 1);
    QCOMPARE(fieldAt("name").x(), grid.view.state().gutter());
    QVERIFY(fieldAt("id").y() > header.sectionRect(0).bottom());
    columns.setFrozen(1);
    QCOMPARE(fieldAt("name").x(), grid.view.state().gutter());
    QVERIFY(grid.field("name")->isVisible());
    columns.setHidden(0, true);
    QVERIFY(!grid.field("id")->isVisible());
}

void TestGridArrangement::makesFieldsForVisibleColumnsOnly()
{
    Grid grid;
    ResultBuilder builder(std::vector<ColumnInfo>(1'000));
    grid.show(builder.snapshot(Completeness::Complete));
    QTRY_VERIFY(!grid.view.header().findChildren<QLineEdit*>().isEmpty());
    QVERIFY(grid.view.header().findChildren<QLineEdit*>().size() < 50);
}

QTEST_MAIN(TestGridArrangement)
#include "tst_gridarrangement.moc"
