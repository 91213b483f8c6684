#pragma once

#include "cache/schema.h"
#include "cache/statementfacts.h"
#include "models/schemaage.h"
#include "ui/connectioninfo.h"

#include <QDockWidget>
#include <QPersistentModelIndex>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace larder {

class SchemaFilter;
class SchemaModel;

/// The open connections with their tables and views, and a filter to find one by its name or that of a
/// column.
class SchemaDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit SchemaDock(QWidget* parent = nullptr);

    void addConnection(const ConnectionInfo& connection);
    void removeConnection(ConnectionId connection);
    /// Makes the line of @p connection the current one.
    void select(ConnectionId connection);
    void showSchema(ConnectionId connection, const SchemaPtr& schema);
    /// Says of the schema of @p connection whether it is still true.
    void showAge(ConnectionId connection, const SchemaAge& age);
    /// Says that a transaction is open on @p connection, or was lost.
    void showSession(ConnectionId connection, const SessionState& session);
    void showSchemaError(ConnectionId connection, const QString& error);

Q_SIGNALS:
    /// A table or view was chosen to be opened.
    void tableActivated(larder::ConnectionId connection, const larder::TableName& table);
    /// Another database of the server of @p connection was chosen to be opened.
    void databaseActivated(larder::ConnectionId connection, const QString& name);
    /// The current line is of another connection than before.
    void connectionSelected(larder::ConnectionId connection);
    /// An empty tab on @p connection is wanted.
    void queryRequested(larder::ConnectionId connection);
    void refreshRequested(larder::ConnectionId connection);
    void closeRequested(larder::ConnectionId connection);
    /// The statements that make @p object are wanted: on the clipboard, or to be read.
    void copyDefinitionRequested(larder::ConnectionId connection, const larder::ObjectName& object);
    void showDefinitionRequested(larder::ConnectionId connection, const larder::ObjectName& object);

private:
    [[nodiscard]] QLineEdit* createFilterEdit();
    [[nodiscard]] QTreeView* createTree();
    [[nodiscard]] QLabel* createHint();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void filter(const QString& text);
    [[nodiscard]] QList<QPersistentModelIndex> expandedNodes(const QModelIndex& parent) const;
    void restoreExpanded();
    void expandToMatches();
    /// @p tables counts those that were expanded for what is in them.
    void expandToMatches(const QModelIndex& parent, int& tables);
    void expandNew(const QModelIndex& parent, int first, int last);
    void noteNew(const QModelIndex& parent, int first, int last);
    void updateHint();
    void enterTree();
    [[nodiscard]] QModelIndex firstMatch(const QModelIndex& parent) const;
    void activate(const QModelIndex& index);
    void selectConnection(const QModelIndex& current);
    void showMenu(const QModelIndex& index, const QPoint& place);

    SchemaModel* m_model;
    SchemaFilter* m_filter;
    QLineEdit* m_filterEdit;
    QTreeView* m_tree;
    QLabel* m_hint;
    QStackedWidget* m_pages;
    /// What was expanded before a filter text was set, in the model behind the filter.
    QList<QPersistentModelIndex> m_expandedUnfiltered;
    ConnectionId m_selected = {};
};

} // namespace larder
