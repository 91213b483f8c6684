#pragma once

#include <QAbstractItemView>
#include <QFocusEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace larder {

/// A text in the middle of @p view for the time when it has no rows; hidden at first.
[[nodiscard]] inline QLabel* createHint(QAbstractItemView& view, const QString& name)
{
    auto* const hint = new QLabel(view.viewport());
    hint->setObjectName(name);
    hint->setAlignment(Qt::AlignCenter);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    hint->hide();
    auto* const layout = new QVBoxLayout(view.viewport());
    layout->addWidget(hint);
    return hint;
}

/// Shows @p text there; none if it is empty.
inline void sayHint(QLabel& hint, const QString& text)
{
    hint.setText(text);
    hint.setVisible(!text.isEmpty());
}

/// Selects the current row of @p view, or its first one, where none is selected when the keyboard comes to
/// it, so that every key has something to work on. A click selects by itself.
inline void selectOnFocus(QAbstractItemView& view, const QFocusEvent& event)
{
    const Qt::FocusReason reason = event.reason();
    const bool byKeyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason || reason == Qt::OtherFocusReason;
    if (!byKeyboard || view.selectionModel()->hasSelection())
        return;
    const QModelIndex current = view.currentIndex();
    const QModelIndex row = current.isValid() ? current : view.model()->index(0, 0, view.rootIndex());
    if (row.isValid())
        view.selectionModel()->setCurrentIndex(
            row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace larder
