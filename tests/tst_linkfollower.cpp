#include "ui/linkfollower.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/resultheader.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"

#include <QHelpEvent>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace larder;

Q_DECLARE_METATYPE(larder::TableState)

namespace {

/// A pane with the result of a query, as below an editor.
class Bench
{
public:
    Bench()
    {
        follower.setSchema(std::make_shared<Schema>(m_session.schema().value()));
        pane.showOutcome(m_session.run("SELECT o.id AS number, c.name, o.customer FROM orders AS o LEFT JOIN "
                                       "customer AS c ON c.id = o.customer ORDER BY o.id"));
        pane.resize(500, 300);
        pane.show();
    }
    [[nodiscard]] ResultView& view() const { return *pane.findChild<ResultView*>(); }

private:
    SqliteFixture m_file{"CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT);"
                         "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer REFERENCES customer(id));"
                         "CREATE TABLE notes(body, about REFERENCES orders(id));"
                         "INSERT INTO customer VALUES (1,'Ann'); INSERT INTO orders VALUES (7,1),(8,NULL);"};
    TestSession m_session{m_file.path()};

public:
    ResultPane pane;
    LinkFollower follower{pane};
    QSignalSpy requested{&follower, &LinkFollower::rowsRequested};
    QSignalSpy refused{&follower, &LinkFollower::refused};
};

} // namespace

class TestLinkFollower : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void leadsFromTheResultOfAQuery();
    void aClickWithCtrlFollows();
    void saysWhyThereIsNothingToGoTo();
    void theMenuNamesTheWays();
    void theHeaderMarksTheColumnsThatRefer();
};

void TestLinkFollower::leadsFromTheResultOfAQuery()
{
    Bench bench;
    bench.view().goTo({0, 2});
    bench.follower.followCurrent();
    QCOMPARE(bench.requested.size(), 1);
    QCOMPARE(bench.requested.first().first().value<TableState>(),
        (TableState{QStringLiteral("customer"), QStringLiteral("\"id\" = 1")}));
}

void TestLinkFollower::aClickWithCtrlFollows()
{
    Bench bench;
    Q_EMIT bench.pane.linkActivated({0, 1});
    QCOMPARE(bench.requested.size() + bench.refused.size(), 0);
    Q_EMIT bench.pane.linkActivated({0, 2});
    QCOMPARE(bench.requested.size(), 1);
}

void TestLinkFollower::saysWhyThereIsNothingToGoTo()
{
    Bench bench;
    bench.follower.followCurrent();
    QCOMPARE(bench.refused.last().first().toString(), QStringLiteral("No cell is current"));
    bench.follower.follow({1, 2});
    QCOMPARE(bench.refused.last().first().toString(), QStringLiteral("NULL refers to no row in customer"));
    bench.follower.follow({0, 0});
    QCOMPARE(bench.refused.last().first().toString(), QStringLiteral("The column refers to no other table"));
    QCOMPARE(bench.requested.size(), 0);
}

void TestLinkFollower::theMenuNamesTheWays()
{
    Bench bench;
    bench.view().goTo({0, 2});
    QMenu menu;
    bench.follower.extendMenu(menu);
    QStringList texts;
    for (const QAction* const action : menu.actions())
        texts << action->text();
    QVERIFY(texts.contains(QStringLiteral("Go to the referenced row in customer\tCtrl+J")));
    // The result has no key of the other table, by which its rows could be referred to.
    bench.view().goTo({0, 1});
    QMenu none;
    bench.follower.extendMenu(none);
    QVERIFY(none.actions().isEmpty());
    bench.view().goTo({0, 0});
    QMenu other;
    bench.follower.extendMenu(other);
    QMenu* const referring = other.findChild<QMenu*>();
    QVERIFY(referring);
    referring->actions().front()->trigger();
    QCOMPARE(bench.requested.last().first().value<TableState>(),
        (TableState{QStringLiteral("notes"), QStringLiteral("\"about\" = 7")}));
}

void TestLinkFollower::theHeaderMarksTheColumnsThatRefer()
{
    const Bench bench;
    ResultHeader& header = bench.view().header();
    const auto toolTip = [&](int column) {
        const QPoint place = header.sectionRect(column).center();
        QHelpEvent event(QEvent::ToolTip, place, header.mapToGlobal(place));
        QCoreApplication::sendEvent(&header, &event);
        return QToolTip::text();
    };
    QVERIFY(toolTip(2).contains(QStringLiteral("References customer.id; Ctrl+click")));
    QVERIFY(!toolTip(0).contains(QStringLiteral("References")));
    QVERIFY(!toolTip(1).contains(QStringLiteral("References")));
}

QTEST_MAIN(TestLinkFollower)
#include "tst_linkfollower.moc"
