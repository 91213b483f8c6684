#include "ui/exportactions.h"

#include "ui/copyactions.h"
#include "ui/exportdialog.h"
#include "ui/querytabs.h"
#include "ui/resultpane.h"
#include "ui/resulttab.h"

#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>

namespace larder {

namespace {

ExportSource sourceOf(ResultTab& tab)
{
    ExportSource source{tab.pane().rows(), tab.pane().selection()};
    source.dialect = tab.dialect();
    // While a statement runs, what is on screen may be the result of the one before.
    if (tab.status().busy)
        return source;
    source.origin.sql = tab.sql();
    source.origin.provenance = tab.status().provenance;
    source.origin.standing = tab.status().standing;
    source.origin.database = tab.target();
    return source;
}

} // namespace

ExportActions::ExportActions(QMainWindow* window, QueryTabs* tabs, QMenu* menu)
    : QObject(window)
    , m_window(window)
    , m_export(new QAction(tr("&Export result…"), this))
    , m_cancel(new QAction(tr("Cancel e&xport"), this))
{
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_export->setStatusTip(tr("Write the result to a file"));
    menu->addActions({m_export, m_cancel});
    connect(m_cancel, &QAction::triggered, this, &ExportActions::cancelRequested);
    setExporting(false);
    showStatus({});
    connect(m_export, &QAction::triggered, this, [this, tabs] { ask(*tabs->current(), m_form); });
    connect(tabs, &QueryTabs::tabAdded, this, [this](ResultTab* tab) { equip(*tab); });
}

void ExportActions::setExporting(bool exporting)
{
    m_cancel->setEnabled(exporting);
}

void ExportActions::showStatus(const RunStatus& status)
{
    m_cancel->setShortcut(status.busy ? QKeySequence() : QKeySequence(Qt::Key_Escape));
}

void ExportActions::equip(ResultTab& tab)
{
    auto* const copies = new CopyActions(tab.pane());
    const auto takeDialect = [copies, &tab] { copies->setDialect(tab.dialect()); };
    connect(&tab, &ResultTab::statusChanged, copies, takeDialect);
    takeDialect();
    connect(copies, &CopyActions::exportRequested, this,
        [this, &tab](const RowForm& form) { ask(tab, defaultForm(form.format)); });
    connect(&tab.pane(), &ResultPane::cellMenuRequested, this, [this](QMenu* menu) {
        // Behind "Copy as".
        menu->insertAction(menu->actions().value(3), m_export);
    });
}

void ExportActions::ask(ResultTab& tab, const RowForm& form)
{
    if (!tab.pane().rows().result) {
        m_window->statusBar()->showMessage(tr("There is no result to export; run a statement first"), 10'000);
        return;
    }
    auto* const dialog = new ExportDialog(sourceOf(tab), form, exportFolder(m_folder), m_window);
    connect(dialog, &ExportDialog::accepted, this, [this, dialog] {
        const ExportJob job = dialog->job();
        m_folder = QFileInfo(job.path).absolutePath();
        m_form = job.form;
        m_form.comment.clear();
        m_form.sqlTable.clear();
        Q_EMIT exportRequested(job);
    });
    dialog->open();
}

} // namespace larder
