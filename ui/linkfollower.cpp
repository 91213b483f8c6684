#include "ui/linkfollower.h"

#include "models/rowlinks.h"
#include "ui/resultpane.h"

#include <QMenu>

namespace larder {

LinkFollower::LinkFollower(ResultPane& pane) : QObject(&pane), m_pane(pane)
{
    // A click with Ctrl also adds a cell to the selection; where it is no link it says nothing.
    connect(&pane, &ResultPane::linkActivated, this, [this](const CellPosition& cell) {
        if (!linksOf(cell).empty())
            follow(cell);
    });
    connect(&pane, &ResultPane::cellMenuRequested, this, [this](QMenu* menu) { extendMenu(*menu); });
}

void LinkFollower::setSchema(std::shared_ptr<const Schema> schema)
{
    m_schema = std::move(schema);
    m_pane.setReferences([this](int column) { return referenceOf(column); });
}

QString LinkFollower::referenceOf(int column) const
{
    QStringList references;
    for (const RowLink& link : linksOf({0, column})) {
        QStringList columns;
        for (const QString& each : link.columns)
            columns << link.table.text() + u'.' + each;
        references << columns.join(QStringLiteral(", "));
    }
    return references.join(QStringLiteral("; "));
}

void LinkFollower::followCurrent()
{
    if (const auto cell = m_pane.currentCell(); cell && m_pane.result())
        follow(*cell);
    else
        Q_EMIT refused(tr("No cell is current"));
}

void LinkFollower::follow(const CellPosition& cell)
{
    const std::vector<RowLink> links = linksOf(cell);
    if (links.empty())
        Q_EMIT refused(tr("The column refers to no other table"));
    else
        go(links.front(), cell.row);
}

std::vector<RowLink> LinkFollower::linksOf(const CellPosition& cell) const
{
    const ResultPtr result = m_pane.result();
    if (!result || !m_schema || cell.column >= result->columnCount())
        return {};
    return linksFrom(result->columns(), cell.column, *m_schema);
}

void LinkFollower::extendMenu(QMenu& menu)
{
    const auto cell = m_pane.currentCell();
    const ResultPtr result = m_pane.result();
    if (!cell || !result || !m_schema)
        return;
    const auto from = linksOf(*cell);
    const auto to = linksTo(result->columns(), cell->column, *m_schema);
    if (!from.empty() || !to.empty())
        menu.addSeparator();
    for (const RowLink& link : from) {
        const bool leads = linkCondition(link, m_pane.rows(), cell->row, m_dialect).has_value();
        QAction* const action
            = menu.addAction(leads ? tr("Go to the referenced row in %1").arg(link.table.text())
                                   : tr("NULL refers to no row in %1").arg(link.table.text()),
                this, [this, link, row = cell->row] { go(link, row); });
        action->setEnabled(leads);
        // The key of the menu of the window, told here too.
        if (&link == &from.front())
            action->setText(action->text() + u'\t' + QKeySequence(Qt::CTRL | Qt::Key_J).toString());
    }
    if (to.empty())
        return;
    QMenu* const referring = menu.addMenu(tr("Rows that reference this one"));
    for (const RowLink& link : to) {
        QStringList columns;
        for (const QString& column : link.columns)
            columns << column;
        referring->addAction(tr("In %1, by %2").arg(link.table.text(), columns.join(QStringLiteral(", "))),
            this, [this, link, row = cell->row] { go(link, row); });
    }
}

void LinkFollower::go(const RowLink& link, qint64 row)
{
    if (row >= m_pane.rows().rowCount())
        return;
    if (const auto condition = linkCondition(link, m_pane.rows(), row, m_dialect))
        Q_EMIT rowsRequested({.table = link.table.name, .where = *condition, .schema = link.table.schema});
    else
        Q_EMIT refused(tr("NULL refers to no row in %1").arg(link.table.text()));
}

} // namespace larder
