#pragma once

#include "ui/cachewish.h"
#include "ui/runstatus.h"

#include <QObject>

class QAction;
class QMainWindow;

namespace larder {

class QueryTabs;

/// The menus, keys and tool bar of what concerns the tabs: edit, run, cancel, and how the cache may answer.
class QueryActions final : public QObject
{
    Q_OBJECT

public:
    /// Adds its menus and its tool bar to @p window. The actions go to the current tab of @p tabs.
    /// @p expireAll is the panel's action, for the cache menu.
    QueryActions(QMainWindow* window, QueryTabs* tabs, QAction* expireAll);
    /// Greys out what makes no sense while a statement runs or none does, or while there is nothing more to
    /// fetch.
    void showStatus(const RunStatus& status);

private:
    QAction* add(const char* icon, const QString& text, const QList<QKeySequence>& keys);
    void createTabMenu(QMainWindow* window);
    void createQueryMenu(QMainWindow* window);
    void createCacheMenu(QMainWindow* window, QAction* expireAll);
    void createToolBar(QMainWindow* window);

    QueryTabs* m_tabs;
    CacheWish m_wish;
    QAction* m_run = nullptr;
    QAction* m_runAll = nullptr;
    QAction* m_refresh = nullptr;
    QAction* m_runFresh = nullptr;
    QAction* m_fetchNext = nullptr;
    QAction* m_fetchAll = nullptr;
    QAction* m_cancel = nullptr;
};

} // namespace larder
