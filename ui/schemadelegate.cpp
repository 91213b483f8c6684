#include "ui/schemadelegate.h"

#include "models/schemamodel.h"
#include "ui/lardericon.h"
#include "ui/schemaindex.h"

#include <QApplication>
#include <QPainter>

namespace larder {

namespace {

constexpr int kDetailGap = 8;
constexpr int kIconPixels = 16;

/// @p icon in one colour, for a background on which its own can't be seen.
QIcon drawnIn(const QIcon& icon, const QColor& color, double ratio)
{
    QPixmap pixmap = icon.pixmap(QSize(kIconPixels, kIconPixels), ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QIcon drawn(pixmap);
    // Else Qt tints it with the selection's colour.
    drawn.addPixmap(pixmap, QIcon::Selected);
    return drawn;
}

} // namespace

SchemaDelegate::SchemaDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_icons{
          {SchemaNode::Kind::Connection, larderIcon("database")},
          {SchemaNode::Kind::Schema, larderIcon("schema")},
          {SchemaNode::Kind::Table, larderIcon("table")},
          {SchemaNode::Kind::VirtualTable, larderIcon("table")},
          {SchemaNode::Kind::ForeignTable, larderIcon("table")},
          {SchemaNode::Kind::PartitionedTable, larderIcon("table")},
          {SchemaNode::Kind::View, larderIcon("view")},
          {SchemaNode::Kind::MaterializedView, larderIcon("view")},
          {SchemaNode::Kind::Column, larderIcon("column")},
          {SchemaNode::Kind::KeyColumn, larderIcon("key")},
          {SchemaNode::Kind::Index, larderIcon("index")},
          {SchemaNode::Kind::Trigger, larderIcon("trigger")},
          {SchemaNode::Kind::Constraint, larderIcon("constraint")},
          {SchemaNode::Kind::Function, larderIcon("function")},
          {SchemaNode::Kind::Sequence, larderIcon("sequence")},
          {SchemaNode::Kind::Event, larderIcon("event")},
          {SchemaNode::Kind::Type, larderIcon("type")},
          {SchemaNode::Kind::Extension, larderIcon("extension")},
          {SchemaNode::Kind::Role, larderIcon("role")},
          {SchemaNode::Kind::Database, larderIcon("database")},
      }
{
}

void SchemaDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QString detail = index.data(SchemaModel::DetailRole).toString();
    if (detail.isEmpty())
        return;
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle& style = item.widget ? *item.widget->style() : *QApplication::style();
    QRect area = style.subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    area.setLeft(area.left() + item.fontMetrics.horizontalAdvance(item.text) + kDetailGap);
    area.setRight(option.rect.right() - 2);
    if (area.width() < item.fontMetrics.averageCharWidth() * 3)
        return;
    const bool selected = item.state & QStyle::State_Selected;
    QColor color = item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    color.setAlphaF(0.55F);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(color);
    painter->drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine),
        item.fontMetrics.elidedText(detail, Qt::ElideRight, area.width()));
    painter->restore();
}

void SchemaDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto icon = m_icons.find(kindOf(index));
    if (icon == m_icons.end())
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = icon->second;
    const double ratio = option->widget ? option->widget->devicePixelRatioF() : 1.0;
    if (const auto colour = index.data(SchemaModel::ColourRole).value<QColor>(); colour.isValid())
        option->icon = drawnIn(icon->second, colour, ratio);
    if (option->state & QStyle::State_Selected) {
        const QColor color = option->palette.color(QPalette::HighlightedText);
        option->icon = drawnIn(icon->second, color, ratio);
    }
    option->decorationSize = {kIconPixels, kIconPixels};
}

} // namespace larder
