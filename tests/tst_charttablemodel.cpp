#include "models/inspector/charttablemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

using Unit = ChartTable::Unit;

namespace {

ChartTable table(std::vector<ChartTable::Row> rows)
{
    return {.columns = {QStringLiteral("Label"), QStringLiteral("Value")}, .rows = std::move(rows)};
}

} // namespace

class TestChartTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void tellsValuesInTheirUnits();
    void resetsForOtherColumnsOnly();
    void announcesTheRowsThatChanged();
    void growsAndShrinksAtTheEnd();
    void writesCsv();
};

void TestChartTableModel::tellsValuesInTheirUnits()
{
    QCOMPARE(chartValueText(1234, Unit::Count), QStringLiteral("1234"));
    QCOMPARE(chartValueText(0.853, Unit::Share), QStringLiteral("85.3 %"));
    QCOMPARE(chartValueText(3.4e6, Unit::Nanoseconds), QStringLiteral("3.4 ms"));
    QCOMPARE(chartValueText(1'258'291, Unit::Bytes), QStringLiteral("1.2 MB"));
    QCOMPARE(chartValueText(125'000, Unit::Milliseconds), QStringLiteral("2 min"));
    QCOMPARE(chartValueText(2.25, Unit::PerSecond), QStringLiteral("2.3"));
    QCOMPARE(chartValueText(ChartTable::kNothing, Unit::Share), QStringLiteral("–"));
}

void TestChartTableModel::resetsForOtherColumnsOnly()
{
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setTable(table({{QStringLiteral("a"), {1}}}));
    model.setTable(table({{QStringLiteral("b"), {2}}, {QStringLiteral("c"), {3}}}));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("c"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("3"));
}

void TestChartTableModel::announcesTheRowsThatChanged()
{
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ChartTable shown
        = table({{QStringLiteral("a"), {1}}, {QStringLiteral("b"), {2}}, {QStringLiteral("c"), {3}}});
    model.setTable(shown);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setTable(shown);
    QCOMPARE(changes.size(), 0);
    shown.rows[1].values[0] = 9;
    model.setTable(shown);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
}

void TestChartTableModel::growsAndShrinksAtTheEnd()
{
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const size_t rows : {3U, 7U, 0U, 2U, 1U}) {
        ChartTable next = table({});
        for (size_t i = 0; i < rows; ++i)
            next.rows.push_back({QString::number(i), {double(i)}});
        model.setTable(next);
        QCOMPARE(size_t(model.rowCount()), rows);
    }
}

void TestChartTableModel::writesCsv()
{
    const ChartTable shown = table(
        {{QStringLiteral("a, \"b\""), {0.1}, Unit::Share}, {QStringLiteral("c"), {-3e9}, Unit::Nanoseconds},
            {QStringLiteral("d"), {ChartTable::kNothing}, Unit::Share}});
    QCOMPARE(chartCsv(shown),
        QByteArray("\"Label\",\"Value\",\"unit\"\r\n\"a, \"\"b\"\"\",0.10000000000000001,\"share\"\r\n"
                   "\"c\",-3000000000,\"ns\"\r\n\"d\",,\"share\"\r\n"));
}

QTEST_GUILESS_MAIN(TestChartTableModel)
#include "tst_charttablemodel.moc"
