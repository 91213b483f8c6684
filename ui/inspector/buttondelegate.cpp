#include "ui/inspector/buttondelegate.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace larder {

namespace {

QStyle* styleOf(const QStyleOptionViewItem& option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

} // namespace

ButtonDelegate::ButtonDelegate(QAbstractItemView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
    , m_viewport(view->viewport())
{
    m_viewport->setMouseTracking(true);
    m_viewport->installEventFilter(this);
    m_view->installEventFilter(this);
}

QRect ButtonDelegate::buttonRect(const QRect& cell)
{
    return cell.adjusted(2, 1, -2, -1);
}

void ButtonDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    QStyleOptionButton button;
    button.QStyleOption::operator=(item);
    button.rect = buttonRect(option.rect);
    button.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    const bool hovered = m_hovered == index;
    button.state.setFlag(QStyle::State_MouseOver, hovered && (button.state & QStyle::State_Enabled));
    button.state |= hovered && m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised;

    const QString text = std::exchange(item.text, QString());
    QStyle* const style = styleOf(option);
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, option.widget);
    // The text is drawn apart: styles pad a push button more than a compact row has room for.
    style->drawControl(QStyle::CE_PushButtonBevel, &button, painter, option.widget);
    style->drawItemText(painter, button.rect, Qt::AlignCenter | Qt::TextSingleLine, button.palette,
        button.state & QStyle::State_Enabled, text, QPalette::ButtonText);
}

QSize ButtonDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const int padding = styleOf(option)->pixelMetric(QStyle::PM_ButtonMargin, nullptr, option.widget);
    return item.fontMetrics.size(Qt::TextSingleLine, item.text) + QSize(2 * padding + 4, 6);
}

bool ButtonDelegate::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_view && watched != m_viewport)
        return QStyledItemDelegate::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
        return watched == m_viewport && mouseEvent(static_cast<QMouseEvent*>(event));
    case QEvent::Leave:
        m_hovered = QPersistentModelIndex();
        m_viewport->update();
        return false;
    case QEvent::KeyPress:
        return watched == m_view && keyEvent(static_cast<QKeyEvent*>(event));
    default:
        return false;
    }
}

QModelIndex ButtonDelegate::buttonAt(const QPoint& position) const
{
    const QModelIndex index = m_view->indexAt(position);
    const bool isButton = index.isValid() && (index.flags() & Qt::ItemIsEnabled)
        && m_view->itemDelegateForIndex(index) == this
        && buttonRect(m_view->visualRect(index)).contains(position);
    return isButton ? index : QModelIndex();
}

bool ButtonDelegate::mouseEvent(QMouseEvent* event)
{
    const QModelIndex under = buttonAt(event->position().toPoint());
    hover(under);
    if (event->type() == QEvent::MouseMove)
        return m_pressed.isValid();
    if (event->button() != Qt::LeftButton)
        return false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const bool isOurs = m_pressed.isValid();
        release(under);
        return isOurs;
    }
    // The second press of a double click is swallowed: the first may have removed its row, and the row that
    // moved up must not be hit unseen.
    if (event->type() == QEvent::MouseButtonPress)
        m_pressed = under;
    repaint(under);
    return under.isValid();
}

void ButtonDelegate::release(const QModelIndex& under)
{
    const QPersistentModelIndex pressed = std::exchange(m_pressed, QPersistentModelIndex());
    repaint(pressed);
    if (pressed.isValid() && pressed == under)
        Q_EMIT clicked(under);
}

void ButtonDelegate::hover(const QModelIndex& under)
{
    if (m_hovered == under)
        return;
    repaint(m_hovered);
    m_hovered = under;
    repaint(m_hovered);
}

bool ButtonDelegate::keyEvent(QKeyEvent* event)
{
    const bool isClick
        = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QModelIndex current = m_view->currentIndex();
    const bool isButton = current.isValid() && m_view->itemDelegateForIndex(current) == this;
    if (!isClick || !isButton || (event->modifiers() & ~Qt::KeypadModifier))
        return false;
    // A key that is held down must not run through the rows that move up.
    if (!event->isAutoRepeat())
        Q_EMIT clicked(current);
    return true;
}

void ButtonDelegate::repaint(const QModelIndex& index) const
{
    if (index.isValid())
        m_view->update(index);
}

} // namespace larder
