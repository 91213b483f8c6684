#pragma once

#include "cache/ids.h"
#include "cache/schema.h"
#include "models/schemaage.h"
#include "models/schemanode.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <optional>

namespace larder {

/// Connections, and below each its schemas, tables, views and other objects. The lines below a table are made
/// when they are first asked for. A schema that changed is merged by name, so that a view keeps what is
/// expanded, selected and scrolled to.
class SchemaModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole, ///< SchemaNode::Kind as int
        ConnectionRole, ///< ConnectionId as quint64
        TableRole, ///< TableName of the table or view that the node is or belongs to; without a name above
        NameRole, ///< the bare name of what the node stands for
        ColourRole, ///< QColor of a connection; invalid for none
        ObjectRole, ///< ObjectName of what the database can be asked for the definition of; invalid else
        DetailRole, ///< what is known of it besides, to be shown less prominent: "INTEGER · not null"
    };

    explicit SchemaModel(QObject* parent = nullptr);
    ~SchemaModel() override;

    /// How the line of a connection looks.
    struct ConnectionLine
    {
        QString label;
        QString toolTip = {};
        QString detail = {};
        QColor colour = {};
    };

    /// Adds the connection, or changes how it looks.
    void setConnection(ConnectionId connection, const ConnectionLine& line);
    /// Shows @p schema below the connection, which must have been added; an equal one changes nothing.
    void setSchema(ConnectionId connection, const SchemaPtr& schema);
    /// Says @p note behind the name of the connection.
    void setNote(ConnectionId connection, const QString& note);
    /// Says of the schema on screen whether it is still true.
    void setAge(ConnectionId connection, const SchemaAge& age);
    /// Shows that the schema could not be read; what was known of it stays.
    void setSchemaError(ConnectionId connection, const QString& error);
    void removeConnection(ConnectionId connection);

    /// Whether the name of @p index or of anything below it holds @p text; makes no lines.
    [[nodiscard]] bool holds(const QModelIndex& index, const QString& text) const;
    /// Whether the name of @p index alone does; titles of groups have none.
    [[nodiscard]] bool isNamed(const QModelIndex& index, const QString& text) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    using Children = std::vector<std::unique_ptr<SchemaNode>>;

    struct Connection
    {
        ConnectionLine line;
        std::shared_ptr<const Schema> schema = {};
        std::optional<SchemaAge> age = std::nullopt;
        QString note = {};
        QString error = {};
    };

    [[nodiscard]] const SchemaNode* nodeAt(const QModelIndex& index) const;
    /// The same with its children made.
    [[nodiscard]] const SchemaNode* builtAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const SchemaNode& node) const;
    [[nodiscard]] SchemaNode* connectionNode(ConnectionId connection);
    void update(ConnectionId connection);
    /// Shows the line of @p connection as it is now, without what is below.
    void redescribe(ConnectionId connection);
    /// Makes the line of @p known itself, without what is below.
    static void describe(SchemaNode& node, const Connection& known);
    /// Makes the line of @p shown look as @p wanted.
    void restyle(SchemaNode& shown, const SchemaNode& wanted);
    void merge(SchemaNode& shown, SchemaNode wanted);
    void mergeChildren(SchemaNode& shown, Children wanted);
    void removeMissing(SchemaNode& shown, const Children& wanted);
    void insertChildren(SchemaNode& shown, int row, Children& wanted, int end);
    void moveChild(SchemaNode& shown, int from, int to);
    void removeChildren(SchemaNode& shown, int begin, int end);

    std::map<ConnectionId, Connection> m_connections;
    SchemaNode m_root;
};

} // namespace larder
