#pragma once

#include "cache/objectname.h"

#include <memory>
#include <optional>
#include <vector>

namespace larder {

struct SchemaColumn
{
    QString name;
    QString type;
    bool notNull = false;
    /// Position in the primary key from 1; 0 if it is no part of it.
    int primaryKeyPosition = 0;
    QString defaultValue = {};
    QString comment = {};
    bool operator==(const SchemaColumn&) const = default;
};

struct SchemaIndex
{
    QString name;
    bool unique = false;
    std::vector<QString> columns = {};
    bool operator==(const SchemaIndex&) const = default;
};

struct SchemaForeignKey
{
    /// The columns that hold the key, and, place by place, those that it stands for in @c table; empty where
    /// the engine does not tell them.
    std::vector<QString> columns = {};
    TableName table = {};
    std::vector<QString> referencedColumns = {};
    bool operator==(const SchemaForeignKey&) const = default;
};

struct SchemaConstraint
{
    QString name;
    /// As in the statement that makes it: "CHECK ((total >= 0))".
    QString definition = {};
    bool operator==(const SchemaConstraint&) const = default;
};

struct SchemaTable
{
    enum class Kind { Table, View, VirtualTable, MaterializedView, ForeignTable, PartitionedTable };

    QString name;
    Kind kind = Kind::Table;
    /// The statement that made it, where the engine keeps it.
    QString definition = {};
    std::vector<SchemaColumn> columns = {};
    std::vector<SchemaIndex> indexes = {};
    std::vector<QString> triggers = {};
    std::vector<SchemaForeignKey> foreignKeys = {};
    /// Its rows have no number besides their primary key: WITHOUT ROWID.
    bool withoutRowId = false;
    /// The schema that it lies in; empty where the engine has none.
    QString schema = {};
    QString comment = {};
    /// By the engine's own statistics, as old as they are; nothing where it has none.
    std::optional<qint64> estimatedRows = std::nullopt;
    std::vector<SchemaConstraint> constraints = {};
    /// The table that it is a partition of; without a name if it is none.
    TableName partitionOf = {};
    bool operator==(const SchemaTable&) const = default;

    [[nodiscard]] TableName fullName() const { return {name, schema}; }
};

/// Something besides the tables: a schema, a function, a sequence, a type, an extension, a role.
struct SchemaObject
{
    ObjectName name;
    /// What tells most of it, for people: "integer · plpgsql", "enum · new, paid, sent".
    QString detail = {};
    QString comment = {};
    bool operator==(const SchemaObject&) const = default;
};

/// What is in one database: tables and views in the order of their schemas and names, the rest in the order
/// of schemas, kinds and names.
struct Schema
{
    std::vector<SchemaTable> tables = {};
    std::vector<SchemaObject> objects = {};
    bool operator==(const Schema&) const = default;

    /// The table or view @p name; without a schema, whatever the case of its letters. Null if there is none.
    [[nodiscard]] const SchemaTable* table(const TableName& name) const
    {
        const Qt::CaseSensitivity sensitivity
            = name.schema.isEmpty() ? Qt::CaseInsensitive : Qt::CaseSensitive;
        for (const SchemaTable& each : tables) {
            if (each.schema == name.schema && each.name.compare(name.name, sensitivity) == 0)
                return &each;
        }
        return nullptr;
    }
    /// What it holds in the heap beside itself.
    [[nodiscard]] qint64 heapBytes() const;
};

/// As the cache keeps it and others share it.
using SchemaPtr = std::shared_ptr<const Schema>;

} // namespace larder
