#include "ui/inspector/cacheeventstable.h"

#include "models/inspector/cacheeventmodel.h"
#include "models/inspector/eventtext.h"
#include "ui/columnlayout.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace larder {

namespace {

using Column = CacheEventModel::Column;

/// A text as wide as they commonly get; none where the title is wider.
QString sampleText(Column column)
{
    switch (column) {
    case Column::Number:
    case Column::Cause:
        return QStringLiteral("1000000");
    case Column::Time:
        return QStringLiteral("00:00:00.000");
    case Column::Event:
        return QStringLiteral("Hit, proven fresh");
    case Column::Sql:
        return QStringLiteral("SELECT a FROM t WHERE");
    case Column::Reason:
        return QStringLiteral("database may have changed since it");
    case Column::Duration:
        return QStringLiteral("0 min 00 s");
    case Column::Bytes:
        return QStringLiteral("1000 kB");
    case Column::Connection:
        return QStringLiteral("sample shop.sqlite");
    }
    Q_UNREACHABLE();
}

} // namespace

CacheEventsTable::CacheEventsTable(CacheEventModel* events, QWidget* parent)
    : PanelTable(QStringLiteral("cacheEventsTable"), parent)
    , m_events(events)
{
    setAccessibleName(tr("Cache events"));
    setModel(m_events);
    m_columns = new ColumnLayout(this, int(Column::Sql), [this](int column) { return defaultWidth(column); });
    keepPlace();
    connect(this, &QAbstractItemView::doubleClicked, this, &CacheEventsTable::activate);
}

bool CacheEventsTable::selectEvent(quint64 number)
{
    const int row = m_events->rowOf(number);
    if (row < 0)
        return false;
    const QModelIndex index = m_events->index(row, std::max(0, currentIndex().column()));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, PositionAtCenter);
    return true;
}

void CacheEventsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(currentIndex());
    else
        PanelTable::keyPressEvent(event);
}

// The cause where there is one, else the entry that it is about.
void CacheEventsTable::activate(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const CacheEvent& event = m_events->eventAt(index.row());
    const bool wantsCause = Column(index.column()) == Column::Cause || event.entry == EntryId();
    if (wantsCause && event.cause != 0)
        Q_EMIT causeRequested(event.cause);
    else if (event.entry != EntryId())
        Q_EMIT entryRequested(event.entry);
}

void CacheEventsTable::keepPlace()
{
    const auto noteEnd = [this] {
        const QScrollBar* const bar = verticalScrollBar();
        m_follows = bar->value() == bar->maximum();
    };
    connect(m_events, &QAbstractItemModel::rowsAboutToBeInserted, this, noteEnd);
    connect(m_events, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_follows)
            scrollToBottom();
    });
    connect(
        m_events, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
            QScrollBar* const bar = verticalScrollBar();
            if (bar->value() != bar->maximum())
                bar->setValue(bar->value() - (last - first + 1));
        });
}

int CacheEventsTable::defaultWidth(int column) const
{
    int width = std::max(horizontalHeader()->sectionSizeHint(column), widthOf(sampleText(Column(column))));
    for (size_t kind = 0; Column(column) == Column::Event && kind < EventFilter::kKinds; ++kind)
        width = std::max(width, widthOf(eventKindText(EventKind(kind))));
    return width;
}

} // namespace larder
