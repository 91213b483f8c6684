#include "ui/schemadock.h"

#include "models/schemafilter.h"
#include "models/schemamodel.h"
#include "ui/schemadelegate.h"
#include "ui/schemaindex.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace larder {

namespace {

constexpr int kLeastCharacters = 20;
// More than anybody looks through; all the others match, too, and can be expanded by hand.
constexpr int kMostTablesExpanded = 200;

bool isReturn(const QEvent& event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent&>(event).key();
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

SchemaDock::SchemaDock(QWidget* parent)
    : QDockWidget(tr("Connections"), parent)
    , m_model(new SchemaModel(this))
    , m_filter(new SchemaFilter(m_model, this))
    , m_filterEdit(createFilterEdit())
    , m_tree(createTree())
    , m_hint(createHint())
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("schemaDock"));
    auto* const body = new QWidget(this);
    auto* const layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_filterEdit);
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_hint);
    m_pages->addWidget(m_tree);
    setWidget(body);
    // In less room no name can be told from another.
    body->setMinimumWidth(kLeastCharacters * fontMetrics().averageCharWidth());
    setFocusProxy(m_tree);
    connect(m_filter, &SchemaFilter::rowsInserted, this, &SchemaDock::expandNew);
    connect(m_filter, &SchemaFilter::rowsInserted, this, &SchemaDock::updateHint);
    connect(m_filter, &SchemaFilter::rowsRemoved, this, &SchemaDock::updateHint);
    connect(m_model, &SchemaModel::rowsInserted, this, &SchemaDock::noteNew);
    connect(m_model, &SchemaModel::rowsRemoved, this, [this] {
        // What it narrowed is gone; the next database is to be seen whole.
        if (m_model->rowCount() == 0)
            m_filterEdit->clear();
    });
    updateHint();
}

void SchemaDock::addConnection(const ConnectionInfo& connection)
{
    m_model->setConnection(connection.id,
        {connection.label, connection.target, connection.production ? tr("production") : QString(),
            connection.colour});
}

void SchemaDock::select(ConnectionId connection)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        if (const QModelIndex index = m_filter->index(row, 0); connectionOf(index) == connection)
            m_tree->setCurrentIndex(index);
    }
}

void SchemaDock::removeConnection(ConnectionId connection)
{
    m_model->removeConnection(connection);
}

void SchemaDock::showSchema(ConnectionId connection, const SchemaPtr& schema)
{
    m_model->setSchema(connection, schema);
    if (m_filter->text().isEmpty())
        return;
    // What was hidden may match now.
    m_filter->refresh();
    expandToMatches();
}

void SchemaDock::showAge(ConnectionId connection, const SchemaAge& age)
{
    m_model->setAge(connection, age);
}

void SchemaDock::showSession(ConnectionId connection, const SessionState& session)
{
    m_model->setNote(connection,
        !session.inTransaction ? QString()
            : session.lost     ? tr("transaction lost")
                               : tr("transaction open"));
}

void SchemaDock::showSchemaError(ConnectionId connection, const QString& error)
{
    m_model->setSchemaError(connection, error);
}

bool SchemaDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filterEdit && event->type() == QEvent::KeyPress
        && (isReturn(*event) || static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down)) {
        enterTree();
        return true;
    }
    if (watched == m_tree && isReturn(*event)) {
        activate(m_tree->currentIndex());
        return true;
    }
    if (watched != m_filterEdit && event->type() == QEvent::ContextMenu) {
        const auto& request = *static_cast<QContextMenuEvent*>(event);
        const bool byKey = request.reason() == QContextMenuEvent::Keyboard;
        const QModelIndex index = byKey ? m_tree->currentIndex() : m_tree->indexAt(request.pos());
        showMenu(index,
            byKey ? m_tree->viewport()->mapToGlobal(m_tree->visualRect(index).center())
                  : request.globalPos());
        return true;
    }
    return QDockWidget::eventFilter(watched, event);
}

QLineEdit* SchemaDock::createFilterEdit()
{
    auto* const edit = new QLineEdit(this);
    edit->setObjectName(QStringLiteral("schemaFilter"));
    edit->setAccessibleName(tr("Filter tables and columns"));
    edit->setPlaceholderText(tr("Filter tables and columns"));
    edit->setClearButtonEnabled(true);
    edit->installEventFilter(this);
    connect(edit, &QLineEdit::textChanged, this, &SchemaDock::filter);
    return edit;
}

QTreeView* SchemaDock::createTree()
{
    auto* const tree = new QTreeView(this);
    tree->setObjectName(QStringLiteral("schemaTree"));
    tree->setAccessibleName(tr("Tables and views"));
    tree->setItemDelegate(new SchemaDelegate(tree));
    tree->setHeaderHidden(true);
    tree->setUniformRowHeights(true);
    tree->setIndentation(15);
    tree->setExpandsOnDoubleClick(false);
    tree->setEditTriggers(QTreeView::NoEditTriggers);
    tree->setModel(m_filter);
    tree->installEventFilter(this);
    tree->viewport()->installEventFilter(this);
    connect(tree, &QTreeView::doubleClicked, this, &SchemaDock::activate);
    connect(
        tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &SchemaDock::selectConnection);
    return tree;
}

QLabel* SchemaDock::createHint()
{
    auto* const hint = new QLabel(this);
    hint->setObjectName(QStringLiteral("schemaHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setMargin(12);
    return hint;
}

void SchemaDock::filter(const QString& text)
{
    const bool wasFiltered = !m_filter->text().isEmpty();
    if (!wasFiltered)
        m_expandedUnfiltered = expandedNodes({});
    m_filter->setText(text);
    if (!text.isEmpty())
        expandToMatches();
    else if (wasFiltered)
        restoreExpanded();
    updateHint();
}

QList<QPersistentModelIndex> SchemaDock::expandedNodes(const QModelIndex& parent) const
{
    QList<QPersistentModelIndex> nodes;
    for (int row = 0; row < m_filter->rowCount(parent); ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (!m_tree->isExpanded(index))
            continue;
        nodes << QPersistentModelIndex(m_filter->mapToSource(index));
        nodes << expandedNodes(index);
    }
    return nodes;
}

void SchemaDock::restoreExpanded()
{
    m_tree->collapseAll();
    for (const QPersistentModelIndex& node : std::as_const(m_expandedUnfiltered))
        m_tree->expand(m_filter->mapFromSource(node));
    m_expandedUnfiltered.clear();
    m_tree->scrollTo(m_tree->currentIndex());
}

void SchemaDock::expandToMatches()
{
    int tables = 0;
    expandToMatches({}, tables);
}

void SchemaDock::expandToMatches(const QModelIndex& parent, int& tables)
{
    for (int row = 0; row < m_filter->rowCount(parent) && tables < kMostTablesExpanded; ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        // What is below a match is there whether it matches or not.
        if (m_filter->matches(index) || !m_filter->hasChildren(index))
            continue;
        if (isTable(index))
            ++tables;
        m_tree->expand(index);
        expandToMatches(index, tables);
    }
}

void SchemaDock::expandNew(const QModelIndex& parent, int first, int last)
{
    if (!m_filter->text().isEmpty())
        return;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (!isExpandedFirst(index))
            continue;
        m_tree->expand(index);
        expandNew(index, 0, m_filter->rowCount(index) - 1);
    }
}

// What comes while a filter is set is expanded when it is cleared.
void SchemaDock::noteNew(const QModelIndex& parent, int first, int last)
{
    if (m_filter->text().isEmpty())
        return;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (!isExpandedFirst(index))
            continue;
        m_expandedUnfiltered << QPersistentModelIndex(index);
        noteNew(index, 0, m_model->rowCount(index) - 1);
    }
    expandToMatches();
}

void SchemaDock::updateHint()
{
    const bool empty = m_filter->rowCount() == 0;
    if (m_filter->text().isEmpty())
        m_hint->setText(tr("Open a file: Ctrl+O, or drop it here.\nServers: Ctrl+Shift+N."));
    else if (empty)
        m_hint->setText(tr("No table or column is called “%1”.").arg(m_filter->text()));
    m_pages->setCurrentWidget(empty ? static_cast<QWidget*>(m_hint) : m_tree);
    m_filterEdit->setEnabled(m_model->rowCount() > 0);
}

void SchemaDock::enterTree()
{
    if (const QModelIndex match = firstMatch({}); match.isValid())
        m_tree->setCurrentIndex(match);
    else if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_filter->index(0, 0));
    m_tree->setFocus(Qt::OtherFocusReason);
}

QModelIndex SchemaDock::firstMatch(const QModelIndex& parent) const
{
    if (m_filter->text().isEmpty())
        return {};
    for (int row = 0; row < m_filter->rowCount(parent); ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (m_filter->matches(index))
            return index;
        if (const QModelIndex below = firstMatch(index); below.isValid())
            return below;
    }
    return {};
}

void SchemaDock::activate(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    if (isTable(index))
        Q_EMIT tableActivated(connectionOf(index), tableOf(index));
    else if (kindOf(index) == SchemaNode::Kind::Database)
        Q_EMIT databaseActivated(connectionOf(index), index.data(SchemaModel::NameRole).toString());
    else
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
}

void SchemaDock::selectConnection(const QModelIndex& current)
{
    if (!current.isValid() || connectionOf(current) == m_selected)
        return;
    m_selected = connectionOf(current);
    Q_EMIT connectionSelected(m_selected);
}

void SchemaDock::showMenu(const QModelIndex& index, const QPoint& place)
{
    if (!index.isValid())
        return;
    const ConnectionId connection = connectionOf(index);
    const SchemaNode::Kind kind = kindOf(index);
    const QString name = index.data(SchemaModel::NameRole).toString();
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isTable(index)) {
        menu->addAction(isView(kind) ? tr("Open view") : tr("Open table"), this,
            [this, connection, table = tableOf(index)] { Q_EMIT tableActivated(connection, table); });
    }
    if (kind == SchemaNode::Kind::Database) {
        menu->addAction(tr("Open database"), this,
            [this, connection, name] { Q_EMIT databaseActivated(connection, name); });
    }
    if (!isTitle(kind))
        menu->addAction(tr("Copy name"), this, [name] { QGuiApplication::clipboard()->setText(name); });
    if (const auto object = objectOf(index)) {
        menu->addAction(tr("Copy DDL"), this,
            [this, connection, object] { Q_EMIT copyDefinitionRequested(connection, *object); });
        menu->addAction(tr("Show DDL"), this,
            [this, connection, object] { Q_EMIT showDefinitionRequested(connection, *object); });
    }
    menu->addSeparator();
    menu->addAction(tr("New query"), this, [this, connection] { Q_EMIT queryRequested(connection); });
    menu->addAction(tr("Refresh"), this, [this, connection] { Q_EMIT refreshRequested(connection); });
    if (kind == SchemaNode::Kind::Connection)
        menu->addAction(
            tr("Close connection"), this, [this, connection] { Q_EMIT closeRequested(connection); });
    menu->popup(place);
}

} // namespace larder
