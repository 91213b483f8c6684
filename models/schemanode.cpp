#include "models/schemanode.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace larder {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("SchemaNode", text);
}

QString separator()
{
    return QStringLiteral(" · ");
}

SchemaNode::Kind kindOf(SchemaTable::Kind kind)
{
    switch (kind) {
    case SchemaTable::Kind::Table:
        return SchemaNode::Kind::Table;
    case SchemaTable::Kind::VirtualTable:
        return SchemaNode::Kind::VirtualTable;
    case SchemaTable::Kind::View:
        break;
    }
    return SchemaNode::Kind::View;
}

SchemaNode& addGroup(SchemaNode& parent, SchemaNode::Kind kind, const QString& title, size_t count)
{
    SchemaNode& group = parent.add(kind, title);
    group.label = QStringLiteral("%1 (%2)").arg(title).arg(count);
    return group;
}

QString listOf(const std::vector<QString>& names)
{
    QStringList list;
    for (const QString& name : names)
        list << name;
    return list.join(QStringLiteral(", "));
}

/// Where the foreign keys of @p table that hold @p column lead: "→ customers(id)".
QStringList referencesOf(const SchemaTable& table, const QString& column)
{
    QStringList references;
    for (const SchemaForeignKey& key : table.foreignKeys) {
        for (size_t i = 0; i < key.columns.size(); ++i) {
            if (key.columns[i].compare(column, Qt::CaseInsensitive) != 0)
                continue;
            references << (i < key.referencedColumns.size()
                    ? QStringLiteral("→ %1(%2)").arg(key.table.textIn(table.schema), key.referencedColumns[i])
                    : QStringLiteral("→ %1").arg(key.table.textIn(table.schema)));
        }
    }
    return references;
}

void addColumn(SchemaNode& table, const SchemaColumn& column, const QStringList& references)
{
    const bool isKey = column.primaryKeyPosition > 0;
    SchemaNode& node = table.add(isKey ? SchemaNode::Kind::KeyColumn : SchemaNode::Kind::Column, column.name);
    QStringList details;
    if (!column.type.isEmpty())
        details << column.type;
    if (isKey)
        details << translated("key");
    if (column.notNull)
        details << translated("not null");
    details << references;
    node.detail = details.join(separator());
    node.toolTip = column.name + (details.isEmpty() ? QString() : QStringLiteral("\n") + node.detail);
    if (column.primaryKeyPosition > 1)
        node.toolTip += u'\n' + translated("column %1 of the primary key").arg(column.primaryKeyPosition);
    if (!column.defaultValue.isEmpty())
        node.toolTip += u'\n' + translated("default %1").arg(column.defaultValue);
}

void addIndex(SchemaNode& group, const SchemaIndex& index)
{
    SchemaNode& node = group.add(SchemaNode::Kind::Index, index.name);
    const QString columns = listOf(index.columns);
    node.detail = index.unique
        ? translated("unique") + (columns.isEmpty() ? QString() : separator() + columns)
        : columns;
    node.toolTip = index.name + u'\n' + node.detail;
}

void addTable(SchemaNode& group, const SchemaTable& table)
{
    SchemaNode& node = group.add(kindOf(table.kind), table.name);
    node.table = table.fullName();
    node.detail = table.kind == SchemaTable::Kind::VirtualTable ? translated("virtual") : QString();
    node.toolTip = table.definition;
    for (const SchemaColumn& column : table.columns)
        addColumn(node, column, referencesOf(table, column.name));
    if (!table.indexes.empty()) {
        SchemaNode& indexes
            = addGroup(node, SchemaNode::Kind::IndexGroup, translated("Indexes"), table.indexes.size());
        for (const SchemaIndex& index : table.indexes)
            addIndex(indexes, index);
    }
    if (!table.triggers.empty()) {
        SchemaNode& triggers
            = addGroup(node, SchemaNode::Kind::TriggerGroup, translated("Triggers"), table.triggers.size());
        for (const QString& trigger : table.triggers)
            triggers.add(SchemaNode::Kind::Trigger, trigger);
    }
}

void addGroups(SchemaNode& parent, std::span<const SchemaTable> tables)
{
    const auto isView = [](const SchemaTable& table) { return table.kind == SchemaTable::Kind::View; };
    const auto views = size_t(std::count_if(tables.begin(), tables.end(), isView));
    SchemaNode& tableGroup
        = addGroup(parent, SchemaNode::Kind::TableGroup, translated("Tables"), tables.size() - views);
    SchemaNode& viewGroup = addGroup(parent, SchemaNode::Kind::ViewGroup, translated("Views"), views);
    for (const SchemaTable& table : tables)
        addTable(isView(table) ? viewGroup : tableGroup, table);
}

} // namespace

SchemaNode& SchemaNode::add(Kind childKind, const QString& childName)
{
    auto child = std::make_unique<SchemaNode>();
    child->kind = childKind;
    child->connection = connection;
    child->name = childName;
    child->table = table;
    child->parent = this;
    child->row = int(children.size());
    children.push_back(std::move(child));
    return *children.back();
}

void SchemaNode::renumberChildren()
{
    for (size_t i = 0; i < children.size(); ++i) {
        children[i]->row = int(i);
        children[i]->parent = this;
    }
}

bool SchemaNode::isSameThing(const SchemaNode& other) const
{
    return kind == other.kind && connection == other.connection && name == other.name;
}

bool SchemaNode::showsTheSame(const SchemaNode& other) const
{
    return isSameThing(other) && label == other.label && detail == other.detail && toolTip == other.toolTip
        && colour == other.colour;
}

void addSchemaNodes(SchemaNode& connection, const Schema& schema)
{
    const std::span<const SchemaTable> all = schema.tables;
    // Those of one schema lie beside each other.
    for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        const QString& name = all[begin].schema;
        while (end < all.size() && all[end].schema == name)
            ++end;
        if (name.isEmpty()) {
            addGroups(connection, all.subspan(begin, end - begin));
            continue;
        }
        SchemaNode& node = connection.add(SchemaNode::Kind::Schema, name);
        node.table.schema = name;
        addGroups(node, all.subspan(begin, end - begin));
    }
    if (all.empty())
        addGroups(connection, {});
}

} // namespace larder
