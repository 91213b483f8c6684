#include "ui/gridtools.h"

#include "models/celltext.h"
#include "ui/findbar.h"
#include "ui/gotorowbar.h"
#include "ui/gridfind.h"
#include "ui/gridstate.h"
#include "ui/noticebar.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLocale>
#include <QVBoxLayout>

namespace larder {

GridTools::GridTools(ResultView& view, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
    , m_findBar(new FindBar(this))
    , m_goToRowBar(new GoToRowBar(this))
    , m_hidden(new NoticeBar(QStringLiteral("hiddenFilters"), this))
    , m_find(new GridFind(view, *m_findBar, this))
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_hidden);
    layout->addWidget(m_findBar);
    layout->addWidget(m_goToRowBar);
    connect(&view, &ResultView::commandRequested, this, &GridTools::run);
    connect(m_goToRowBar, &GoToRowBar::rowRequested, this, &GridTools::goToRow);
    connect(m_goToRowBar, &GoToRowBar::closed, this, [this] { m_view.setFocus(Qt::ShortcutFocusReason); });
    connect(m_hidden, &NoticeBar::actionTriggered, this, &GridTools::clearHiddenFilters);
    connect(&view.header(), &ResultHeader::filterTextsChanged, this, &GridTools::tellHiddenFilters);
    connect(&view.state(), &GridState::rowsChanged, this, &GridTools::tellHiddenFilters);
    connect(&view.state().columns(), &GridColumns::changed, this, &GridTools::tellHiddenFilters);
}

void GridTools::run(GridCommand command)
{
    switch (command) {
    case GridCommand::Find:
        m_find->open();
        break;
    case GridCommand::FindNext:
    case GridCommand::FindPrevious:
        m_find->goOn(command == GridCommand::FindNext);
        break;
    case GridCommand::GoToRow:
        m_goToRowBar->open(m_view.state().lines().count());
        break;
    default:
        break;
    }
}

void GridTools::goToRow(qint64 row)
{
    const std::optional<CellPosition> current = m_view.currentCell();
    if (m_view.state().isEmpty() || row >= m_view.state().lines().count())
        return;
    m_view.goTo({row, current ? current->column : m_view.state().columns().shown().front()});
}

void GridTools::tellHiddenFilters()
{
    const std::vector<int> hidden = hiddenFilters();
    if (hidden.empty()) {
        m_hidden->say({});
        return;
    }
    QStringList names;
    for (const int column : hidden)
        names << oneLineText(m_view.rows().result->columns()[size_t(column)].name);
    const QString all = names.join(QStringLiteral(", "));
    if (hidden.size() == 1)
        m_hidden->say(tr("1 hidden column is filtered: %1").arg(all), tr("Clear its filter"));
    else
        m_hidden->say(tr("%1 hidden columns are filtered: %2").arg(QLocale().toString(hidden.size()), all),
            tr("Clear their filters"));
}

void GridTools::clearHiddenFilters()
{
    for (const int column : hiddenFilters())
        m_view.header().setFilterText(column, {});
}

std::vector<int> GridTools::hiddenFilters() const
{
    std::vector<int> hidden;
    const GridColumns& columns = m_view.state().columns();
    const ResultPtr& result = m_view.rows().result;
    for (const auto& [column, text] : m_view.header().filterTexts()) {
        // The header may still be of the result before.
        if (result && column < qMin(columns.count(), result->columnCount()) && columns.placeOf(column) < 0)
            hidden.push_back(column);
    }
    return hidden;
}

} // namespace larder
