#include "models/schemalines.h"

#include <QCoreApplication>

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
    if (!column.comment.isEmpty())
        node.toolTip += QStringLiteral("\n\n") + column.comment;
}

ObjectName partOf(const SchemaTable& table, ObjectKind kind, const QString& name)
{
    return {kind, name, table.schema, table.name};
}

void addIndex(SchemaNode& group, const SchemaTable& table, const SchemaIndex& index)
{
    SchemaNode& node = group.add(SchemaNode::Kind::Index, index.name);
    const QString columns = listOf(index.columns);
    node.detail = index.unique
        ? translated("unique") + (columns.isEmpty() ? QString() : separator() + columns)
        : columns;
    node.toolTip = index.name + u'\n' + node.detail;
    node.object = partOf(table, ObjectKind::Index, index.name);
}

void addConstraints(SchemaNode& node, const SchemaTable& table)
{
    if (table.constraints.empty())
        return;
    SchemaNode& group = node.addGroup(
        SchemaNode::Kind::ConstraintGroup, translated("Constraints"), table.constraints.size());
    for (const SchemaConstraint& constraint : table.constraints) {
        SchemaNode& line = group.add(SchemaNode::Kind::Constraint, constraint.name);
        line.detail = constraint.definition;
        line.toolTip = constraint.name + u'\n' + constraint.definition;
        line.object = partOf(table, ObjectKind::Constraint, constraint.name);
    }
}

} // namespace

void addTableLines(SchemaNode& node, const SchemaTable& table)
{
    for (const SchemaColumn& column : table.columns)
        addColumn(node, column, referencesOf(table, column.name));
    if (!table.indexes.empty()) {
        SchemaNode& indexes
            = node.addGroup(SchemaNode::Kind::IndexGroup, translated("Indexes"), table.indexes.size());
        for (const SchemaIndex& index : table.indexes)
            addIndex(indexes, table, index);
    }
    addConstraints(node, table);
    if (!table.triggers.empty()) {
        SchemaNode& triggers
            = node.addGroup(SchemaNode::Kind::TriggerGroup, translated("Triggers"), table.triggers.size());
        for (const QString& trigger : table.triggers)
            triggers.add(SchemaNode::Kind::Trigger, trigger).object
                = partOf(table, ObjectKind::Trigger, trigger);
    }
}

} // namespace larder
