#include "ui/inspector/treemapview.h"

#include "models/inspector/treemap.h"
#include "models/plaintooltip.h"
#include "ui/syntaxcolors.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace larder {

namespace {

QString valueOf(const ChartTable::Row& row)
{
    return chartValueText(row.values[0], row.unit);
}

} // namespace

TreemapView::TreemapView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("treemapView"));
    setAccessibleName(tr("Areas"));
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(80, 60);
}

void TreemapView::setTable(const ChartTable& table)
{
    if (table == m_table)
        return;
    m_table = table;
    setAccessibleName(table.title);
    QStringList lines;
    for (size_t i = 0; i < std::min<size_t>(5, table.rows.size()); ++i)
        lines << table.rows[i].label + QStringLiteral(": ") + valueOf(table.rows[i]);
    setAccessibleDescription(lines.join(QStringLiteral(", ")));
    update();
}

void TreemapView::paintTo(QPainter& painter, const QRectF& area) const
{
    painter.fillRect(area, palette().color(QPalette::Base));
    const std::vector<QRectF> places = cells(area);
    for (size_t row = 0; row < places.size(); ++row)
        paintCell(painter, places[row], row);
}

bool TreemapView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* const help = static_cast<const QHelpEvent*>(event);
    const std::vector<QRectF> places = cells(rect());
    for (size_t row = 0; row < places.size(); ++row) {
        if (places[row].contains(help->pos())) {
            const QString text = m_table.rows[row].label + QStringLiteral(": ") + valueOf(m_table.rows[row]);
            QToolTip::showText(help->globalPos(), plainToolTip(text), this, places[row].toRect());
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void TreemapView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setFont(font());
    paintTo(painter, rect());
    if (m_table.rows.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing is cached."));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

std::vector<QRectF> TreemapView::cells(const QRectF& area) const
{
    std::vector<double> sizes;
    sizes.reserve(m_table.rows.size());
    for (const ChartTable::Row& row : m_table.rows) {
        if (row.values[0] > 0)
            sizes.push_back(row.values[0]);
    }
    return squarified(sizes, area);
}

void TreemapView::paintCell(QPainter& painter, const QRectF& cell, size_t row) const
{
    const QColor ground = palette().color(QPalette::Base);
    // Neighbours differ, and every one leaves the text readable.
    const QColor tint = QColor::fromHsv(int(200 + row * 47) % 360, 160, 180);
    const QColor fill = mixedColor(ground, tint, 0.35);
    painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), fill);
    const QFontMetricsF metrics(font());
    const QRectF inside = cell.adjusted(4, 2, -4, -2);
    if (inside.height() < metrics.height() || inside.width() < metrics.averageCharWidth() * 4)
        return;
    painter.setPen(palette().color(QPalette::Text));
    const ChartTable::Row& of = m_table.rows[row];
    painter.drawText(
        inside, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(of.label, Qt::ElideRight, inside.width()));
    if (inside.height() >= 2 * metrics.height())
        painter.drawText(inside.translated(0, metrics.height()), Qt::AlignLeft | Qt::AlignTop,
            metrics.elidedText(valueOf(of), Qt::ElideRight, inside.width()));
}

} // namespace larder
