#include "models/schemafilter.h"

#include "support/schemas.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

class Fixture
{
public:
    Fixture()
    {
        model.setConnection(ConnectionId(7), {QStringLiteral("shop")});
        model.setSchema(ConnectionId(7), std::make_shared<Schema>(shopSchema()));
    }

    SchemaModel model;
};

} // namespace

class TestSchemaFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsMatchesWithWhatIsAboveAndBelow();
    void ignoresTitlesOfGroups();
};

void TestSchemaFilter::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestSchemaFilter::keepsMatchesWithWhatIsAboveAndBelow()
{
    Fixture fixture;
    SchemaFilter filter(&fixture.model);
    const QAbstractItemModelTester tester(&filter, kFatal);
    filter.setText(QStringLiteral("CUSTOM"));
    QCOMPARE(linesOf(filter),
        (QStringList{QStringLiteral("shop"), QStringLiteral("  Tables (3)"), QStringLiteral("    customers"),
            QStringLiteral("      id | INTEGER · key"), QStringLiteral("      total | REAL · not null")}));
    filter.setText(QStringLiteral("stamp"));
    QCOMPARE(linesOf(filter),
        (QStringList{QStringLiteral("shop"), QStringLiteral("  Tables (3)"), QStringLiteral("    orders"),
            QStringLiteral("      Triggers (1)"), QStringLiteral("        stamp")}));
    filter.setText({});
    QCOMPARE(linesOf(filter), linesOf(fixture.model));
}

void TestSchemaFilter::ignoresTitlesOfGroups()
{
    Fixture fixture;
    SchemaFilter filter(&fixture.model);
    filter.setText(QStringLiteral("tables"));
    QCOMPARE(filter.rowCount(), 0);
    filter.setText(QStringLiteral("shop"));
    QCOMPARE(filter.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestSchemaFilter)
#include "tst_schemafilter.moc"
