#pragma once

#include "models/inspector/charttablemodel.h"

#include <QDockWidget>

class QLabel;

namespace larder {

class ChartPane;
class StatisticsControls;

/// The panel of the cache's statistics: figures, and a chart or the table of its numbers. It shows what it is
/// given; controls() tell what is wanted.
class CacheStatisticsDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit CacheStatisticsDock(QWidget* parent = nullptr);

    [[nodiscard]] StatisticsControls& controls() { return *m_controls; }
    /// @p about says what they are counted from.
    void showFigures(const ChartTable& figures, const QString& about);
    void showChart(const ChartTable& chart);

private:
    [[nodiscard]] QWidget* createSplitter();
    void askAndSave();

    ChartTableModel m_figures;
    StatisticsControls* m_controls;
    ChartPane* m_chart;
    QLabel* m_about;
};

} // namespace larder
