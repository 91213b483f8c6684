#pragma once

#include "models/exportjob.h"

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

Q_SIGNALS:
    void exportRequested(const larder::ExportJob& job);

private:
    void equip(ResultTab& tab);
    void ask(ResultTab& tab, const RowForm& form);

    QMainWindow* m_window;
    QAction* m_export;
    // Where and how the last export went.
    QString m_folder;
    RowForm m_form;
};

} // namespace larder
