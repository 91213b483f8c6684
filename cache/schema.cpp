#include "cache/schema.h"

#include "cache/heapbytes.h"

namespace larder {

namespace {

qint64 bytesOf(const QString& text)
{
    return heapBytes(text);
}

qint64 bytesOf(const TableName& name)
{
    return heapBytes(name.name) + heapBytes(name.schema);
}

qint64 bytesOf(const SchemaColumn& column);
qint64 bytesOf(const SchemaIndex& index);
qint64 bytesOf(const SchemaForeignKey& key);
qint64 bytesOf(const SchemaConstraint& constraint);
qint64 bytesOf(const SchemaTable& table);
qint64 bytesOf(const SchemaObject& object);

template <typename Element>
qint64 bytesOf(const std::vector<Element>& list)
{
    qint64 bytes = heapBytes(list);
    for (const Element& each : list)
        bytes += bytesOf(each);
    return bytes;
}

qint64 bytesOf(const SchemaColumn& column)
{
    return heapBytes(column.name) + heapBytes(column.type) + heapBytes(column.defaultValue)
        + heapBytes(column.comment);
}

qint64 bytesOf(const SchemaIndex& index)
{
    return heapBytes(index.name) + bytesOf(index.columns);
}

qint64 bytesOf(const SchemaForeignKey& key)
{
    return bytesOf(key.columns) + bytesOf(key.table) + bytesOf(key.referencedColumns);
}

qint64 bytesOf(const SchemaConstraint& constraint)
{
    return heapBytes(constraint.name) + heapBytes(constraint.definition);
}

qint64 bytesOf(const SchemaTable& table)
{
    return heapBytes(table.name) + heapBytes(table.definition) + heapBytes(table.schema)
        + heapBytes(table.comment) + bytesOf(table.columns) + bytesOf(table.indexes) + bytesOf(table.triggers)
        + bytesOf(table.foreignKeys) + bytesOf(table.constraints) + bytesOf(table.partitionOf);
}

qint64 bytesOf(const SchemaObject& object)
{
    const ObjectName& name = object.name;
    return heapBytes(name.name) + heapBytes(name.schema) + heapBytes(name.table) + heapBytes(name.arguments)
        + heapBytes(object.detail) + heapBytes(object.comment);
}

} // namespace

qint64 Schema::heapBytes() const
{
    return bytesOf(tables) + bytesOf(objects);
}

} // namespace larder
