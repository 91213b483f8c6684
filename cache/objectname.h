#pragma once

#include <QString>

namespace larder {

/// What one table or view of a database is called.
struct TableName
{
    QString name = {};
    /// Empty where the engine has none, or where it is to look by its own rules.
    QString schema = {};
    bool operator==(const TableName&) const = default;

    /// For people: "orders", "audit.orders".
    [[nodiscard]] QString text() const { return schema.isEmpty() ? name : schema + u'.' + name; }
    /// The same for people who look at @p ownSchema.
    [[nodiscard]] QString textIn(const QString& ownSchema) const
    {
        return schema == ownSchema ? name : text();
    }
};

/// What a thing in a database is.
enum class ObjectKind {
    Schema,
    Table, ///< or a view
    Index,
    Constraint,
    Trigger,
    Function,
    Procedure,
    Aggregate,
    Sequence,
    Event, ///< what the server does at a time
    Type,
    Extension, ///< of the database, in no schema
    Role, ///< of the server
    Database, ///< another one of the server
};

/// Names one thing of a database, to ask for its definition.
struct ObjectName
{
    ObjectKind kind = ObjectKind::Table;
    QString name = {};
    QString schema = {};
    /// The table that an index, a constraint or a trigger is of.
    QString table = {};
    /// The types that tell a function from others of its name.
    QString arguments = {};
    bool operator==(const ObjectName&) const = default;
};

} // namespace larder
