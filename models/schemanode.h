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
        ForeignTable,
        PartitionedTable,
        View,
        MaterializedView,
        Column,
        KeyColumn,
        IndexGroup,
        Index,
        TriggerGroup,
        Trigger,
        ConstraintGroup,
        Constraint,
        ObjectGroup, ///< of functions, of roles, ...
        Function, ///< or a procedure, or an aggregate
        Sequence,
        Event,
        Type,
        Extension,
        Role,
        Database,
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
    /// Set where the database can be asked for the definition of this.
    std::optional<ObjectName> object = std::nullopt;
    /// The table or view whose parts are the lines below this one. They are made when they are first asked
    /// for.
    std::shared_ptr<const SchemaTable> body = {};
    bool isBuilt = false;

    // children[i]->row == i and children[i]->parent points here.
    SchemaNode* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<SchemaNode>> children = {};

    /// Adds a line below this one, of the same connection and table.
    SchemaNode& add(Kind kind, const QString& name);
    /// The same for the title of @p count lines.
    SchemaNode& addGroup(Kind kind, const QString& title, size_t count);
    /// Makes row and parent of the children right after a change of their order.
    void renumberChildren();
    /// Makes the lines below a table if they are not there yet.
    void build();
    /// Whether there are lines below, made or not.
    [[nodiscard]] bool hasChildren() const;
    /// Whether the name of this or of anything below holds @p text, without regard to case.
    [[nodiscard]] bool holds(const QString& text) const;
    /// Whether the name of this alone does; titles have none.
    [[nodiscard]] bool isNamed(const QString& text) const;
    /// Whether both stand for the same thing, though its details may have changed.
    [[nodiscard]] bool isSameThing(const SchemaNode& other) const;
    [[nodiscard]] bool showsTheSame(const SchemaNode& other) const;
};

/// Whether a line of @p kind is the title of a group, which is no name.
[[nodiscard]] bool isTitle(SchemaNode::Kind kind);

} // namespace larder
