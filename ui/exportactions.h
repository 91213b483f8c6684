#pragma once

#include "models/exportjob.h"
#include "ui/runstatus.h"

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace larder {

class ResultTab;
class QueryTabs;

/// The ways in which results leave the window: "Copy as" and "Export" in the menu of the cells, and
/// "Export result" in the file menu.
class ExportActions final : public QObject
{
    Q_OBJECT

public:
    /// Adds its action to @p menu, and what belongs to a tab to each that @p tabs gets.
    ExportActions(QMainWindow* window, QueryTabs* tabs, QMenu* menu);

    /// There is an export that can be cancelled, or not.
    void setExporting(bool exporting);
    /// What Esc cancels: a running statement comes before an export.
    void showStatus(const RunStatus& status);

Q_SIGNALS:
    void exportRequested(const larder::ExportJob& job);
    /// The export that was begun last is to end.
    void cancelRequested();

private:
    void equip(ResultTab& tab);
    void ask(ResultTab& tab, const RowForm& form);

    QMainWindow* m_window;
    QAction* m_export;
    QAction* m_cancel;
    // Where and how the last export went.
    QString m_folder;
    RowForm m_form;
};

} // namespace larder
