#pragma once

#include "models/inspector/timetables.h"

#include <QWidget>

class QAction;
class QComboBox;
class QToolButton;

namespace larder {

/// What the statistics show: which chart, over which time, of which connection, table and technique; and what
/// can be done with them.
class StatisticsControls final : public QWidget
{
    Q_OBJECT

public:
    enum class Chart {
        Requests,
        HitRatio,
        Reasons,
        Latency,
        Memory,
        TtlLeft,
        AgeHits,
        TimeSaved,
        Comparison,
    };

    explicit StatisticsControls(QWidget* parent = nullptr);

    [[nodiscard]] Chart chart() const;
    void setChart(Chart chart);
    [[nodiscard]] EventFigures::Period period() const;
    [[nodiscard]] EventFigures::Choice choice() const;
    /// What the lines of a chart over time stand for.
    [[nodiscard]] TimeView::Split split() const;
    /// What can be chosen; what is chosen stays so.
    void setChoices(const QByteArrayList& databases, const QByteArrayList& tables);

Q_SIGNALS:
    /// Another chart, another time or other statements are wanted.
    void chosen();
    void resetRequested();
    void snapshotRequested(bool isSecond);
    void numbersToggled(bool shown);
    void exportRequested();

private:
    [[nodiscard]] QComboBox* createBox(const QString& name, const QString& accessibleName);
    QToolButton* createButton(const QString& name, const QString& text, const QString& toolTip);
    void fillBoxes();
    void createButtons();

    QComboBox* m_chart;
    QComboBox* m_period;
    QComboBox* m_database;
    QComboBox* m_table;
    QComboBox* m_technique;
    QComboBox* m_split;
};

} // namespace larder
