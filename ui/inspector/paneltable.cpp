#include "ui/inspector/paneltable.h"

#include "ui/inspector/panelhint.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

namespace larder {

PanelTable::PanelTable(const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_hint(createHint(*this, QString(name).remove(QStringLiteral("Table")) + QStringLiteral("Hint")))
{
    setObjectName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    setRowHeight();
}

void PanelTable::setHint(const QString& hint)
{
    sayHint(*m_hint, hint);
}

QModelIndexList PanelTable::chosenRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    return rows;
}

void PanelTable::copyChosen() const
{
    QStringList lines;
    for (const QModelIndex& index : chosenRows()) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells << index.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

int PanelTable::widthOf(const QString& sample) const
{
    const int margin = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1) + 2;
    return fontMetrics().horizontalAdvance(sample) + margin;
}

void PanelTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

void PanelTable::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
}

} // namespace larder
