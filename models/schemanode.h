#pragma once

#include "cache/ids.h"
#include "cache/schema.h"

#include <QColor>
#include <QString>

#include <memory>
#include <vector>

namespace larder {

/// One line of the schema tree with the lines below it.
struct SchemaNode
{
    enum class Kind {
        Connection,
        Schema, ///< with its own groups, where the engine has schemas
        Message, ///< "Reading the schema…", or why that failed
        TableGroup,
        ViewGroup,
        Table,
        VirtualTable,
        View,
        Column,
        KeyColumn,
        IndexGroup,
        Index,
        TriggerGroup,
        Trigger,
    };

    Kind kind = Kind::Connection;
    ConnectionId connection = {};
    QString name = {};
    /// What is shown in place of the name, where that differs.
    QString label = {};
    QString detail = {};
    QString toolTip = {};
    /// Invalid for that of all of its kind.
    QColor colour = {};
    /// The table or view that this is or belongs to; the schema alone above tables.
    TableName table = {};

    // children[i]->row == i and children[i]->parent points here.
    SchemaNode* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<SchemaNode>> children = {};

    /// Adds a line below this one, of the same connection and table.
    SchemaNode& add(Kind kind, const QString& name);
    /// Makes row and parent of the children right after a change of their order.
    void renumberChildren();
    /// Whether both stand for the same thing, though its details may have changed.
    [[nodiscard]] bool isSameThing(const SchemaNode& other) const;
    [[nodiscard]] bool showsTheSame(const SchemaNode& other) const;
};

/// Adds the groups, tables and views of @p schema with all that belongs to them below @p connection.
void addSchemaNodes(SchemaNode& connection, const Schema& schema);

} // namespace larder
