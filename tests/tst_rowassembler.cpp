#include "cache/rows/rowassembler.h"

#include "tests/support/tablerows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

const QStringList kColumns{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b")};

std::vector<Row> threeRows()
{
    return {
        {qint64(1), text("one"), 1.5}, {qint64(2), Value(), blob("two")}, {qint64(3), text(""), qint64(-3)}};
}

/// Rows @p numbers of @p result, with the columns @p places.
RowSet rowsOf(const ResultPtr& result, const std::vector<int>& places, const std::vector<quint32>& numbers)
{
    RowSet rows;
    RowSet::Layout& layout = rows.layouts.emplace_back();
    layout.parts = {result};
    for (const int column : places)
        layout.places.push_back({0, column});
    for (const quint32 number : numbers) {
        rows.rows.push_back({0, quint32(rows.rowNumbers.size())});
        rows.rowNumbers.push_back(number);
    }
    return rows;
}

QStringList namesOf(const ResultSet& result)
{
    QStringList names;
    for (const ColumnInfo& column : result.columns())
        names << column.name;
    return names;
}

} // namespace

class TestRowAssembler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takesRowsAndColumnsInTheWantedOrder();
    void callsColumnsAsTheTableOrTheStatementDoes();
    void isTheResultItselfWhereThatIsAll();
    void isAnotherResultWhereThatIsNotAll();
    void putsRowsOfSeveralEntriesTogether();
    void noRowsHaveColumnsToo();
    void readsAcrossChunks();
    void findsRefilledRowsByTheirKeys();
    void tellsWhetherAValueDiffers();
    void tellsWhetherARowIsGone();
    void takesOtherColumnsForGone();
};

void TestRowAssembler::takesRowsAndColumnsInTheWantedOrder()
{
    const ResultPtr source = tableResult(kColumns, threeRows());
    const ResultPtr result = assembledRows(rowsOf(source, {2, 0, 2}, {2, 0, 1}));
    QCOMPARE(result->completeness(), Completeness::Complete);
    QCOMPARE(described(*result),
        (QByteArrayList{"integer -3", "integer 3", "integer -3", described(Value(1.5)), "integer 1",
            described(Value(1.5)), "blob 74776f", "integer 2", "blob 74776f"}));
}

void TestRowAssembler::callsColumnsAsTheTableOrTheStatementDoes()
{
    ResultBuilder builder({{QStringLiteral("alias"), QStringLiteral("TEXT"), QStringLiteral("t"),
        QStringLiteral("Name"), Nullability::NotNull, true}});
    builder.column(0).appendText("x");
    builder.endRow();
    RowSet rows = rowsOf(builder.snapshot(Completeness::Complete), {0, 0, 0}, {0});
    rows.labels = {std::nullopt, QByteArray("ü"), QByteArray("")};
    const ResultPtr result = assembledRows(rows);
    QCOMPARE(namesOf(*result), (QStringList{QStringLiteral("Name"), QStringLiteral("ü"), QString()}));
    ColumnInfo info = result->columns()[1];
    QCOMPARE(info.declaredType, QStringLiteral("TEXT"));
    QCOMPARE(info.originColumn, QStringLiteral("Name"));
    QVERIFY(info.inPrimaryKey && info.nullability == Nullability::NotNull);
}

void TestRowAssembler::isTheResultItselfWhereThatIsAll()
{
    const ResultPtr source = tableResult(kColumns, threeRows());
    QCOMPARE(assembledRows(rowsOf(source, {0, 1, 2}, {0, 1, 2})), source);
}

void TestRowAssembler::isAnotherResultWhereThatIsNotAll()
{
    const ResultPtr source = tableResult(kColumns, threeRows());
    RowSet renamed = rowsOf(source, {0, 1, 2}, {0, 1, 2});
    renamed.labels = {std::nullopt, QByteArray("x")};
    QCOMPARE(namesOf(*assembledRows(renamed)).at(1), QStringLiteral("x"));
    QCOMPARE(assembledRows(rowsOf(source, {0, 1, 2}, {0, 1}))->rowCount(), 2);
    QCOMPARE(assembledRows(rowsOf(source, {0, 1}, {0, 1, 2}))->columnCount(), 2);
    QCOMPARE(described(*assembledRows(rowsOf(source, {0, 1, 2}, {0, 2, 1}))).at(3), QByteArray("integer 3"));
    const ResultPtr twoEqual = tableResult({kColumns[0], kColumns[0]}, {{qint64(1), qint64(2)}});
    QCOMPARE(
        described(*assembledRows(rowsOf(twoEqual, {1, 0}, {0}))), (QByteArrayList{"integer 2", "integer 1"}));
    // It would say that there are more rows.
    const ResultPtr cut = tableResult(kColumns, threeRows(), Completeness::LimitReached);
    QCOMPARE(assembledRows(rowsOf(cut, {0, 1, 2}, {0, 1, 2}))->completeness(), Completeness::Complete);
}

void TestRowAssembler::putsRowsOfSeveralEntriesTogether()
{
    const ResultPtr withA
        = tableResult({kColumns[0], kColumns[1]}, {{qint64(1), text("x")}, {qint64(2), text("y")}});
    const ResultPtr withB = tableResult({kColumns[2], kColumns[0]}, {{qint64(20), qint64(2)}});
    const ResultPtr all = tableResult(kColumns, {{qint64(9), text("z"), qint64(90)}});
    RowSet rows;
    rows.layouts = {{{withA, withB}, {}, {{0, 1}, {1, 0}}}, {{all}, {}, {{0, 1}, {0, 2}}}};
    rows.rowNumbers = {1, 0, 0};
    rows.rows = {{0, 0}, {1, 2}, {0, 0}};
    QCOMPARE(described(*assembledRows(rows)),
        (QByteArrayList{"text y", "integer 20", "text z", "integer 90", "text y", "integer 20"}));
}

void TestRowAssembler::noRowsHaveColumnsToo()
{
    const ResultPtr result = assembledRows(rowsOf(tableResult(kColumns, threeRows()), {1}, {}));
    QCOMPARE(result->rowCount(), 0);
    QCOMPARE(namesOf(*result), QStringList{QStringLiteral("a")});
}

void TestRowAssembler::readsAcrossChunks()
{
    std::vector<Row> many;
    for (qint64 i = 0; i < 20'000; ++i)
        many.push_back({i});
    const ResultPtr source = tableResult({kColumns[0]}, many);
    QVERIFY(source->chunkCount() > 2);
    std::vector<quint32> numbers;
    for (quint32 i = 0; i < 20'000; ++i)
        numbers.push_back(i * 7'919 % 20'000);
    const ResultPtr result = assembledRows(rowsOf(source, {0}, numbers));
    for (size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(result->cell(qint64(i), 0).integer, qint64(numbers[i]));
}

void TestRowAssembler::findsRefilledRowsByTheirKeys()
{
    const ResultPtr list = tableResult(kColumns, threeRows(), Completeness::LimitReached);
    const std::vector<Row> same = threeRows();
    const ResultPtr refill = tableResult(kColumns, {same[2], {qint64(7), text("other"), Value()}, same[0]});
    QCOMPARE(refillVerdict(*list, {0, 2}, {0}, *refill), RefillVerdict::Same);
}

void TestRowAssembler::tellsWhetherAValueDiffers()
{
    const ResultPtr list = tableResult(kColumns, threeRows());
    std::vector<Row> rows = threeRows();
    rows[0][2] = 1.25;
    QCOMPARE(refillVerdict(*list, {0}, {0}, *tableResult(kColumns, rows)), RefillVerdict::Changed);
    // What was not asked for again is not looked at.
    QCOMPARE(refillVerdict(*list, {1}, {0}, *tableResult(kColumns, rows)), RefillVerdict::Same);
}

void TestRowAssembler::tellsWhetherARowIsGone()
{
    const ResultPtr list = tableResult(kColumns, threeRows());
    const ResultPtr refill = tableResult(kColumns, {threeRows()[0], {text("2"), Value(), Value()}});
    QCOMPARE(refillVerdict(*list, {0, 1}, {0}, *refill), RefillVerdict::Gone);
    QCOMPARE(refillVerdict(*list, {0}, {0}, *refill), RefillVerdict::Same);
    const ResultPtr renamed = tableResult(kColumns, {{qint64(1), text("uno"), 1.5}});
    QCOMPARE(refillVerdict(*list, {0}, {0, 1}, *renamed), RefillVerdict::Gone);
}

void TestRowAssembler::takesOtherColumnsForGone()
{
    const ResultPtr list = tableResult(kColumns, threeRows());
    const QStringList others{kColumns[0], kColumns[2], kColumns[1]};
    QCOMPARE(refillVerdict(*list, {0}, {0}, *tableResult(others, threeRows())), RefillVerdict::Gone);
    QCOMPARE(refillVerdict(*list, {0}, {0}, *tableResult({kColumns[0]}, {{qint64(1)}})), RefillVerdict::Gone);
}

QTEST_APPLESS_MAIN(TestRowAssembler)
#include "tst_rowassembler.moc"
