#pragma once

#include "cache/ids.h"
#include "cache/schema.h"
#include "models/schemanode.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <optional>

namespace larder {

/// Connections, and below each its tables and views with their columns, indexes and triggers. A schema that
/// changed is merged by name, so that a view keeps what is expanded, selected and scrolled to.
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
    void setSchema(ConnectionId connection, const Schema& schema);
    /// Shows that the schema could not be read; what was known of it stays.
    void setSchemaError(ConnectionId connection, const QString& error);
    void removeConnection(ConnectionId connection);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    using Children = std::vector<std::unique_ptr<SchemaNode>>;

    struct Connection
    {
        ConnectionLine line;
        std::optional<Schema> schema = {};
        QString error = {};
    };

    [[nodiscard]] const SchemaNode* nodeAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const SchemaNode& node) const;
    [[nodiscard]] SchemaNode* connectionNode(ConnectionId connection);
    void update(ConnectionId connection);
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
