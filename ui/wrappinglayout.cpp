#include "ui/wrappinglayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace larder {

WrappingLayout::WrappingLayout(QWidget* parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(4);
}

WrappingLayout::~WrappingLayout() = default;

void WrappingLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

QLayoutItem* WrappingLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].get() : nullptr;
}

QLayoutItem* WrappingLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* const item = m_items[size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int WrappingLayout::heightForWidth(int width) const
{
    return layOut(QRect(0, 0, width, 0), false);
}

QSize WrappingLayout::minimumSize() const
{
    QSize size;
    for (const auto& item : m_items)
        size = size.expandedTo(item->minimumSize());
    // Not every layout around it asks for the height of a width.
    if (geometry().width() > 0)
        size.setHeight(std::max(size.height(), heightForWidth(geometry().width())));
    return size;
}

QSize WrappingLayout::sizeHint() const
{
    QSize size;
    for (const auto& item : m_items) {
        const QSize hint = item->sizeHint();
        size = {size.width() + hint.width() + spacing(), std::max(size.height(), hint.height())};
    }
    return size;
}

void WrappingLayout::setGeometry(const QRect& area)
{
    const bool hasOtherWidth = area.width() != geometry().width();
    QLayout::setGeometry(area);
    layOut(area, true);
    if (hasOtherWidth && parentWidget())
        parentWidget()->updateGeometry();
}

int WrappingLayout::layOut(const QRect& area, bool moves) const
{
    const QWidget* const parent = parentWidget();
    const Qt::LayoutDirection direction = parent ? parent->layoutDirection() : Qt::LeftToRight;
    int x = area.left();
    int y = area.top();
    int height = 0;
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().expandedTo(item->minimumSize()).boundedTo({area.width(), 1'000});
        if (x + size.width() > area.right() + 1 && x > area.left()) {
            x = area.left();
            y += height + spacing();
            height = 0;
        }
        if (moves)
            item->setGeometry(QStyle::visualRect(direction, area, QRect({x, y}, size)));
        x += size.width() + spacing();
        height = std::max(height, size.height());
    }
    return y + height - area.top();
}

} // namespace larder
