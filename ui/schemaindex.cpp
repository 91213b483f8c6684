#include "ui/schemaindex.h"

#include "models/schemamodel.h"

namespace larder {

namespace {

/// How many schemas lie beside @p index, with itself.
int schemasBeside(const QModelIndex& index)
{
    int count = 0;
    for (int row = 0; row < index.model()->rowCount(index.parent()); ++row) {
        if (kindOf(index.siblingAtRow(row)) == SchemaNode::Kind::Schema)
            ++count;
    }
    return count;
}

} // namespace

SchemaNode::Kind kindOf(const QModelIndex& index)
{
    return SchemaNode::Kind(index.data(SchemaModel::KindRole).toInt());
}

ConnectionId connectionOf(const QModelIndex& index)
{
    return ConnectionId(index.data(SchemaModel::ConnectionRole).toULongLong());
}

std::optional<ObjectName> objectOf(const QModelIndex& index)
{
    const QVariant object = index.data(SchemaModel::ObjectRole);
    return object.isValid() ? std::optional(object.value<ObjectName>()) : std::nullopt;
}

bool isTable(const QModelIndex& index)
{
    const auto object = objectOf(index);
    return object && object->kind == ObjectKind::Table;
}

bool isView(SchemaNode::Kind kind)
{
    return kind == SchemaNode::Kind::View || kind == SchemaNode::Kind::MaterializedView;
}

TableName tableOf(const QModelIndex& index)
{
    return index.data(SchemaModel::TableRole).value<TableName>();
}

bool isExpandedFirst(const QModelIndex& index)
{
    const SchemaNode::Kind kind = kindOf(index);
    if (kind == SchemaNode::Kind::Schema)
        return schemasBeside(index) == 1 || index.data(SchemaModel::NameRole) == QStringLiteral("public");
    return kind == SchemaNode::Kind::Connection || kind == SchemaNode::Kind::TableGroup;
}

} // namespace larder
