#include "models/columntext.h"

#include "cache/resultbuilder.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestColumnText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesTypesInOneOrder();
    void tellsWhatIsKnownOfAColumnOfARealFile();
    void showsMarkupAsText();
};

void TestColumnText::namesTypesInOneOrder()
{
    CellTypes types;
    QCOMPARE(typesText(types), QString());
    types |= CellType::Null;
    QCOMPARE(typesText(types), QString());
    types |= CellType::Blob;
    types |= CellType::Text;
    QCOMPARE(typesText(types), QStringLiteral("text, blob"));
    types |= CellType::Integer;
    types |= CellType::Real;
    QCOMPARE(typesText(types), QStringLiteral("integer, real, text, blob"));
}

void TestColumnText::tellsWhatIsKnownOfAColumnOfARealFile()
{
    const SqliteFixture file("CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, size REAL);"
                             "INSERT INTO item VALUES (1, 'tea', NULL), (2, 'oil', 'big'), (3, 'rye', 1.5)");
    TestSession session(file.path());
    const RunOutcome outcome = session.run("SELECT id, name, size, size + 1 AS more FROM item");
    const auto toolTip = [&](int column) { return columnToolTip(*outcome.result, column); };
    QVERIFY2(toolTip(0).contains(QStringLiteral("Part of the primary key")), qPrintable(toolTip(0)));
    QVERIFY(!toolTip(0).contains(QStringLiteral("NULL")));
    QVERIFY2(toolTip(1).contains(QStringLiteral("Declared NOT NULL")), qPrintable(toolTip(1)));
    QVERIFY(toolTip(1).contains(QStringLiteral("From: item.name")));
    QVERIFY2(toolTip(2).contains(QStringLiteral("May be NULL")), qPrintable(toolTip(2)));
    QVERIFY(toolTip(2).contains(QStringLiteral("Holds: real, text")));
    QVERIFY2(!toolTip(3).contains(QStringLiteral("NULL")), qPrintable(toolTip(3)));
    // What is stored knows as much.
    const RunOutcome again = session.run("SELECT id, name, size, size + 1 AS more FROM item");
    QVERIFY(again.provenance.source == Source::Cache);
    QCOMPARE(columnToolTip(*again.result, 1), toolTip(1));
}

void TestColumnText::showsMarkupAsText()
{
    const ResultPtr result = ResultBuilder({{QStringLiteral("<b>1</b>")}}).snapshot(Completeness::Complete);
    QVERIFY(columnToolTip(*result, 0).contains(QStringLiteral("&lt;b&gt;")));
}

QTEST_GUILESS_MAIN(TestColumnText)
#include "tst_columntext.moc"
