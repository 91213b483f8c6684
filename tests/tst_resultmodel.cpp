#include "models/resultmodel.h"

#include "cache/resultbuilder.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

std::vector<ColumnInfo> twoColumns()
{
    return {
        {QStringLiteral("id"), QStringLiteral("INTEGER"), QStringLiteral("customers"), QStringLiteral("id")},
        {QStringLiteral("na\nme")}};
}

void addRows(ResultBuilder& builder, qint64 count)
{
    for (qint64 i = 0; i < count; ++i) {
        builder.column(0).appendInteger(builder.rowCount() + 1);
        builder.column(1).appendText("x");
        builder.endRow();
    }
}

/// A result of @p rows NULLs that needs the memory of a million.
ResultPtr vastResult(qint64 rows)
{
    constexpr qint64 kChunkRows = 1'000'000;
    std::vector<ColumnBuilder> column(1);
    for (qint64 row = 0; row < kChunkRows; ++row)
        column.front().appendNull();
    auto columns = std::make_shared<const std::vector<ColumnInfo>>(1);
    return std::make_shared<const ResultSet>(std::move(columns),
        std::vector<ChunkPtr>(size_t(rows / kChunkRows), chunkOf(column, kChunkRows)), Completeness::Complete);
}

} // namespace

class TestResultModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holdsToTheRulesOfItemModels();
    void isEmptyWithoutResult();
    void showsCellsOfResult();
    void describesColumns();
    void showsMarkupInToolTipAsText();
    void growsWithLaterSnapshotOfSameRun();
    void resetsForAnotherRunWithEqualColumns();
    void keepsRowsWhenRunEndsWithoutNewOnes();
    void announcesEndOnce();
    void makesManyRowsKnownInSlices();
    void startsOverWhileStillGrowing();
    void clipsAtStatedLimit();
};

void TestResultModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestResultModel::holdsToTheRulesOfItemModels()
{
    ResultModel model;
    const QAbstractItemModelTester tester(&model, kFatal);
    ResultBuilder builder(twoColumns());
    addRows(builder, 300);
    model.setResult(builder.snapshot(Completeness::Streaming));
    addRows(builder, 70'000);
    model.setResult(builder.snapshot(Completeness::Complete));
    model.setResult(vastResult(1'000'000));
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    model.setResult(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestResultModel::isEmptyWithoutResult()
{
    const ResultModel model;
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
    QVERIFY(!model.isClipped());
    QVERIFY(!model.headerData(0, Qt::Horizontal).isValid());
}

void TestResultModel::showsCellsOfResult()
{
    ResultBuilder builder(twoColumns());
    addRows(builder, 1);
    builder.column(0).appendNull();
    builder.column(1).appendReal(0.5);
    builder.endRow();
    ResultModel model;
    model.setResult(builder.snapshot(Completeness::Complete));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("1"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("x"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("NULL"));
    QCOMPARE(model.index(1, 0).data(ResultModel::CellTypeRole).toInt(), int(CellType::Null));
    const auto alignment = [&](int row, int column) {
        return model.index(row, column).data(Qt::TextAlignmentRole).value<Qt::Alignment>()
            & Qt::AlignHorizontal_Mask;
    };
    QCOMPARE(alignment(0, 0), Qt::AlignRight);
    QCOMPARE(alignment(0, 1), Qt::AlignLeft);
    QCOMPARE(alignment(1, 0), Qt::AlignLeft);
    QCOMPARE(alignment(1, 1), Qt::AlignRight);
    QCOMPARE(model.index(0, 1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("na↵me: x"));
}

void TestResultModel::describesColumns()
{
    ResultModel model;
    model.setResult(ResultBuilder(twoColumns()).snapshot(Completeness::Complete));
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("id"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("na↵me"));
    QCOMPARE(model.headerData(41, Qt::Vertical).toString(), QStringLiteral("42"));
    const QString toolTip = model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(QStringLiteral("INTEGER")), qPrintable(toolTip));
    QVERIFY2(toolTip.contains(QStringLiteral("customers.id")), qPrintable(toolTip));
}

void TestResultModel::showsMarkupInToolTipAsText()
{
    ResultModel model;
    model.setResult(ResultBuilder({{QStringLiteral("<b>1</b>")}}).snapshot(Completeness::Complete));
    QVERIFY(model.headerData(0, Qt::Horizontal, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("&lt;b&gt;")));
}

void TestResultModel::growsWithLaterSnapshotOfSameRun()
{
    ResultBuilder builder(twoColumns());
    addRows(builder, 256);
    ResultModel model;
    model.setResult(builder.snapshot(Completeness::Streaming));
    const QSignalSpy resets(&model, &ResultModel::modelReset);
    const QSignalSpy insertions(&model, &ResultModel::rowsInserted);
    addRows(builder, 1000);
    model.setResult(builder.snapshot(Completeness::Streaming));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(insertions.size(), 1);
    QCOMPARE(insertions.front().at(1).toInt(), 256);
    QCOMPARE(insertions.front().at(2).toInt(), 1255);
    QCOMPARE(model.index(1255, 0).data().toString(), QStringLiteral("1256"));
}

void TestResultModel::resetsForAnotherRunWithEqualColumns()
{
    ResultBuilder first(twoColumns());
    addRows(first, 10);
    ResultBuilder second(twoColumns());
    addRows(second, 20);
    ResultModel model;
    model.setResult(first.snapshot(Completeness::Complete));
    const QSignalSpy resets(&model, &ResultModel::modelReset);
    model.setResult(second.snapshot(Completeness::Streaming));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 20);
}

void TestResultModel::keepsRowsWhenRunEndsWithoutNewOnes()
{
    ResultBuilder builder(twoColumns());
    addRows(builder, 10);
    ResultModel model;
    model.setResult(builder.snapshot(Completeness::Streaming));
    const QSignalSpy resets(&model, &ResultModel::modelReset);
    const QSignalSpy insertions(&model, &ResultModel::rowsInserted);
    const ResultPtr complete = builder.snapshot(Completeness::Complete);
    model.setResult(complete);
    QCOMPARE(resets.size() + insertions.size(), 0);
    QCOMPARE(model.result(), complete);
}

void TestResultModel::announcesEndOnce()
{
    ResultBuilder builder(twoColumns());
    addRows(builder, 10);
    ResultModel model;
    const QSignalSpy ends(&model, &ResultModel::completed);
    model.setResult(builder.snapshot(Completeness::Streaming));
    QCOMPARE(ends.size(), 0);
    const ResultPtr complete = builder.snapshot(Completeness::LimitReached);
    model.setResult(complete);
    model.setResult(complete);
    QCOMPARE(ends.size(), 1);
    model.setResult(nullptr);
    model.setResult(complete);
    QCOMPARE(ends.size(), 2);
}

void TestResultModel::makesManyRowsKnownInSlices()
{
    ResultModel model;
    const QSignalSpy insertions(&model, &ResultModel::rowsInserted);
    const QSignalSpy ends(&model, &ResultModel::completed);
    model.setResult(vastResult(3'000'000));
    QCOMPARE(model.rowCount(), ResultModel::kFirstSliceRows);
    QCOMPARE(insertions.size(), 0);
    QTRY_COMPARE(model.rowCount(), 3'000'000);
    QCOMPARE(insertions.size(), 3);
    QCOMPARE(ends.size(), 1);
}

void TestResultModel::startsOverWhileStillGrowing()
{
    ResultModel model;
    model.setResult(vastResult(3'000'000));
    ResultBuilder builder(twoColumns());
    addRows(builder, 10);
    model.setResult(builder.snapshot(Completeness::Complete));
    const QSignalSpy insertions(&model, &ResultModel::rowsInserted);
    QTest::qWait(20);
    QCOMPARE(insertions.size(), 0);
    QCOMPARE(model.rowCount(), 10);
}

void TestResultModel::clipsAtStatedLimit()
{
    ResultModel model;
    model.setResult(vastResult(2'200'000'000));
    QVERIFY(model.isClipped());
    QTRY_COMPARE(model.rowCount(), ResultModel::kMaximumRows);
    QCOMPARE(model.index(model.rowCount() - 1, 0).data().toString(), QStringLiteral("NULL"));
}

QTEST_GUILESS_MAIN(TestResultModel)
#include "tst_resultmodel.moc"
