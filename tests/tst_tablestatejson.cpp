#include "app/tablestatejson.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestTableStateJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void comesBackAsItWas();
    void keepsANameWithPointsApartFromItsSchema();
    void whatIsMissingIsEmpty();
};

void TestTableStateJson::comesBackAsItWas()
{
    const TableState state{QStringLiteral("a \"b\" ü"), QStringLiteral("x = '\n\t' -- \\"),
        {{QStringLiteral("n"), Qt::DescendingOrder}, {QStringLiteral("m"), Qt::AscendingOrder}},
        {{QStringLiteral("s"), QStringLiteral("!~^T")}}};
    const QByteArray text = QJsonDocument(jsonFromTable(state)).toJson();
    QCOMPARE(tableFromJson(QJsonDocument::fromJson(text).object()), state);
}

void TestTableStateJson::keepsANameWithPointsApartFromItsSchema()
{
    TableState state{QStringLiteral("b.c")};
    QVERIFY(!jsonFromTable(state).contains(QStringLiteral("schema")));
    state.schema = QStringLiteral("a");
    QCOMPARE(tableFromJson(jsonFromTable(state)), state);
    TableState other{QStringLiteral("c")};
    other.schema = QStringLiteral("a.b");
    QCOMPARE(tableFromJson(jsonFromTable(other)), other);
    QVERIFY(!state.isSameTable(other));
    QVERIFY(!state.isSameTable({QStringLiteral("b.c")}));
    QCOMPARE(state.title(), QStringLiteral("a.b.c"));
}

void TestTableStateJson::whatIsMissingIsEmpty()
{
    QCOMPARE(tableFromJson({}), TableState());
    QCOMPARE(tableFromJson({{QStringLiteral("name"), QStringLiteral("t")}, {QStringLiteral("orders"), 5}}),
        TableState{QStringLiteral("t")});
}

QTEST_GUILESS_MAIN(TestTableStateJson)
#include "tst_tablestatejson.moc"
