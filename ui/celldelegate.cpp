#include "ui/celldelegate.h"

#include "cache/cell.h"
#include "models/resultmodel.h"

#include <QPainter>

namespace larder {

namespace {

constexpr int kVerticalPadding = 3;

QPalette::ColorGroup colorGroup(QStyle::State state)
{
    if (!(state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

QColor faint(QColor color, float opacity)
{
    color.setAlphaF(opacity);
    return color;
}

void paintEmptyMark(
    QPainter& painter, const QStyleOptionViewItem& option, const QRect& area, const QColor& color)
{
    // The sign of the empty set, drawn because few fonts have it.
    const qreal size = option.fontMetrics.ascent() * 0.6;
    const QRectF circle(area.left() + size * 0.15, area.center().y() + 0.5 - size / 2, size, size);
    const qreal reach = size * 0.15;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(faint(color, 0.35F), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle);
    painter.drawLine(
        circle.bottomLeft() + QPointF(-reach, reach), circle.topRight() + QPointF(reach, -reach));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintFocus(QPainter& painter, const QRect& cell, const QColor& color)
{
    painter.setPen(faint(color, 0.6F));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QPalette::ColorGroup group = colorGroup(option.state);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor color = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const auto type = CellType(index.data(ResultModel::CellTypeRole).toInt());
    const QString text = index.data().toString();
    const QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);

    painter->save();
    if (selected)
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    if (text.isEmpty()) {
        paintEmptyMark(*painter, option, area, color);
    } else {
        const bool secondary = type == CellType::Null || type == CellType::Blob;
        QFont font = option.font;
        font.setItalic(type == CellType::Null);
        painter->setFont(font);
        painter->setPen(secondary && !selected ? faint(color, 0.55F) : color);
        painter->drawText(area,
            int(Qt::AlignVCenter | Qt::TextSingleLine | (isNumber(type) ? Qt::AlignRight : Qt::AlignLeft)),
            option.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
    }
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, option.rect, color);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // One pixel more for the grid line, one for rounding.
    return {option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * kPadding + 2,
        option.fontMetrics.height() + 2 * kVerticalPadding};
}

} // namespace larder
