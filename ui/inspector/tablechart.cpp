#include "ui/inspector/tablechart.h"

#include "ui/syntaxcolors.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsTextItem>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace larder {

namespace {

using Unit = ChartTable::Unit;

/// Told apart on a light and on a dark ground, and by the usual kinds of colour blindness.
constexpr std::array<QRgb, 7> kColours{
    0xff2e9e5b, 0xff3b82c4, 0xffd9a21b, 0xff17a2a2, 0xff8e6bbf, 0xffd9534f, 0xff8a8f98};

/// How the numbers of an axis are shown.
struct Scale
{
    double divisor = 1;
    QString title = {};
};

double highest(const ChartTable& table)
{
    double most = 0;
    for (const ChartTable::Row& row : table.rows) {
        for (const double value : row.values) {
            if (value != ChartTable::kNothing)
                most = std::max(most, std::abs(value));
        }
    }
    return most;
}

/// Labels of values have but the letters of ASCII, where @p isForLabels.
Scale scaleOf(const ChartTable& table, bool isForLabels = false)
{
    switch (table.rows.empty() ? Unit::Count : table.rows.front().unit) {
    case Unit::Nanoseconds: {
        const double most = highest(table);
        if (most >= 1e9)
            return {1e9, QStringLiteral("s")};
        return most >= 1e6 || isForLabels ? Scale{1e6, QStringLiteral("ms")}
                                          : Scale{1e3, QStringLiteral("µs")};
    }
    case Unit::Share:
        return {0.01, QStringLiteral("%")};
    case Unit::PerSecond:
        return {1, QStringLiteral("1/s")};
    default:
        return {};
    }
}

constexpr int kMostTicks = 4;

/// So many that no two ticks have the same label.
int decimalsOf(const QValueAxis& axis)
{
    constexpr int kMost = 6;
    double step = (axis.max() - axis.min()) / std::max(1, axis.tickCount() - 1);
    int decimals = 0;
    for (; decimals < kMost && std::abs(step - std::round(step)) > 1e-6; ++decimals)
        step *= 10;
    return decimals;
}

QValueAxis* createValueAxis(double least, double most, const QString& title, int ticks = kMostTicks)
{
    auto* const axis = new QValueAxis;
    const double span = most - least;
    axis->setRange(least, span > 0 ? most : least + 1);
    axis->setTickCount(ticks);
    axis->applyNiceNumbers();
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(*axis)));
    axis->setTitleText(title);
    return axis;
}

QAbstractAxis* createNameAxis(const std::vector<const ChartTable::Row*>& rows)
{
    constexpr qsizetype kMostLetters = 40;
    auto* const axis = new QBarCategoryAxis;
    for (size_t i = 0; i < rows.size(); ++i) {
        QString name = rows[i]->label;
        if (name.size() > kMostLetters)
            name = name.left(kMostLetters - 1) + QChar(0x2026);
        // They are painted as HTML, and must differ.
        axis->append(name.toHtmlEscaped() + QString(qsizetype(i), QChar(0x200b)));
    }
    axis->setGridLineVisible(false);
    return axis;
}

/// Only some of the moments have room for a text.
QAbstractAxis* createTimeAxis(const std::vector<const ChartTable::Row*>& rows)
{
    auto* const axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setStartValue(-0.5);
    const size_t stride = std::max<size_t>(1, rows.size() / 6);
    for (size_t i = stride / 2; i < rows.size(); i += stride)
        axis->append(rows[i]->label, double(i));
    axis->setRange(-0.5, std::max(0.5, double(rows.size()) - 0.5));
    axis->setGridLineVisible(false);
    return axis;
}

} // namespace

TableChart::TableChart(QWidget* parent) : QChartView(parent)
{
    setObjectName(QStringLiteral("tableChart"));
    setAccessibleName(tr("Chart"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::TabFocus);
    // Half of the last moment stands beyond the axis.
    chart()->setMargins(QMargins(2, 2, 5 * fontMetrics().averageCharWidth(), 2));
    setMinimumHeight(6 * fontMetrics().height());
    chart()->setBackgroundRoundness(0);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setAlignment(Qt::AlignTop);
    // Of names that have no room.
    chart()->legend()->setShowToolTips(true);
}

void TableChart::setTable(const ChartTable& table)
{
    if (table == m_table)
        return;
    m_table = table;
    setAccessibleName(table.title);
    setAccessibleDescription(table.note);
    rebuild();
}

void TableChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void TableChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    if (namesThatFit() != m_mostNames)
        rebuild();
}

void TableChart::rebuild()
{
    m_mostNames = namesThatFit();
    chart()->removeAllSeries();
    for (QAbstractAxis* const axis : chart()->axes()) {
        // Qt Charts lets go of its lines and texts later, and leaves them visible till then.
        axis->hide();
        chart()->removeAxis(axis);
        delete axis;
    }
    switch (m_table.shape) {
    case ChartTable::Shape::Bars:
        addBars(new QBarSeries, Qt::AlignBottom);
        break;
    case ChartTable::Shape::StackedBars:
        addBars(new QStackedBarSeries, Qt::AlignBottom);
        break;
    case ChartTable::Shape::Ranking:
        addBars(new QHorizontalBarSeries, Qt::AlignLeft);
        break;
    case ChartTable::Shape::Line:
        addLines();
        break;
    case ChartTable::Shape::Points:
        addPoints();
        break;
    default:
        break;
    }
    applyColours();
}

void TableChart::addBars(QAbstractBarSeries* series, Qt::Alignment categories)
{
    const bool isStacked = m_table.shape == ChartTable::Shape::StackedBars;
    const bool isRanking = m_table.shape == ChartTable::Shape::Ranking;
    const Scale scale = scaleOf(m_table, isRanking);
    std::vector<const ChartTable::Row*> rows = shownRows();
    // A lying bar for the first row is at the bottom.
    if (isRanking)
        std::ranges::reverse(rows);
    std::vector<double> sums(rows.size());
    double least = 0;
    double most = 0;
    for (qsizetype column = 1; column < m_table.columns.size(); ++column) {
        auto* const set = new QBarSet(m_table.columns[column]);
        for (size_t i = 0; i < rows.size(); ++i) {
            const double value = rows[i]->values[size_t(column - 1)] / scale.divisor;
            set->append(value);
            sums[i] = isStacked ? sums[i] + value : value;
            least = std::min(least, sums[i]);
            most = std::max(most, sums[i]);
        }
        const auto index = size_t(column - 1);
        const size_t place = index < m_table.colours.size() ? m_table.colours[index] : index;
        set->setBrush(QColor(kColours.at(place % kColours.size())));
        set->setPen(Qt::NoPen);
        series->append(set);
    }
    series->setBarWidth(isStacked ? 0.95 : 0.8);
    chart()->addSeries(series);
    addAxis(isStacked ? createTimeAxis(rows) : createNameAxis(rows), categories, series);
    QValueAxis* const values = isRanking ? createValueAxis(least, most, {})
                                         : createValueAxis(least, most, scale.title, ticksThatFit());
    // Below the axis the unit would take the room of a name.
    if (isRanking)
        values->setLabelFormat((values->labelFormat() + u' ' + scale.title).trimmed());
    addAxis(values, isRanking ? Qt::AlignBottom : Qt::AlignLeft, series);
}

void TableChart::addLines()
{
    const Scale scale = scaleOf(m_table);
    const bool isShare = !m_table.rows.empty() && m_table.rows.front().unit == Unit::Share;
    QAbstractAxis* const times = createTimeAxis(shownRows());
    QAbstractAxis* const values = createValueAxis(
        0, isShare ? 1 / scale.divisor : highest(m_table) / scale.divisor, scale.title, ticksThatFit());
    chart()->addAxis(times, Qt::AlignBottom);
    chart()->addAxis(values, Qt::AlignLeft);
    for (qsizetype column = 1; column < m_table.columns.size(); ++column) {
        const auto place = size_t(column - 1);
        bool isFirst = true;
        for (QLineSeries* const line : pieces(place, scale.divisor)) {
            line->setName(m_table.columns[column]);
            line->setPen(QPen(QColor(kColours.at(place % kColours.size())), 2));
            chart()->addSeries(line);
            line->attachAxis(times);
            line->attachAxis(values);
            if (!std::exchange(isFirst, false))
                chart()->legend()->markers(line).constFirst()->setVisible(false);
        }
    }
}

// A line ends where there is no value, and one value alone is a point.
std::vector<QLineSeries*> TableChart::pieces(size_t place, double divisor) const
{
    std::vector<QLineSeries*> pieces{new QLineSeries};
    for (size_t i = 0; i < m_table.rows.size(); ++i) {
        const double value = m_table.rows[i].values[place];
        if (value != ChartTable::kNothing)
            pieces.back()->append(double(i), value / divisor);
        else if (pieces.back()->count() > 0)
            pieces.push_back(new QLineSeries);
    }
    if (pieces.size() > 1 && pieces.back()->count() == 0) {
        delete pieces.back();
        pieces.pop_back();
    }
    for (QLineSeries* const piece : pieces) {
        piece->setPointsVisible(piece->count() == 1);
        piece->setMarkerSize(5);
    }
    return pieces;
}

void TableChart::addPoints()
{
    auto* const points = new QScatterSeries;
    points->setName(m_table.title);
    points->setMarkerSize(7);
    points->setColor(QColor(kColours[1]));
    points->setBorderColor(Qt::transparent);
    double mostX = 0;
    double mostY = 0;
    for (const ChartTable::Row& row : m_table.rows) {
        points->append(row.values[0], row.values[1]);
        mostX = std::max(mostX, row.values[0]);
        mostY = std::max(mostY, row.values[1]);
    }
    chart()->addSeries(points);
    // A point on the edge would be cut.
    constexpr double kRoom = 1.05;
    addAxis(createValueAxis(0, kRoom * mostX, m_table.columns.value(1)), Qt::AlignBottom, points);
    addAxis(
        createValueAxis(0, kRoom * mostY, m_table.columns.value(2), ticksThatFit()), Qt::AlignLeft, points);
}

void TableChart::addAxis(QAbstractAxis* axis, Qt::Alignment side, QAbstractSeries* series)
{
    chart()->addAxis(axis, side);
    series->attachAxis(axis);
}

std::vector<const ChartTable::Row*> TableChart::shownRows()
{
    const size_t count = m_table.rows.size();
    const bool isCut = m_table.shape == ChartTable::Shape::Ranking && count > m_mostNames;
    // They go down, so the greatest are the first; those below zero are wanted from the other end, too.
    const bool hasNegative = isCut && m_table.rows.back().values.front() < 0;
    const size_t last = hasNegative ? (m_mostNames - 1) / 2 : 0;
    const size_t first = isCut ? m_mostNames - 1 - last : count;
    m_others = {.values = std::vector<double>(size_t(m_table.columns.size() - 1))};
    std::vector<const ChartTable::Row*> rows;
    rows.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        if (i == first)
            rows.push_back(&m_others);
        if (i < first || i >= count - last)
            rows.push_back(&m_table.rows[i]);
        else
            std::ranges::transform(
                m_others.values, m_table.rows[i].values, m_others.values.begin(), std::plus());
    }
    m_others.label = tr("(%1 others)").arg(count - first - last);
    return rows;
}

size_t TableChart::namesThatFit() const
{
    const int lineHeight = fontMetrics().height();
    // As Qt Charts writes a name; where it has less room there is but an ellipsis.
    QGraphicsTextItem name(QStringLiteral("x") + QChar(0x200b));
    name.setFont(font());
    constexpr int kPadding = 5;
    const int nameHeight = int(std::ceil(name.boundingRect().height())) + kPadding;
    // Beside them there is an axis, and often a legend.
    return size_t(std::max(2, (height() - 7 * lineHeight / 2) / nameHeight));
}

// One more may come of it, where the steps are round numbers.
int TableChart::ticksThatFit() const
{
    return int(std::min(size_t(kMostTicks), m_mostNames));
}

void TableChart::applyColours()
{
    const QColor text = palette().color(QPalette::Text);
    const QColor ground = palette().color(QPalette::Base);
    const QColor lines = mixedColor(ground, text, 0.25);
    chart()->setBackgroundBrush(ground);
    chart()->setPlotAreaBackgroundVisible(false);
    setBackgroundBrush(ground);
    chart()->legend()->setLabelColor(text);
    chart()->legend()->setFont(font());
    chart()->legend()->setVisible(m_table.columns.size() > 2 && m_table.shape != ChartTable::Shape::Points);
    for (QAbstractAxis* const axis : chart()->axes()) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setTitleBrush(text);
        axis->setTitleFont(font());
        axis->setGridLineColor(lines);
        axis->setLinePenColor(lines);
    }
}

} // namespace larder
