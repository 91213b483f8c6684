#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

class QAbstractItemView;
class QKeyEvent;
class QMouseEvent;

namespace larder {

/// Paints a push button into each cell of a column and makes it work with mouse and keyboard, without a
/// widget per row. The button's text is the cell's text. Pressing it leaves current cell and selection as
/// they are.
class ButtonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Belongs to @p view, where it still has to be set for its column.
    explicit ButtonDelegate(QAbstractItemView* view);

    /// Where the button is within @p cell.
    [[nodiscard]] static QRect buttonRect(const QRect& cell);

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// The button of @p index was pressed and released, or Space or Return was pressed on its cell.
    void clicked(const QModelIndex& index);

private:
    [[nodiscard]] QModelIndex buttonAt(const QPoint& position) const;
    [[nodiscard]] bool mouseEvent(QMouseEvent* event);
    void release(const QModelIndex& under);
    void hover(const QModelIndex& under);
    [[nodiscard]] bool keyEvent(QKeyEvent* event);
    void repaint(const QModelIndex& index) const;

    QAbstractItemView* m_view;
    /// Outlives what makes m_view a view, while that is being destroyed.
    QWidget* m_viewport;
    QPersistentModelIndex m_hovered;
    /// The button that holds the mouse; the pointer may be elsewhere meanwhile.
    QPersistentModelIndex m_pressed;
};

} // namespace larder
