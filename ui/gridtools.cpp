#include "ui/gridtools.h"

#include "ui/findbar.h"
#include "ui/gotorowbar.h"
#include "ui/gridfind.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <QVBoxLayout>

namespace larder {

GridTools::GridTools(ResultView& view, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
    , m_findBar(new FindBar(this))
    , m_goToRowBar(new GoToRowBar(this))
    , m_find(new GridFind(view, *m_findBar, this))
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findBar);
    layout->addWidget(m_goToRowBar);
    connect(&view, &ResultView::commandRequested, this, &GridTools::run);
    connect(m_goToRowBar, &GoToRowBar::rowRequested, this, &GridTools::goToRow);
    connect(m_goToRowBar, &GoToRowBar::closed, this, [this] { m_view.setFocus(Qt::ShortcutFocusReason); });
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

} // namespace larder
