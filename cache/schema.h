#pragma once

#include <QString>

#include <memory>
#include <vector>

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

struct SchemaColumn
{
    QString name;
    QString type;
    bool notNull = false;
    /// Position in the primary key from 1; 0 if it is no part of it.
    int primaryKeyPosition = 0;
    QString defaultValue = {};
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

struct SchemaTable
{
    enum class Kind { Table, View, VirtualTable };

    QString name;
    Kind kind = Kind::Table;
    /// The statement that made it.
    QString definition = {};
    std::vector<SchemaColumn> columns = {};
    std::vector<SchemaIndex> indexes = {};
    std::vector<QString> triggers = {};
    std::vector<SchemaForeignKey> foreignKeys = {};
    /// Its rows have no number besides their primary key: WITHOUT ROWID.
    bool withoutRowId = false;
    /// The schema that it lies in; empty where the engine has none.
    QString schema = {};
    bool operator==(const SchemaTable&) const = default;

    [[nodiscard]] TableName fullName() const { return {name, schema}; }
};

/// The tables and views of one database, in the order of their schemas and names.
struct Schema
{
    std::vector<SchemaTable> tables = {};
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
