#include "ui/tablecount.h"

#include "support/results.h"
#include "support/sqlitefixture.h"
#include "support/testsession.h"
#include "ui/tablebar.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;
using namespace larder::test;

namespace {

TableQuery queryOf(const TableState& state)
{
    return TableQuery::make(state, Schema(), {}, SqlDialect::Sqlite).value();
}

ArrangedRows twoRows(Completeness completeness)
{
    return {resultOf({QStringLiteral("n")}, {{qint64(1)}, {qint64(2)}}, completeness)};
}

} // namespace

class TestTableCount final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }

    void saysWhatIsHereWhereThatIsAll();
    void keepsACountForTheSameRows();
    void saysWhyThereIsNothingToCount();

private:
    [[nodiscard]] QLabel& rows() { return *m_bar.findChild<QLabel*>(QStringLiteral("tableRows")); }
    [[nodiscard]] bool canCount()
    {
        return !m_bar.findChild<QToolButton*>(QStringLiteral("countButton"))->isHidden();
    }

    const SqliteFixture m_file{"CREATE TABLE t(n); INSERT INTO t VALUES (1),(2),(3);"};
    TestSession m_session{m_file.path()};
    TableBar m_bar;
    TableCount m_count{m_session.engine().service(), m_bar};
};

void TestTableCount::saysWhatIsHereWhereThatIsAll()
{
    m_count.show(twoRows(Completeness::Complete), queryOf({QStringLiteral("t")}));
    QCOMPARE(rows().text(), QStringLiteral("2 rows"));
    QVERIFY(!canCount());
}

void TestTableCount::keepsACountForTheSameRows()
{
    const ArrangedRows cut = twoRows(Completeness::LimitReached);
    const TableQuery query = queryOf({QStringLiteral("t")});
    m_count.show(cut, query);
    QCOMPARE(rows().text(), QStringLiteral("≥ 2 rows"));
    QVERIFY(canCount());
    const QSignalSpy changed(&m_count, &TableCount::changed);
    QueryRequest request;
    request.connection = m_session.connection();
    request.sql = query.count();
    m_count.start(request);
    QTRY_COMPARE(changed.size(), 2);
    m_count.show(cut, query);
    QCOMPARE(rows().text(), QStringLiteral("3 rows"));
    m_count.show(cut, queryOf({QStringLiteral("t"), {}, {{QStringLiteral("n"), Qt::DescendingOrder}}}));
    QCOMPARE(rows().text(), QStringLiteral("3 rows"));
    m_count.show(cut, queryOf({QStringLiteral("t"), QStringLiteral("n > 1")}));
    QCOMPARE(rows().text(), QStringLiteral("≥ 2 rows"));
    m_count.forget();
    m_count.show(cut, query);
    QCOMPARE(rows().text(), QStringLiteral("≥ 2 rows"));
}

void TestTableCount::saysWhyThereIsNothingToCount()
{
    m_count.show(twoRows(Completeness::LimitReached),
        queryOf({QStringLiteral("t"), {}, {}, {{QStringLiteral("n"), QStringLiteral("~0")}}}));
    QVERIFY(!canCount());
    QVERIFY(rows().toolTip().contains(QStringLiteral("no equal of a filter")));
    m_count.show(twoRows(Completeness::Cancelled), queryOf({QStringLiteral("t")}));
    QVERIFY(rows().toolTip().contains(QStringLiteral("Refresh")));
}

QTEST_MAIN(TestTableCount)
#include "tst_tablecount.moc"
