#include "models/rowcursor.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using namespace larder::test;

namespace {

/// Columns a, b, c; in row r they hold 10 r, 10 r + 1, 10 r + 2. More than one chunk.
ResultPtr numbers(qint64 rows = 1'000)
{
    ResultBuilder builder({{QStringLiteral("a")}, {QStringLiteral("b")}, {QStringLiteral("c")}});
    for (qint64 row = 0; row < rows; ++row) {
        for (int column = 0; column < 3; ++column)
            builder.column(column).appendInteger(10 * row + column);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

/// "0,1,2 10,11,12"; a cell that is not selected is "-".
QByteArray given(const RowsToWrite& rows)
{
    RowCursor cursor(rows);
    QByteArrayList lines;
    for (auto cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        QByteArrayList values;
        for (const Cell& cell : cells)
            values << (cell.isNull() ? QByteArray("-") : QByteArray::number(cell.integer));
        lines << values.join(',');
    }
    if (cursor.rowsDone() != rows.rowCount() || cursor.rowsDone() != lines.size())
        return "wrong count";
    return lines.join(' ');
}

} // namespace

class TestRowCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesAllRowsInOrder();
    void givesColumnsInTheOrderThatWasAskedFor();
    void givesRowsAsTheyAreShown();
    void emptyResultHasNoRow();
    void leavesOutRowsAndColumnsWithoutASelectedCell();
    void cellsThatAreNotSelectedAreNull();
    void clipsASelectionToWhatThereIs();
    void agreesWithANaiveModelOnAnySelection();
};

void TestRowCursor::givesAllRowsInOrder()
{
    const ResultPtr result = numbers(40'000);
    RowCursor cursor(allOf(result));
    for (qint64 row = 0; row < result->rowCount(); ++row) {
        const auto cells = cursor.next();
        QCOMPARE(cells.size(), size_t(3));
        QCOMPARE(cells[2].integer, 10 * row + 2);
    }
    QVERIFY(cursor.next().empty());
    QVERIFY(cursor.next().empty());
    QCOMPARE(cursor.rowsDone(), 40'000);
}

void TestRowCursor::givesColumnsInTheOrderThatWasAskedFor()
{
    const RowsToWrite rows = allOf(ArrangedRows{numbers(2)}, {2, 0});
    QCOMPARE(given(rows), QByteArray("2,0 12,10"));
    QCOMPARE(rows.columnInfos().front().name, QStringLiteral("c"));
}

void TestRowCursor::givesRowsAsTheyAreShown()
{
    const ArrangedRows shown{numbers(), std::make_shared<RowOrder>(RowOrder{999, 0, 256, 255, 3})};
    QCOMPARE(given(allOf(shown, {0})), QByteArray("9990 0 2560 2550 30"));
    QCOMPARE(given(selectedOf(shown, {{0, 1, 2}, {{1, 2, 1, 1}}})), QByteArray("1 2561"));
}

void TestRowCursor::emptyResultHasNoRow()
{
    QCOMPARE(given(allOf(numbers(0))), QByteArray());
    QCOMPARE(given(selectedOf({numbers(1)}, {{0, 1, 2}, {}})), QByteArray());
    const ArrangedRows nothing{numbers(), std::make_shared<RowOrder>()};
    QCOMPARE(given(allOf(nothing, {0, 1})), QByteArray());
}

void TestRowCursor::leavesOutRowsAndColumnsWithoutASelectedCell()
{
    const CellSelection selection{
        {2, 1, 0}, {{700, 701, 0, 0}, {3, 3, 0, 0}, {3, 3, 2, 2}, {700, 701, 2, 2}}};
    const RowsToWrite rows = selectedOf({numbers()}, selection);
    QCOMPARE(rows.columns, (std::vector<int>{2, 0}));
    QCOMPARE(given(rows), QByteArray("32,30 7002,7000 7012,7010"));
}

void TestRowCursor::cellsThatAreNotSelectedAreNull()
{
    const CellSelection selection{{0, 1, 2}, {{0, 2, 0, 0}, {1, 3, 2, 2}, {5, 5, 1, 1}}};
    QCOMPARE(given(selectedOf({numbers()}, selection)), QByteArray("0,-,- 10,-,12 20,-,22 -,-,32 -,51,-"));
}

void TestRowCursor::clipsASelectionToWhatThereIs()
{
    const CellSelection selection{{0, 1}, {{1, 99, 0, 99}, {50, 60, 0, 0}}};
    QCOMPARE(given(selectedOf({numbers(3)}, selection)), QByteArray("10,11 20,21"));
}

void TestRowCursor::agreesWithANaiveModelOnAnySelection()
{
    std::mt19937 random{11};
    const ResultPtr result = numbers(30);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::vector<bool>> selected(30, std::vector<bool>(3, false));
        CellSelection selection{{1, 2, 0}, {}};
        const auto below = [&random](int limit) { return int(random() % unsigned(limit)); };
        for (int i = below(5); i > 0; --i) {
            const int top = below(30);
            const int left = below(3);
            const CellRange whole{top, top + below(6), left, left + below(2)};
            selection.ranges.push_back(whole);
            for (qint64 row = whole.top; row <= qMin<qint64>(29, whole.bottom); ++row) {
                for (int place = whole.left; place <= qMin(2, whole.right); ++place)
                    selected[size_t(row)][size_t(place)] = true;
            }
        }
        const RowsToWrite chosen = selectedOf({result}, selection);
        QByteArrayList lines;
        for (size_t row = 0; row < 30; ++row) {
            QByteArrayList values;
            for (size_t place = 0; place < 3; ++place) {
                const int column = selection.columns[place];
                if (std::find(chosen.columns.begin(), chosen.columns.end(), column) == chosen.columns.end())
                    continue;
                values << (selected[row][place] ? QByteArray::number(qint64(row) * 10 + column)
                                                : QByteArray("-"));
            }
            if (std::find(selected[row].begin(), selected[row].end(), true) != selected[row].end())
                lines << values.join(',');
        }
        QCOMPARE(given(chosen), lines.join(' '));
    }
}

QTEST_GUILESS_MAIN(TestRowCursor)
#include "tst_rowcursor.moc"
