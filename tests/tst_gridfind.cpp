#include "ui/gridfind.h"

#include "support/shownresult.h"
#include "ui/findbar.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr teas(int rows = 100)
{
    std::vector<Row> all;
    for (qint64 row = 0; row < rows; ++row)
        all.push_back({row, text(row % 30 == 20 ? "Green Tea" : "Coffee"), text("x")});
    return resultOf({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("more")}, all);
}

struct Shown : ShownResult
{
    explicit Shown(const ResultPtr& result = teas()) : ShownResult(result) { bar.resize(600, 40); }

    void type(const char* words)
    {
        find.open();
        edit().setText(QString::fromUtf8(words));
    }
    [[nodiscard]] QLineEdit& edit() const { return *bar.findChild<QLineEdit*>(); }
    [[nodiscard]] QString said() const
    {
        return bar.findChild<QLabel*>(QStringLiteral("findOutcome"))->text();
    }

    FindBar bar;
    GridFind find{view, bar, nullptr};
};

QString of(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestGridFind final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void goesToTheFirstHitFromTheCurrentCell();
    void goesRoundForwardsAndBackwards();
    void marksAllHitsInView();
    void saysThatThereIsNone();
    void saysWhatIsWrongWithAnExpression();
    void looksInTheCurrentColumnOnly();
    void followsTheOrderOfTheColumns();
    void searchesAResultThatGrowsAgain();
    void forgetsWhenItIsClosed();
    void endsWithItsGrid();
};

void TestGridFind::goesToTheFirstHitFromTheCurrentCell()
{
    Shown shown;
    shown.click(5, 0);
    shown.type("tea");
    QTRY_COMPARE(shown.said(), of("1 of 3"));
    QCOMPARE(shown.view.currentCell(), CellPosition({20, 1}));
    shown.view.goTo({60, 0});
    shown.edit().setText(of("TEA"));
    QTRY_COMPARE(shown.said(), of("3 of 3"));
    QCOMPARE(shown.view.currentCell(), CellPosition({80, 1}));
}

void TestGridFind::goesRoundForwardsAndBackwards()
{
    Shown shown;
    shown.type("tea");
    QTRY_COMPARE(shown.said(), of("1 of 3"));
    shown.find.goOn(true);
    QCOMPARE(shown.said(), of("2 of 3"));
    shown.find.goOn(true);
    QCOMPARE(shown.said(), of("3 of 3"));
    shown.find.goOn(true);
    QCOMPARE(shown.said(), of("1 of 3 · from the top"));
    shown.find.goOn(false);
    QCOMPARE(shown.said(), of("3 of 3 · from the end"));
    shown.find.goOn(false);
    QCOMPARE(shown.said(), of("2 of 3"));
    QCOMPARE(shown.view.currentCell(), CellPosition({50, 1}));
}

void TestGridFind::marksAllHitsInView()
{
    Shown shown;
    shown.view.goTo({20, 0});
    const auto picture = [&] {
        return shown.view.viewport()->grab(shown.view.cellRect({20, 1}).adjusted(2, 2, -2, -2)).toImage();
    };
    const QImage plain = picture();
    shown.type("green");
    QTRY_COMPARE(shown.said(), of("1 of 3"));
    shown.view.goTo({20, 0});
    QVERIFY(picture() != plain);
    QTest::keyClick(&shown.edit(), Qt::Key_Escape);
    QCOMPARE(picture(), plain);
}

void TestGridFind::saysThatThereIsNone()
{
    Shown shown;
    shown.click(5, 0);
    shown.type("sherry");
    QTRY_COMPARE(shown.said(), of("Not found"));
    QCOMPARE(shown.view.currentCell(), CellPosition({5, 0}));
    shown.find.goOn(true);
    shown.find.goOn(false);
    QCOMPARE(shown.view.currentCell(), CellPosition({5, 0}));
    shown.edit().clear();
    QTRY_COMPARE(shown.said(), QString());
}

void TestGridFind::saysWhatIsWrongWithAnExpression()
{
    Shown shown;
    shown.type("tea(");
    for (auto* const button : shown.bar.findChildren<QToolButton*>()) {
        if (button->text() == of(".*"))
            button->click();
    }
    QTRY_VERIFY2(shown.said().contains(of("expression")), qPrintable(shown.said()));
    shown.edit().setText(of("^Gr.*a$"));
    QTRY_COMPARE(shown.said(), of("1 of 3"));
}

void TestGridFind::looksInTheCurrentColumnOnly()
{
    Shown shown(resultOf({of("a"), of("b")}, {{text("x"), text("x")}, {text("x"), text("y")}}));
    shown.click(0, 0);
    shown.type("x");
    QTRY_COMPARE(shown.said(), of("1 of 3"));
    shown.find.goOn(true);
    QCOMPARE(shown.view.currentCell(), CellPosition({0, 1}));
    for (auto* const button : shown.bar.findChildren<QToolButton*>()) {
        if (button->text() == of("Column"))
            button->click();
    }
    QTRY_COMPARE(shown.said(), of("1 of 1"));
}

void TestGridFind::followsTheOrderOfTheColumns()
{
    Shown shown(resultOf({of("a"), of("b")}, {{text("x1"), text("x2")}}));
    shown.type("x");
    QTRY_COMPARE(shown.said(), of("1 of 2"));
    QCOMPARE(shown.view.currentCell(), CellPosition({0, 0}));
    shown.view.state().columns().move(0, 1);
    QTRY_COMPARE(shown.said(), of("2 of 2"));
    shown.view.state().columns().setHidden(1, true);
    QTRY_COMPARE(shown.said(), of("1 of 1"));
}

void TestGridFind::searchesAResultThatGrowsAgain()
{
    ResultBuilder builder({{of("n")}});
    const auto add = [&builder](int rows) {
        for (int row = 0; row < rows; ++row) {
            builder.column(0).appendText("tea");
            builder.endRow();
        }
    };
    add(10);
    Shown shown(builder.snapshot(Completeness::Streaming));
    shown.type("tea");
    QTRY_COMPARE(shown.said(), of("1 of 10"));
    shown.find.goOn(true);
    add(20);
    shown.view.setRows({builder.snapshot(Completeness::Complete)});
    QTRY_COMPARE(shown.said(), of("2 of 30"));
    QCOMPARE(shown.view.currentCell(), CellPosition({1, 0}));
    shown.view.setRows({resultOf(7)});
    QTRY_COMPARE(shown.said(), of("Not found"));
    shown.view.setRows({});
    QTRY_COMPARE(shown.said(), QString());
}

void TestGridFind::forgetsWhenItIsClosed()
{
    Shown shown;
    shown.type("tea");
    QTRY_COMPARE(shown.said(), of("1 of 3"));
    QTest::keyClick(&shown.edit(), Qt::Key_Escape);
    QVERIFY(!shown.bar.isVisible());
    QCOMPARE(shown.view.focusWidget(), &shown.view);
    shown.find.goOn(true);
    QVERIFY(shown.bar.isVisible());
    QCOMPARE(shown.edit().text(), of("tea"));
    QTRY_COMPARE(shown.said(), of("1 of 3"));
}

void TestGridFind::endsWithItsGrid()
{
    ResultBuilder builder({{of("n")}});
    for (int row = 0; row < 300'000; ++row) {
        builder.column(0).appendInteger(row);
        builder.endRow();
    }
    Shown shown(builder.snapshot(Completeness::Complete));
    shown.type("nothing");
    QTRY_VERIFY2(
        shown.said().contains(of("searching")) || shown.said() == of("Not found"), qPrintable(shown.said()));
}

QTEST_MAIN(TestGridFind)
#include "tst_gridfind.moc"
