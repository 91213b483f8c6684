#pragma once

#include "cache/error.h"
#include "models/inspector/charttablemodel.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;
class QTableView;

namespace larder {

class TableChart;
class TreemapView;

/// One chart of the statistics with what has to be said of it: as a picture, or as the table of its numbers.
class ChartPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPane(QWidget* parent = nullptr);

    void setTable(const ChartTable& table);
    /// What has no picture is always shown as numbers.
    void showNumbers(bool shown);
    /// Writes the picture (.png, .svg), or the numbers (.csv), by the name of the file.
    [[nodiscard]] std::optional<Error> save(const QString& path) const;
    /// Says @p message above the chart until another chart is chosen.
    void say(const QString& message);

private:
    void update();
    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] QByteArray png() const;
    void paintTo(QPainter& painter, const QSize& size) const;
    [[nodiscard]] int titleHeight() const;
    [[nodiscard]] QSize pictureSize() const;

    ChartTableModel m_numbers;
    QLabel* m_note;
    QStackedWidget* m_pages;
    TableChart* m_chart;
    TreemapView* m_areas;
    QTableView* m_table;
    QString m_message = {};
    bool m_showsNumbers = false;
};

} // namespace larder
