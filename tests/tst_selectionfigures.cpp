#include "models/selectionfigures.h"

#include "support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

/// Five rows of a number, half of it (NULL in the last), and a text.
ArrangedRows sampleRows()
{
    std::vector<Row> rows;
    for (qint64 row = 1; row <= 5; ++row)
        rows.push_back({row, row == 5 ? Value() : Value(double(row) / 2), text("9")});
    return {resultOf({QStringLiteral("id"), QStringLiteral("half"), QStringLiteral("text")}, rows)};
}

QString summary(const ArrangedRows& rows, std::vector<CellRange> ranges, std::vector<int> columns = {0, 1, 2})
{
    return figuresText(*selectionFigures(rows, {std::move(columns), std::move(ranges)}));
}

} // namespace

class TestSelectionFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysNothingOfASingleCell();
    void reckonsWithNumbers();
    void countsCellsWithoutNumbers();
    void staysExactTo64Bits();
    void marksWhatIsRounded();
    void addsDecimalsExactly();
    void addsUnsignedIntegersExactly();
    void addsDecimalsBesideOtherNumbers();
    void readsColumnsByTheirPlaces();
    void readsRowsAsTheyAreShown();
    void ignoresWhatIsBehindTheRows();
    void stopsWhenTold();
};

void TestSelectionFigures::saysNothingOfASingleCell()
{
    QCOMPARE(summary(sampleRows(), {}), QString());
    QCOMPARE(summary(sampleRows(), {{1, 1, 0, 0}}), QString());
}

void TestSelectionFigures::reckonsWithNumbers()
{
    QCOMPARE(
        summary(sampleRows(), {{0, 4, 0, 0}}), QStringLiteral("5 cells · sum 15 · avg 3 · min 1 · max 5"));
    QCOMPARE(summary(sampleRows(), {{0, 4, 1, 1}}),
        QStringLiteral("5 cells · sum 5 · avg 1.25 · min 0.5 · max 2.0"));
    QCOMPARE(summary(sampleRows(), {{0, 1, 0, 0}, {4, 4, 0, 0}}),
        QStringLiteral("3 cells · sum 8 · avg ≈ 2.666666667 · min 1 · max 5"));
    QCOMPARE(summary(sampleRows(), {{2, 3, 0, 2}}),
        QStringLiteral("6 cells · sum 10.5 · avg 2.625 · min 1.5 · max 4"));
}

void TestSelectionFigures::countsCellsWithoutNumbers()
{
    QCOMPARE(summary(sampleRows(), {{0, 2, 2, 2}}), QStringLiteral("3 cells"));
}

void TestSelectionFigures::staysExactTo64Bits()
{
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    const auto of = [](qint64 one, qint64 other) {
        return summary({resultOf({QStringLiteral("n")}, {{one}, {other}})}, {{0, 1, 0, 0}}, {0});
    };
    QCOMPARE(of(kMost, -1),
        QStringLiteral(
            "2 cells · sum 9223372036854775806 · avg ≈ 4.611686018e+18 · min -1 · max 9223372036854775807"));
    QCOMPARE(of(kMost, kMost - 1),
        QStringLiteral(
            "2 cells · sum ≈ 1.84467440737096e+19 · avg ≈ 9.223372037e+18 · min 9223372036854775806"
            " · max 9223372036854775807"));
}

void TestSelectionFigures::marksWhatIsRounded()
{
    const auto of = [](const std::vector<Row>& rows) {
        return summary({resultOf({QStringLiteral("n")}, rows)}, {{0, qint64(rows.size()) - 1, 0, 0}}, {0});
    };
    QCOMPARE(of({{3.9646}, {qint64(2)}, {qint64(13)}}),
        QStringLiteral("3 cells · sum 18.9646 · avg ≈ 6.321533333 · min 2 · max 13"));
    QCOMPARE(of({{qint64(6'000'001'388'240)}, {qint64(-1)}}),
        QStringLiteral("2 cells · sum 6000001388239 · avg 3000000694119.5 · min -1 · max 6000001388240"));
    QCOMPARE(of({{0.1}, {0.2}}), QStringLiteral("2 cells · sum ≈ 0.3 · avg ≈ 0.15 · min 0.1 · max 0.2"));
}

void TestSelectionFigures::addsDecimalsExactly()
{
    const auto of = [](const std::vector<Value>& values) {
        return summary(
            {columnOf(QStringLiteral("numeric"), values)}, {{0, qint64(values.size()) - 1, 0, 0}}, {0});
    };
    QCOMPARE(of({text("12345678901234567890.123"), text("0.007"), Value(), text("tea")}),
        QStringLiteral("4 cells · sum 12345678901234567890.130 · avg ≈ 6.172839451e+18 · min 0.007"
                       " · max 12345678901234567890.123"));
    QCOMPARE(of({text("0.1"), text("0.1"), text("0.1")}),
        QStringLiteral("3 cells · sum 0.3 · avg 0.1 · min 0.1 · max 0.1"));
    QCOMPARE(of({text("0.1"), text("0.1"), text("0.2")}),
        QStringLiteral("3 cells · sum 0.4 · avg ≈ 0.1333333333 · min 0.1 · max 0.2"));
    QCOMPARE(of({text("10"), text("9.5"), text("NaN")}),
        QStringLiteral("3 cells · sum NaN · avg NaN · min 9.5 · max NaN"));
    QCOMPARE(of({text("1"), text("-Infinity")}),
        QStringLiteral("2 cells · sum -Infinity · avg -Infinity · min -Infinity · max 1"));
}

void TestSelectionFigures::addsUnsignedIntegersExactly()
{
    QCOMPARE(summary({columnOf(QStringLiteral("bigint unsigned"), {text("18446744073709551615"), qint64(2)})},
                 {{0, 1, 0, 0}}, {0}),
        QStringLiteral("2 cells · sum 18446744073709551617 · avg ≈ 9.223372037e+18 · min 2"
                       " · max 18446744073709551615"));
}

void TestSelectionFigures::addsDecimalsBesideOtherNumbers()
{
    const auto of = [](const Value& number) {
        ResultBuilder builder({{QStringLiteral("n"), QStringLiteral("numeric")}, {QStringLiteral("m")}});
        append(builder.column(0), text("12345678901234567890.5"));
        append(builder.column(1), number);
        builder.endRow();
        return summary({builder.snapshot(Completeness::Complete)}, {{0, 0, 0, 1}}, {0, 1});
    };
    QCOMPARE(of(qint64(2)),
        QStringLiteral("2 cells · sum 12345678901234567892.5 · avg ≈ 6.172839451e+18 · min 2"
                       " · max 12345678901234567890.5"));
    QCOMPARE(of(0.5),
        QStringLiteral("2 cells · sum ≈ 1.23456789012346e+19 · avg ≈ 6.172839451e+18 · min 0.5"
                       " · max 12345678901234567890.5"));
    QCOMPARE(of(1e300),
        QStringLiteral("2 cells · sum ≈ 1e+300 · avg ≈ 5e+299 · min 12345678901234567890.5 · max 1e+300"));
}

void TestSelectionFigures::readsColumnsByTheirPlaces()
{
    QCOMPARE(summary(sampleRows(), {{0, 4, 1, 1}}, {2, 0}),
        QStringLiteral("5 cells · sum 15 · avg 3 · min 1 · max 5"));
}

void TestSelectionFigures::readsRowsAsTheyAreShown()
{
    ArrangedRows rows = sampleRows();
    rows.order = std::make_shared<RowOrder>(RowOrder{4, 2, 0});
    QCOMPARE(summary(rows, {{0, 1, 0, 0}}), QStringLiteral("2 cells · sum 8 · avg 4 · min 3 · max 5"));
}

void TestSelectionFigures::ignoresWhatIsBehindTheRows()
{
    QCOMPARE(
        summary(sampleRows(), {{3, 900, 0, 0}}), QStringLiteral("2 cells · sum 9 · avg 4.5 · min 4 · max 5"));
}

void TestSelectionFigures::stopsWhenTold()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!selectionFigures(sampleRows(), {{0}, {{0, 4, 0, 0}}}, {source.get_token()}));
}

QTEST_GUILESS_MAIN(TestSelectionFigures)
#include "tst_selectionfigures.moc"
