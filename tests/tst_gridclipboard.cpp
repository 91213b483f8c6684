#include "ui/gridclipboard.h"

#include "support/results.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

const auto kBefore = QStringLiteral("before");
constexpr qint64 kMany = 100'000;

ArrangedRows manyNumbers()
{
    std::vector<std::vector<Value>> rows;
    for (qint64 i = 0; i < kMany; ++i)
        rows.push_back({qint64(100'000)});
    return {resultOf({QStringLiteral("n")}, rows)};
}

CellSelection allRows()
{
    return {{0}, {{0, kMany - 1, 0, 0}}};
}

} // namespace

class TestGridClipboard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->setText(kBefore); }

    void holdsTheCellsAsTextAndAsTable();
    void keepsWhatItHasIfTheCellsAreTooMany();
    void refusesAtOnceWhatCanBeCounted();
    void copiesManyCellsBesideTheWindow();
    void refusesWhatProvesTooLargeOnTheWay();
    void forgetsACopyThatIsCancelled();
};

void TestGridClipboard::holdsTheCellsAsTextAndAsTable()
{
    GridClipboard clipboard(nullptr);
    const ArrangedRows rows{
        resultOf({QStringLiteral("a"), QStringLiteral("b")}, {{qint64(1), text("tea\n")}})};
    clipboard.copy(rows, {{0, 1}, {{0, 0, 0, 1}}}, CopyHeaders::Yes);
    const QMimeData* const copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(copied->text(), QStringLiteral("a\tb\n1\t\"tea\n\""));
    QCOMPARE(copied->data(QStringLiteral("text/tab-separated-values")), QByteArray("a\tb\n1\t\"tea\n\""));
}

void TestGridClipboard::keepsWhatItHasIfTheCellsAreTooMany()
{
    GridClipboard clipboard(nullptr);
    const QSignalSpy refused(&clipboard, &GridClipboard::refused);
    const QByteArray large(20 << 20, 'x');
    const ArrangedRows rows{resultOf({QStringLiteral("a")}, {{text(large)}, {text(large)}})};
    clipboard.copy(rows, {{0}, {{0, 1, 0, 0}}}, CopyHeaders::No);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), kBefore);
}

void TestGridClipboard::refusesAtOnceWhatCanBeCounted()
{
    GridClipboard clipboard(nullptr);
    const QSignalSpy refused(&clipboard, &GridClipboard::refused);
    const QSignalSpy worked(&clipboard, &GridClipboard::busyChanged);
    const ArrangedRows rows = manyNumbers();
    clipboard.setLimitBytes(7 * kMany - 1);
    clipboard.copy(rows, allRows(), CopyHeaders::No);
    QCOMPARE(refused.size(), 1);
    clipboard.copy(rows, allRows(), defaultForm(RowFormat::Sql));
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused[1][0].value<RowForm>().format, RowFormat::Sql);
    QCOMPARE(worked.size(), 0);
}

void TestGridClipboard::copiesManyCellsBesideTheWindow()
{
    GridClipboard clipboard(nullptr);
    const QSignalSpy worked(&clipboard, &GridClipboard::busyChanged);
    clipboard.copy(manyNumbers(), allRows(), CopyHeaders::No);
    QCOMPARE(worked.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), kBefore);
    QTRY_COMPARE(worked.size(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), 7 * kMany - 1);
}

void TestGridClipboard::refusesWhatProvesTooLargeOnTheWay()
{
    GridClipboard clipboard(nullptr);
    const QSignalSpy refused(&clipboard, &GridClipboard::refused);
    // Nothing is known of rows in an order of their own but their number.
    ArrangedRows rows = manyNumbers();
    rows.order = std::make_shared<RowOrder>(size_t(kMany - 1), 0U);
    clipboard.setLimitBytes(7 * kMany - 8);
    clipboard.copy(rows, {{0}, {{0, kMany - 2, 0, 0}}}, defaultForm(RowFormat::Csv));
    QCOMPARE(refused.size(), 0);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), kBefore);
}

void TestGridClipboard::forgetsACopyThatIsCancelled()
{
    GridClipboard clipboard(nullptr);
    const QSignalSpy refused(&clipboard, &GridClipboard::refused);
    clipboard.copy(manyNumbers(), allRows(), CopyHeaders::No);
    clipboard.cancel();
    const ArrangedRows one{resultOf({QStringLiteral("a")}, {{qint64(1)}})};
    clipboard.copy(one, {{0}, {{0, 0, 0, 0}}}, CopyHeaders::No);
    QTest::qWait(0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1"));
    QCOMPARE(refused.size(), 0);
}

QTEST_MAIN(TestGridClipboard)
#include "tst_gridclipboard.moc"
