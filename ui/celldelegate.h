#pragma once

#include <QStyledItemDelegate>

namespace larder {

/// Paints a cell of a ResultModel in one line, cheaper than a style would: NULL grey and italic, an empty
/// text as a faint mark, a BLOB grey, numbers at the right.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Free pixels between a text and each side of its cell.
    static constexpr int kPadding = 6;

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace larder
