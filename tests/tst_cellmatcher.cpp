#include "models/cellmatcher.h"

#include "support/results.h"

#include <QRegularExpression>
#include <QTest>

Q_DECLARE_METATYPE(larder::MatchRules)

using namespace larder;
using namespace larder::test;

class TestCellMatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsTextInValues_data();
    void findsTextInValues();
    void saysWhyAnExpressionIsWrong();
};

void TestCellMatcher::findsTextInValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<MatchRules>("rules");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, const char* value, const MatchRules& rules, bool found) {
        QTest::newRow(name) << QByteArray(value) << rules << found;
    };
    row("any case", "Green Tea", {QStringLiteral("TEA")}, true);
    row("not there", "Green Tea", {QStringLiteral("coffee")}, false);
    row("same case", "Green Tea", {QStringLiteral("Tea"), true}, true);
    row("other case", "Green Tea", {QStringLiteral("tea"), true}, false);
    row("any case of other letters", "ÄRGER", {QStringLiteral("ärger")}, true);
    row("same case of other letters", "ÄRGER", {QStringLiteral("ärger"), true}, false);
    row("expression", "Green Tea", {QStringLiteral("^green"), false, true}, true);
    row("expression in the same case", "Green Tea", {QStringLiteral("^green"), true, true}, false);
    row("signs are no expression", "1.5 + 2", {QStringLiteral(". +")}, false);
    row("signs as they are", "1.5 + 2", {QStringLiteral("5 +")}, true);
    row("words of other letters", "ärger", {QStringLiteral("^\\w+$"), false, true}, true);
}

void TestCellMatcher::findsTextInValues()
{
    QFETCH(QByteArray, value);
    QFETCH(MatchRules, rules);
    QFETCH(bool, found);
    const Result<CellMatcher> matcher = CellMatcher::make(rules);
    QVERIFY(matcher);
    const ResultPtr result = resultOf({QStringLiteral("t"), QStringLiteral("b"), QStringLiteral("n")},
        {{text(value), blob(value), Value()}});
    QCOMPARE(matcher.value().matches(result->cell(0, 0)), found);
    QVERIFY(!matcher.value().matches(result->cell(0, 1)));
    QVERIFY(!matcher.value().matches(result->cell(0, 2)));
}

void TestCellMatcher::saysWhyAnExpressionIsWrong()
{
    const Result<CellMatcher> matcher = CellMatcher::make({QStringLiteral("a("), false, true});
    QVERIFY(!matcher);
    QVERIFY(!matcher.error().why.isEmpty() && !matcher.error().advice.isEmpty());
    QVERIFY(CellMatcher::make({QStringLiteral("a(")}));
    const ResultPtr numbers = resultOf({QStringLiteral("n"), QStringLiteral("r")}, {{qint64(-1234), 0.5}});
    QVERIFY(CellMatcher::make({QStringLiteral("23")}).value().matches(numbers->cell(0, 0)));
    QVERIFY(CellMatcher::make({QStringLiteral("0.5")}).value().matches(numbers->cell(0, 1)));
}

QTEST_GUILESS_MAIN(TestCellMatcher)
#include "tst_cellmatcher.moc"
