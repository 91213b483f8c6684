#pragma once

#include "cache/queryservice.h"
#include "ui/connectioninfo.h"

class QAction;
class QMainWindow;
class QMenu;

namespace larder {

/// The menu and the tool bar for the transactions of the current tab's connection: begin, commit, roll back,
/// savepoints, and whether a statement that may write begins one by itself.
class TransactionActions final : public QObject
{
    Q_OBJECT

public:
    /// Adds its menu and its tool bar to @p window.
    TransactionActions(QMainWindow* window, QueryService& service);

    /// The actions go to @p connection from now on.
    void showConnection(const std::optional<ConnectionInfo>& connection);

Q_SIGNALS:
    /// One line for the log.
    void reported(const QString& line);
    void failed(const larder::Error& error);

private:
    [[nodiscard]] QAction* add(
        const char* icon, const QString& text, const char* sql, const QString& meaning);
    [[nodiscard]] QMenu* addSavepoints(
        QMainWindow* window, const QString& title, const QByteArray& verb, const QString& meaning);
    void createToolBar(QMainWindow* window);
    void listSavepoints(QMenu& menu, const QByteArray& verb);
    void setSavepoint();
    void run(const QByteArray& sql);

    QueryService& m_service;
    std::optional<ConnectionInfo> m_connection;
    QAction* m_begin;
    QAction* m_commit;
    QAction* m_rollback;
    QAction* m_savepoint;
    QAction* m_manual;
    QMenu* m_rollbackTo;
    QMenu* m_release;
};

} // namespace larder
