#include "models/schematree.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

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
    case SchemaTable::Kind::ForeignTable:
        return SchemaNode::Kind::ForeignTable;
    case SchemaTable::Kind::PartitionedTable:
        return SchemaNode::Kind::PartitionedTable;
    case SchemaTable::Kind::MaterializedView:
        return SchemaNode::Kind::MaterializedView;
    case SchemaTable::Kind::View:
        break;
    }
    return SchemaNode::Kind::View;
}

bool isView(const SchemaTable& table)
{
    return table.kind == SchemaTable::Kind::View || table.kind == SchemaTable::Kind::MaterializedView;
}

QString kindText(const SchemaTable& table)
{
    switch (table.kind) {
    case SchemaTable::Kind::VirtualTable:
        return translated("virtual");
    case SchemaTable::Kind::ForeignTable:
        return translated("foreign");
    case SchemaTable::Kind::PartitionedTable:
        return translated("partitioned");
    case SchemaTable::Kind::MaterializedView:
        return translated("materialized");
    case SchemaTable::Kind::Table:
    case SchemaTable::Kind::View:
        break;
    }
    return {};
}

/// "≈ 12,000 rows · partitioned · partition of orders"
QString tableDetail(const SchemaTable& table)
{
    QStringList details;
    if (table.estimatedRows) {
        const QString rows = QLocale().toString(*table.estimatedRows);
        details << (*table.estimatedRows == 1 ? translated("≈ 1 row") : translated("≈ %1 rows").arg(rows));
    }
    if (const QString kind = kindText(table); !kind.isEmpty())
        details << kind;
    if (!table.partitionOf.name.isEmpty())
        details << translated("partition of %1").arg(table.partitionOf.textIn(table.schema));
    return details.join(separator());
}

void addTable(SchemaNode& group, const std::shared_ptr<const SchemaTable>& table)
{
    SchemaNode& node = group.add(kindOf(table->kind), table->name);
    node.table = table->fullName();
    node.detail = tableDetail(*table);
    node.toolTip = table->comment.isEmpty() || table->definition.isEmpty()
        ? table->comment + table->definition
        : table->comment + QStringLiteral("\n\n") + table->definition;
    node.object = {ObjectKind::Table, table->name, table->schema};
    node.body = table;
}

SchemaNode::Kind kindOf(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Sequence:
        return SchemaNode::Kind::Sequence;
    case ObjectKind::Event:
        return SchemaNode::Kind::Event;
    case ObjectKind::Type:
        return SchemaNode::Kind::Type;
    case ObjectKind::Extension:
        return SchemaNode::Kind::Extension;
    case ObjectKind::Role:
        return SchemaNode::Kind::Role;
    case ObjectKind::Database:
        return SchemaNode::Kind::Database;
    default:
        return SchemaNode::Kind::Function;
    }
}

QString titleOf(SchemaNode::Kind kind)
{
    switch (kind) {
    case SchemaNode::Kind::Sequence:
        return translated("Sequences");
    case SchemaNode::Kind::Event:
        return translated("Events");
    case SchemaNode::Kind::Type:
        return translated("Types");
    case SchemaNode::Kind::Extension:
        return translated("Extensions");
    case SchemaNode::Kind::Role:
        return translated("Roles");
    case SchemaNode::Kind::Database:
        return translated("Other databases");
    default:
        return translated("Functions");
    }
}

using Objects = std::vector<const SchemaObject*>;

void addObject(SchemaNode& group, const SchemaObject& object)
{
    SchemaNode& node = group.add(kindOf(object.name.kind), object.name.name);
    if (node.kind == SchemaNode::Kind::Function)
        node.label = QStringLiteral("%1(%2)").arg(object.name.name, object.name.arguments);
    node.detail = object.detail;
    node.object = object.name;
    node.toolTip = (node.label.isEmpty() ? node.name : node.label)
        + (node.detail.isEmpty() ? QString() : u'\n' + node.detail)
        + (object.comment.isEmpty() ? QString() : QStringLiteral("\n\n") + object.comment);
}

/// A group for each kind of objects that there are.
void addObjectGroups(SchemaNode& parent, const Objects& objects)
{
    for (const SchemaNode::Kind kind : {SchemaNode::Kind::Function, SchemaNode::Kind::Sequence,
             SchemaNode::Kind::Event, SchemaNode::Kind::Type, SchemaNode::Kind::Extension,
             SchemaNode::Kind::Role, SchemaNode::Kind::Database}) {
        const auto isIt = [kind](const SchemaObject* each) { return kindOf(each->name.kind) == kind; };
        const auto count = size_t(std::count_if(objects.begin(), objects.end(), isIt));
        if (count == 0)
            continue;
        SchemaNode& group = parent.addGroup(SchemaNode::Kind::ObjectGroup, titleOf(kind), count);
        for (const SchemaObject* const object : objects) {
            if (isIt(object))
                addObject(group, *object);
        }
    }
}

/// What lies in one schema.
struct Contents
{
    std::vector<std::shared_ptr<const SchemaTable>> tables = {};
    Objects objects = {};
    QString comment = {};
};

void addContents(SchemaNode& parent, const Contents& contents)
{
    const auto views = size_t(std::count_if(
        contents.tables.begin(), contents.tables.end(), [](const auto& table) { return isView(*table); }));
    SchemaNode& tableGroup
        = parent.addGroup(SchemaNode::Kind::TableGroup, translated("Tables"), contents.tables.size() - views);
    SchemaNode& viewGroup = parent.addGroup(SchemaNode::Kind::ViewGroup, translated("Views"), views);
    for (const auto& table : contents.tables)
        addTable(isView(*table) ? viewGroup : tableGroup, table);
    addObjectGroups(parent, contents.objects);
}

/// By the names of the schemas; tables without one under an empty name.
std::map<QString, Contents> contentsOf(const std::shared_ptr<const Schema>& schema, Objects& ofDatabase)
{
    std::map<QString, Contents> contents;
    for (const SchemaTable& table : schema->tables)
        contents[table.schema].tables.emplace_back(schema, &table);
    for (const SchemaObject& object : schema->objects) {
        if (object.name.kind == ObjectKind::Schema)
            contents[object.name.name].comment = object.comment;
        else if (object.name.schema.isEmpty())
            ofDatabase.push_back(&object);
        else
            contents[object.name.schema].objects.push_back(&object);
    }
    return contents;
}

} // namespace

void addSchemaNodes(SchemaNode& connection, const std::shared_ptr<const Schema>& schema)
{
    Objects ofDatabase;
    const std::map<QString, Contents> contents = contentsOf(schema, ofDatabase);
    for (const auto& [name, inside] : contents) {
        if (name.isEmpty()) {
            addContents(connection, inside);
            continue;
        }
        SchemaNode& node = connection.add(SchemaNode::Kind::Schema, name);
        node.table.schema = name;
        node.toolTip = inside.comment;
        node.object = {ObjectKind::Schema, name};
        addContents(node, inside);
    }
    if (contents.empty())
        addContents(connection, {});
    addObjectGroups(connection, ofDatabase);
}

} // namespace larder
