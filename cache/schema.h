#pragma once

#include <QString>

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
    QString table = {};
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
};

/// The tables and views of one database, in the order of their names.
struct Schema
{
    std::vector<SchemaTable> tables = {};
    bool operator==(const Schema&) const = default;

    /// The table or view @p name, whatever the case of its letters; null if there is none.
    [[nodiscard]] const SchemaTable* table(const QString& name) const
    {
        for (const SchemaTable& each : tables) {
            if (each.name.compare(name, Qt::CaseInsensitive) == 0)
                return &each;
        }
        return nullptr;
    }
};

} // namespace larder
