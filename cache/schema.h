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
    bool operator==(const SchemaTable&) const = default;
};

/// The tables and views of one database, in the order of their names.
struct Schema
{
    std::vector<SchemaTable> tables = {};
    bool operator==(const Schema&) const = default;
};

} // namespace larder
