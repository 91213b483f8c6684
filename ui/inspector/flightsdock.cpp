#include "ui/inspector/flightsdock.h"

#include "ui/columnlayout.h"
#include "ui/inspector/actionbutton.h"
#include "ui/inspector/paneltable.h"
#include "ui/lardericon.h"

#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>

#include <algorithm>

namespace larder {

namespace {

using Column = FlightModel::Column;

/// As wide as they commonly get; none where the title is wider.
QString sampleText(int column)
{
    switch (Column(column)) {
    case Column::Sql:
        return QStringLiteral("SELECT a FROM t WHERE b = 1");
    case Column::Connection:
        return QStringLiteral("sample shop.sqlite  ");
    case Column::Waiting:
        return QStringLiteral("00 min 00 s");
    case Column::State:
        return QStringLiteral("is being cancelled");
    default:
        return {};
    }
}

} // namespace

FlightsDock::FlightsDock(QWidget* parent)
    : QDockWidget(tr("In flight"), parent)
    , m_table(new PanelTable(QStringLiteral("flightsTable")))
{
    setObjectName(QStringLiteral("flightsDock"));
    auto* const content = new QWidget(this);
    setWidget(content);
    createActions();
    createTable();
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(createToolRow());
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    const QItemSelectionModel* const selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, &FlightsDock::updateControls);
    showFlights({});
}

void FlightsDock::showFlights(const std::vector<FlightInfo>& flights)
{
    m_flights.setFlights(flights);
    if (flights.empty())
        m_summary->setText(tr("No statement is on its way to a database."));
    else if (flights.size() == 1)
        m_summary->setText(tr("1 statement is on its way."));
    else
        m_summary->setText(tr("%1 statements are on their way.").arg(flights.size()));
    updateControls();
}

// So that the arrow keys and the key for Cancel work at once.
bool FlightsDock::eventFilter(QObject* watched, QEvent* event)
{
    const bool isByKey = watched == m_table && event->type() == QEvent::FocusIn
        && static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason;
    if (isByKey && !m_table->selectionModel()->hasSelection())
        m_table->selectRow(0);
    return QDockWidget::eventFilter(watched, event);
}

void FlightsDock::createTable()
{
    m_table->installEventFilter(this);
    m_table->setAccessibleName(tr("Statements in flight"));
    m_table->setModel(&m_flights);
    const auto* const columns = new ColumnLayout(m_table, int(Column::Sql), [this](int column) {
        return std::max(
            m_table->horizontalHeader()->sectionSizeHint(column), m_table->widthOf(sampleText(column)));
    });
    auto* const separator = new QAction(this);
    separator->setSeparator(true);
    m_table->addActions({m_cancel, m_copy, separator, columns->menu()->menuAction()});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void FlightsDock::createActions()
{
    m_cancel = new QAction(larderIcon("stop"), tr("Cancel"), this);
    m_cancel->setToolTip(tr("End the selected statements for all runs that wait for them (Del)"));
    m_cancel->setShortcut(QKeySequence::Delete);
    m_copy = new QAction(tr("Copy SQL"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    for (QAction* const action : {m_cancel, m_copy}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        widget()->addAction(action);
    }
    connect(m_cancel, &QAction::triggered, this, &FlightsDock::cancelSelected);
    connect(m_copy, &QAction::triggered, this, &FlightsDock::copySelected);
}

QWidget* FlightsDock::createToolRow()
{
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("flightsSummary"));
    m_summary->setAccessibleName(tr("Statements in flight"));
    m_summary->setWordWrap(true);
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(actionButton(m_cancel, QStringLiteral("cancelFlightButton")));
    layout->addWidget(m_summary, 1);
    return row;
}

void FlightsDock::cancelSelected()
{
    // What is cancelled may leave the table meanwhile.
    std::vector<RunId> ids;
    for (const QModelIndex& index : m_table->chosenRows())
        ids.push_back(m_flights.flightAt(index.row()).id);
    for (const RunId id : ids)
        Q_EMIT cancelRequested(id);
}

void FlightsDock::copySelected() const
{
    QByteArrayList texts;
    for (const QModelIndex& index : m_table->chosenRows())
        texts << m_flights.flightAt(index.row()).sql;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(texts.join(";\n")));
}

void FlightsDock::updateControls()
{
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_cancel->setEnabled(hasSelection);
    m_copy->setEnabled(hasSelection);
}

} // namespace larder
