#include "ui/columnlayout.h"

#include "ui/checkmenu.h"

#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace larder {

namespace {

constexpr qint32 kStateVersion = 1;

} // namespace

ColumnLayout::ColumnLayout(QTableView* view, int elasticColumn, std::function<int(int)> defaultWidth,
    std::function<bool(int)> isShownAtFirst)
    : QObject(view)
    , m_view(view)
    , m_header(view->horizontalHeader())
    , m_elasticColumn(elasticColumn)
    , m_defaultWidth(std::move(defaultWidth))
    , m_isShownAtFirst(std::move(isShownAtFirst))
{
    createMenu();
    watch();
    reset();
}

void ColumnLayout::setView(QAbstractItemView* view, QHeaderView* header)
{
    if (view == m_view)
        return;
    const QByteArray state = saveState();
    m_view->viewport()->removeEventFilter(this);
    m_header->disconnect(this);
    m_view = view;
    m_header = header;
    watch();
    restoreState(state);
}

void ColumnLayout::watch()
{
    m_header->setSectionsMovable(true);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this,
        [this](const QPoint& position) { m_menu->popup(m_header->viewport()->mapToGlobal(position)); });
    connect(m_header, &QHeaderView::sectionResized, this, &ColumnLayout::sectionResized);
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, [this](int column) {
        if (column != m_elasticColumn)
            return;
        m_elastic = true;
        fit();
    });
    m_view->viewport()->installEventFilter(this);
}

void ColumnLayout::reset()
{
    m_elastic = true;
    {
        const QScopedValueRollback fitting(m_fitting, true);
        for (int column = 0; column < m_header->count(); ++column) {
            m_header->moveSection(m_header->visualIndex(column), column);
            m_header->showSection(column);
            m_header->resizeSection(column, m_defaultWidth(column));
            m_header->setSectionHidden(column, !m_isShownAtFirst(column));
        }
    }
    fit();
}

void ColumnLayout::fit()
{
    if (!m_elastic || m_fitting || m_header->isSectionHidden(m_elasticColumn))
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    const int others = m_header->length() - m_header->sectionSize(m_elasticColumn);
    const int left = m_view->viewport()->width() - others;
    m_header->resizeSection(m_elasticColumn, std::max(left, m_defaultWidth(m_elasticColumn)));
}

QByteArray ColumnLayout::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << kStateVersion << qint32(m_header->count()) << m_elastic << m_header->saveState();
    return state;
}

bool ColumnLayout::restoreState(const QByteArray& state)
{
    QDataStream stream(state);
    qint32 version = 0;
    qint32 columns = 0;
    bool elastic = false;
    QByteArray header;
    stream >> version >> columns >> elastic >> header;
    if (stream.status() != QDataStream::Ok || version != kStateVersion || columns != m_header->count())
        return false;
    {
        const QScopedValueRollback fitting(m_fitting, true);
        if (!m_header->restoreState(header))
            return false;
        m_elastic = elastic;
    }
    fit();
    Q_EMIT restored();
    return true;
}

bool ColumnLayout::eventFilter(QObject* watched, QEvent* event)
{
    // The type first: other events come while the view is being destroyed.
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnLayout::createMenu()
{
    m_menu = new CheckMenu(tr("Columns"), m_view);
    m_menu->menuAction()->setObjectName(QStringLiteral("columnsMenu"));
    m_sortMenu = new QMenu(tr("Sort by"), m_menu);
    m_sortMenu->setToolTip(tr("Once more for the other order"));
    connect(m_menu, &QMenu::aboutToShow, this, &ColumnLayout::fillMenu);
}

void ColumnLayout::fillMenu()
{
    m_menu->clear();
    for (int column = 0; column < m_header->count(); ++column) {
        QAction* const action
            = m_menu->addAction(m_view->model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool show) { setShown(column, show); });
    }
    m_menu->addSeparator();
    if (m_header->isSortIndicatorShown())
        fillSortMenu();
    m_menu->addAction(tr("Reset columns"), this, &ColumnLayout::reset);
    for (QMenu* const menu : std::as_const(m_menus))
        m_menu->addMenu(menu);
    protectLast();
}

// What a click on the header does, for the keyboard.
void ColumnLayout::fillSortMenu()
{
    m_sortMenu->clear();
    for (int column = 0; column < m_header->count(); ++column) {
        if (m_header->isSectionHidden(column))
            continue;
        QAction* const action = m_sortMenu->addAction(
            m_view->model()->headerData(column, Qt::Horizontal).toString(), this, [this, column] {
                const bool isSorted = m_header->sortIndicatorSection() == column;
                const bool goesDown = isSorted && m_header->sortIndicatorOrder() == Qt::AscendingOrder;
                m_header->setSortIndicator(column, goesDown ? Qt::DescendingOrder : Qt::AscendingOrder);
            });
        action->setCheckable(true);
        action->setChecked(m_header->sortIndicatorSection() == column);
    }
    m_menu->addMenu(m_sortMenu);
}

// It stays open, so this changes with each tick.
void ColumnLayout::protectLast()
{
    const bool isLast = m_header->count() - m_header->hiddenSectionCount() == 1;
    const QList<QAction*> actions = m_menu->actions();
    for (int column = 0; column < std::min(m_header->count(), int(actions.size())); ++column)
        actions[column]->setEnabled(!(isLast && actions[column]->isChecked()));
}

void ColumnLayout::setShown(int column, bool show)
{
    {
        const QScopedValueRollback fitting(m_fitting, true);
        m_header->setSectionHidden(column, !show);
    }
    fit();
    protectLast();
}

void ColumnLayout::sectionResized(int column)
{
    if (m_fitting)
        return;
    if (column == m_elasticColumn)
        m_elastic = false;
    else
        fit();
}

} // namespace larder
