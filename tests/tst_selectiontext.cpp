#include "models/selectiontext.h"

#include "cache/resultbuilder.h"
#include <QRegularExpression>
#include <QTest>

#include <limits>
#include <numeric>

using namespace larder;

namespace {

constexpr qint64 kNoLimit = std::numeric_limits<qint64>::max();

struct Area
{
    int top;
    int left;
    int bottom;
    int right;
};

/// Five rows of (row, row / 2, text), with a NULL in the last number and shapes that need quotes in the
/// texts.
ResultPtr sampleResult()
{
    ResultBuilder builder({{QStringLiteral("id")}, {QStringLiteral("half")}, {QStringLiteral("text")}});
    const std::vector<QByteArray> texts{"plain", "tab\there", "line\nbreak", "\"quoted\"", "in\"side"};
    for (int row = 0; row < 5; ++row) {
        builder.column(0).appendInteger(row + 1);
        if (row == 4)
            builder.column(1).appendNull();
        else
            builder.column(1).appendReal((row + 1) / 2.0);
        builder.column(2).appendText(texts[size_t(row)]);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

class Fixture
{
public:
    explicit Fixture(ResultPtr result)
        : m_rows{std::move(result)}
        , m_columns(size_t(m_rows.result->columnCount()))
    {
        std::iota(m_columns.begin(), m_columns.end(), 0);
    }

    /// Shows the columns in another order.
    void setColumns(std::vector<int> columns) { m_columns = std::move(columns); }

    [[nodiscard]] CellSelection select(std::initializer_list<Area> areas) const
    {
        CellSelection selection{m_columns};
        for (const Area& area : areas)
            selection.ranges.push_back({area.top, area.bottom, area.left, area.right});
        return selection;
    }

    [[nodiscard]] QByteArray tsv(
        std::initializer_list<Area> areas, CopyHeaders headers = CopyHeaders::No) const
    {
        return selectionTsv(m_rows, select(areas), headers, kNoLimit).value();
    }

private:
    ArrangedRows m_rows;
    std::vector<int> m_columns;
};

} // namespace

class TestSelectionText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void copiesSingleCellExactly();
    void copiesRowsAsLinesWithTabs();
    void quotesWhatWouldBreakTheShape();
    void putsHeadersAboveOnRequest();
    void leavesGapsWhereCellsAreNotSelected();
    void copiesRangesInOrderOfRows();
    void refusesMoreThanLimit();
    void takesColumnsInTheOrderShown();
};

void TestSelectionText::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestSelectionText::copiesSingleCellExactly()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{2, 2, 2, 2}}), QByteArray("line\nbreak"));
    QCOMPARE(fixture.tsv({{3, 2, 3, 2}}), QByteArray("\"quoted\""));
    QCOMPARE(fixture.tsv({{4, 1, 4, 1}}), QByteArray());
    QCOMPARE(fixture.tsv({}), QByteArray());
}

void TestSelectionText::copiesRowsAsLinesWithTabs()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{0, 0, 1, 1}}), QByteArray("1\t0.5\n2\t1.0"));
    QCOMPARE(fixture.tsv({{3, 1, 4, 1}}), QByteArray("2.0\n"));
}

void TestSelectionText::quotesWhatWouldBreakTheShape()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{0, 2, 4, 2}}),
        QByteArray("plain\n\"tab\there\"\n\"line\nbreak\"\n\"\"\"quoted\"\"\"\nin\"side"));
}

void TestSelectionText::putsHeadersAboveOnRequest()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{0, 0, 0, 1}}, CopyHeaders::Yes), QByteArray("id\thalf\n1\t0.5"));
    QCOMPARE(fixture.tsv({{0, 1, 0, 1}}, CopyHeaders::Yes), QByteArray("half\n0.5"));
}

void TestSelectionText::leavesGapsWhereCellsAreNotSelected()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{0, 0, 0, 0}, {1, 2, 1, 2}}), QByteArray("1\t\n\t\"tab\there\""));
}

void TestSelectionText::copiesRangesInOrderOfRows()
{
    const Fixture fixture(sampleResult());
    QCOMPARE(fixture.tsv({{4, 0, 4, 0}, {0, 0, 1, 0}}), QByteArray("1\n2\n5"));
}

void TestSelectionText::refusesMoreThanLimit()
{
    const Fixture fixture(sampleResult());
    const ResultPtr result = sampleResult();
    QVERIFY(selectionTsv({result}, fixture.select({{0, 0, 1, 1}}), CopyHeaders::No, 12));
    QVERIFY(!selectionTsv({result}, fixture.select({{0, 0, 1, 1}}), CopyHeaders::No, 11));
    QVERIFY(!selectionTsv({result}, fixture.select({{0, 2, 0, 2}}), CopyHeaders::No, 4));
}

void TestSelectionText::takesColumnsInTheOrderShown()
{
    Fixture fixture(sampleResult());
    fixture.setColumns({2, 0});
    QCOMPARE(fixture.tsv({{0, 0, 0, 1}}, CopyHeaders::Yes), QByteArray("text\tid\nplain\t1"));
    QCOMPARE(fixture.tsv({{1, 1, 1, 1}}), QByteArray("2"));
}

QTEST_GUILESS_MAIN(TestSelectionText)
#include "tst_selectiontext.moc"
