#include "ui/inspector/tablechart.h"

#include <QGraphicsTextItem>
#include <QRegularExpression>
#include <QTest>
#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

using namespace larder;

namespace {

ChartTable tableOf(ChartTable::Shape shape, const QStringList& columns)
{
    return {.title = QStringLiteral("Chart"), .shape = shape, .columns = columns};
}

/// What is written in the picture.
QStringList textsIn(const TableChart& chart)
{
    QStringList texts;
    for (const QGraphicsItem* const item : chart.scene()->items()) {
        if (const auto* const text = dynamic_cast<const QGraphicsTextItem*>(item))
            texts << text->toPlainText();
    }
    return texts;
}

bool isAnyCut(const TableChart& chart)
{
    const QStringList texts = textsIn(chart);
    return std::any_of(texts.begin(), texts.end(), [](const QString& text) {
        return text.endsWith(QStringLiteral("...")) || text.endsWith(QChar(0x2026));
    });
}

} // namespace

class TestTableChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void namesOfARankingAreNeverCut();
    void aRankingAddsUpWhatItHasNoRoomFor();
    void valuesAreNeverCut();
    void hasALineForEachColumn();
    void aLineHasAGapWhereThereIsNoValue();
    void noPointStandsOnTheEdge();
    void nothingOfTheChartBeforeIsLeft();
};

void TestTableChart::namesOfARankingAreNeverCut()
{
    ChartTable table = tableOf(ChartTable::Shape::Ranking,
        {QStringLiteral("Reason"), QStringLiteral("Misses"), QStringLiteral("Bypasses")});
    for (int i = 0; i < 12; ++i)
        table.rows.push_back({QStringLiteral("reason %1").arg(i), {double(12 - i), 1}});
    TableChart chart;
    chart.setTable(table);
    chart.show();
    for (const int height : {110, 125, 134, 150, 180, 220, 300, 500}) {
        chart.resize(900, height);
        QTRY_COMPARE(chart.height(), height);
        // Texts are laid out when they are to be painted, and old ones go later.
        QCoreApplication::processEvents();
        (void)chart.grab();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY2(
            !textsIn(chart).filter(QStringLiteral("reason")).isEmpty(), qPrintable(QString::number(height)));
        QVERIFY2(!isAnyCut(chart), qPrintable(QString::number(height)));
    }
}

void TestTableChart::aRankingAddsUpWhatItHasNoRoomFor()
{
    ChartTable table
        = tableOf(ChartTable::Shape::Ranking, {QStringLiteral("Reason"), QStringLiteral("Misses")});
    for (int i = 12; i > 0; --i)
        table.rows.push_back({QStringLiteral("reason %1").arg(i), {double(i)}});
    TableChart chart;
    chart.setTable(table);
    chart.show();
    for (const int height : {110, 180, 900}) {
        chart.resize(900, height);
        QTRY_COMPARE(chart.height(), height);
        const QList<QBarSet*> sets
            = qobject_cast<const QAbstractBarSeries*>(chart.chart()->series().constFirst())->barSets();
        QCOMPARE(sets[0]->sum(), 78.0);
        // The greatest stands on top, which is the last.
        QCOMPARE(sets[0]->at(sets[0]->count() - 1), 12.0);
        const QStringList names
            = qobject_cast<QBarCategoryAxis*>(chart.chart()->axes(Qt::Vertical).constFirst())->categories();
        QCOMPARE(names.size(), sets[0]->count());
        QCOMPARE(names.filter(QStringLiteral("others)")).size(), height == 900 ? 0 : 1);
    }
}

void TestTableChart::valuesAreNeverCut()
{
    ChartTable table = tableOf(ChartTable::Shape::Bars,
        {QStringLiteral("From"), QStringLiteral("Hits"), QStringLiteral("Database")});
    for (int i = 0; i < 4; ++i)
        table.rows.push_back({QStringLiteral("class %1").arg(i), {double(3 * i), 17}});
    TableChart chart;
    chart.setTable(table);
    chart.show();
    for (const int height : {90, 100, 110, 125, 150, 200, 300}) {
        chart.resize(900, height);
        QTRY_COMPARE(chart.height(), height);
        // Texts are laid out when they are to be painted, and old ones go later.
        QCoreApplication::processEvents();
        (void)chart.grab();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY2(textsIn(chart).contains(QStringLiteral("0")), qPrintable(QString::number(height)));
        QVERIFY2(!isAnyCut(chart), qPrintable(QString::number(height)));
    }
}

void TestTableChart::hasALineForEachColumn()
{
    ChartTable table = tableOf(
        ChartTable::Shape::Line, {QStringLiteral("Time"), QStringLiteral("a"), QStringLiteral("b")});
    table.rows = {{QStringLiteral("14:00:00"), {3, 8}, ChartTable::Unit::PerSecond},
        {QStringLiteral("14:00:01"), {5, 0}, ChartTable::Unit::PerSecond}};
    TableChart chart;
    chart.setTable(table);
    const QList<QAbstractSeries*> series = chart.chart()->series();
    QCOMPARE(series.size(), 2);
    const auto& first = *qobject_cast<const QLineSeries*>(series[0]);
    const auto& second = *qobject_cast<const QLineSeries*>(series[1]);
    QCOMPARE(second.name(), QStringLiteral("b"));
    QCOMPARE(second.points(), (QList<QPointF>{{0, 8}, {1, 0}}));
    QVERIFY(first.color() != second.color());
    QVERIFY(chart.chart()->legend()->isVisible());
    const auto& values = *qobject_cast<const QValueAxis*>(chart.chart()->axes(Qt::Vertical).value(0));
    QVERIFY(values.max() >= 8);
}

void TestTableChart::aLineHasAGapWhereThereIsNoValue()
{
    ChartTable table = tableOf(ChartTable::Shape::Line,
        {QStringLiteral("Time"), QStringLiteral("all"), QStringLiteral("individual")});
    constexpr double kNothing = ChartTable::kNothing;
    for (const double value : {0.5, 0.25, kNothing, kNothing, 1.0, kNothing})
        table.rows.push_back({QStringLiteral("12:00"), {value, kNothing}, ChartTable::Unit::Share});
    TableChart chart;
    chart.resize(400, 300);
    chart.show();
    chart.setTable(table);
    std::vector<QList<QPointF>> pieces;
    for (QAbstractSeries* const series : chart.chart()->series())
        pieces.push_back(static_cast<QLineSeries*>(series)->points());
    QCOMPARE(pieces.size(), size_t(3));
    QCOMPARE(pieces[0], (QList<QPointF>{{0, 50}, {1, 25}}));
    QCOMPARE(pieces[1], (QList<QPointF>{{4, 100}}));
    QVERIFY(static_cast<QLineSeries*>(chart.chart()->series()[1])->pointsVisible());
    QVERIFY(pieces[2].isEmpty());
    const auto named = [&chart] {
        QStringList names;
        for (const QLegendMarker* const marker : chart.chart()->legend()->markers()) {
            if (marker->isVisible())
                names << marker->label();
        }
        return names;
    };
    QTRY_COMPARE(named(), (QStringList{QStringLiteral("all"), QStringLiteral("individual")}));
}

void TestTableChart::noPointStandsOnTheEdge()
{
    ChartTable table = tableOf(
        ChartTable::Shape::Points, {QStringLiteral("Entry"), QStringLiteral("Age"), QStringLiteral("Hits")});
    table.rows = {{QStringLiteral("1"), {10, 4}}};
    TableChart chart;
    chart.setTable(table);
    for (const QAbstractAxis* const axis : chart.chart()->axes()) {
        const auto& values = *qobject_cast<const QValueAxis*>(axis);
        QVERIFY(values.max() > (values.orientation() == Qt::Horizontal ? 10 : 4));
    }
}

void TestTableChart::nothingOfTheChartBeforeIsLeft()
{
    ChartTable bars = tableOf(ChartTable::Shape::Bars, {QStringLiteral("Left"), QStringLiteral("Entries")});
    for (int i = 0; i < 5; ++i)
        bars.rows.push_back({QStringLiteral("before %1").arg(i), {5}});
    ChartTable points = tableOf(
        ChartTable::Shape::Points, {QStringLiteral("Entry"), QStringLiteral("Age"), QStringLiteral("Hits")});
    points.rows = {{QStringLiteral("one"), {100, 700}}};
    TableChart chart;
    chart.resize(900, 150);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    const auto isShown = [&chart](const QString& part) {
        const QList<QGraphicsItem*> items = chart.scene()->items();
        return std::any_of(items.begin(), items.end(), [&](const QGraphicsItem* item) {
            const auto* const text = dynamic_cast<const QGraphicsTextItem*>(item);
            return text && text->isVisible() && text->toPlainText().contains(part);
        });
    };
    for (int i = 0; i < 3; ++i) {
        chart.setTable(bars);
        (void)chart.grab();
        QTRY_VERIFY(isShown(QStringLiteral("before")));
        chart.setTable(points);
        (void)chart.grab();
        QVERIFY(!isShown(QStringLiteral("before")));
        QCoreApplication::processEvents();
        (void)chart.grab();
        QVERIFY(!isShown(QStringLiteral("before")));
        QCOMPARE(chart.chart()->axes().size(), 2);
        bars.rows.back().values = {double(6 + i)};
    }
}

QTEST_MAIN(TestTableChart)
#include "tst_tablechart.moc"
