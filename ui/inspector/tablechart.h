#pragma once

#include "models/inspector/charttable.h"

#include <QtCharts/QChartView>

#include <vector>

class QAbstractBarSeries;
class QLineSeries;

namespace larder {

/// Paints the numbers of a chart in the colours of the desktop. It shows what it is given, and nothing of
/// shapes that are no chart.
class TableChart final : public QChartView
{
    Q_OBJECT

public:
    explicit TableChart(QWidget* parent = nullptr);

    void setTable(const ChartTable& table);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void addBars(QAbstractBarSeries* series, Qt::Alignment categories);
    void addLines();
    /// The values of a column over @p divisor, a piece for each stretch without a gap; the first may be
    /// empty.
    [[nodiscard]] std::vector<QLineSeries*> pieces(size_t place, double divisor) const;
    void addPoints();
    void addAxis(QAbstractAxis* axis, Qt::Alignment side, QAbstractSeries* series);
    /// All, or as many as have room, with one for the sums of the others.
    [[nodiscard]] std::vector<const ChartTable::Row*> shownRows();
    [[nodiscard]] size_t namesThatFit() const;
    [[nodiscard]] int ticksThatFit() const;
    void applyColours();

    ChartTable m_table;
    // The sums of those that a ranking has no room for.
    ChartTable::Row m_others;
    // One above the other; more would not be readable.
    size_t m_mostNames = 2;
};

} // namespace larder
