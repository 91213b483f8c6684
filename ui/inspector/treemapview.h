#pragma once

#include "models/inspector/charttable.h"

#include <QWidget>

#include <vector>

namespace larder {

/// Paints the first numbers of a table as areas, each with its label where it has the room. The tool tip
/// tells the one under the mouse.
class TreemapView final : public QWidget
{
    Q_OBJECT

public:
    explicit TreemapView(QWidget* parent = nullptr);

    /// Its rows descend.
    void setTable(const ChartTable& table);
    /// Paints into @p area of another device.
    void paintTo(QPainter& painter, const QRectF& area) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] std::vector<QRectF> cells(const QRectF& area) const;
    void paintCell(QPainter& painter, const QRectF& cell, size_t row) const;

    ChartTable m_table;
};

} // namespace larder
