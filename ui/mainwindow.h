#pragma once

#include "cache/queryservice.h"
#include "ui/connectioninfo.h"
#include "ui/querytabs.h"

#include <QMainWindow>

#include <map>

namespace larder {

class ExportActions;
class OpenActions;
class Panels;
class PreferencesAction;
class QueryActions;
class SchemaReader;
class SessionGuard;
class StatusStrip;
class TransactionActions;

/// The shell: docks, tabs, menus and the wires between them. What touches the outside it asks for by signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QueryService& service, QWidget* parent = nullptr);
    ~MainWindow() override;

    void addConnection(const ConnectionInfo& connection);
    /// Brings a tab on @p connection to the front, and its line in the tree.
    void showConnection(ConnectionId connection);
    void removeConnection(ConnectionId connection);
    /// Shows @p sql in a new tab on @p connection, and its result.
    void openStatement(ConnectionId connection, const QByteArray& sql);
    void showError(const Error& error);
    void setRecentFiles(const QStringList& paths);

    [[nodiscard]] Panels& panels() { return *m_panels; }
    [[nodiscard]] QueryTabs& tabs() { return *m_tabs; }
    [[nodiscard]] ExportActions& exportActions() { return *m_exports; }
    [[nodiscard]] PreferencesAction& preferences() { return *m_preferences; }
    /// Brings back geometry, docks and how cells are shown; without a state, or with one of another version,
    /// the layout of the first start.
    void restoreLayout(const QByteArray& geometry, const QByteArray& state);
    [[nodiscard]] QByteArray layoutState() const;

Q_SIGNALS:
    void openFileRequested(const QString& path);
    void connectionsRequested();
    void openSampleRequested();
    /// Of @p database, which lies beside that of @p connection.
    void openBesideRequested(larder::ConnectionId connection, const QString& database);
    void closeConnectionRequested(larder::ConnectionId connection);
    void connectionsChanged(const std::vector<larder::ConnectionInfo>& open);
    void aboutToClose();

protected:
    bool event(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void createMenus();
    void connectTabs();
    void connectSchema();
    void openTable(ConnectionId connection, const TableName& table);
    void selectConnection(ConnectionId connection);
    void tellConnections();
    void showStatus();

    QueryService& m_service;
    QueryTabs* m_tabs;
    StatusStrip* m_strip;
    Panels* m_panels;
    SchemaReader* m_schemas;
    SessionGuard* m_guard;
    QueryActions* m_actions = nullptr;
    TransactionActions* m_transactions = nullptr;
    ExportActions* m_exports = nullptr;
    OpenActions* m_open = nullptr;
    PreferencesAction* m_preferences = nullptr;
    std::map<ConnectionId, ConnectionInfo> m_connections;
};

} // namespace larder
