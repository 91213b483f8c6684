#include "models/schemanode.h"

#include "models/schemalines.h"

#include <algorithm>

namespace larder {

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

SchemaNode& SchemaNode::addGroup(Kind groupKind, const QString& title, size_t count)
{
    SchemaNode& group = add(groupKind, title);
    group.label = QStringLiteral("%1 (%2)").arg(title).arg(count);
    return group;
}

void SchemaNode::renumberChildren()
{
    for (size_t i = 0; i < children.size(); ++i) {
        children[i]->row = int(i);
        children[i]->parent = this;
    }
}

void SchemaNode::build()
{
    if (!body || isBuilt)
        return;
    isBuilt = true;
    addTableLines(*this, *body);
}

bool SchemaNode::hasChildren() const
{
    if (!body || isBuilt)
        return !children.empty();
    return !body->columns.empty() || !body->indexes.empty() || !body->constraints.empty()
        || !body->triggers.empty();
}

bool SchemaNode::isNamed(const QString& text) const
{
    return kind != Kind::Connection && kind != Kind::Message && !isTitle(kind)
        && name.contains(text, Qt::CaseInsensitive);
}

bool SchemaNode::holds(const QString& text) const
{
    if (isNamed(text))
        return true;
    if (!body || isBuilt)
        return std::any_of(
            children.begin(), children.end(), [&text](const auto& child) { return child->holds(text); });
    const auto named = [&text](const auto& part) { return part.name.contains(text, Qt::CaseInsensitive); };
    return std::any_of(body->columns.begin(), body->columns.end(), named)
        || std::any_of(body->indexes.begin(), body->indexes.end(), named)
        || std::any_of(body->constraints.begin(), body->constraints.end(), named)
        || std::any_of(body->triggers.begin(), body->triggers.end(),
            [&text](const QString& each) { return each.contains(text, Qt::CaseInsensitive); });
}

bool SchemaNode::isSameThing(const SchemaNode& other) const
{
    return kind == other.kind && connection == other.connection && name == other.name
        && (object ? object->arguments : QString()) == (other.object ? other.object->arguments : QString());
}

bool SchemaNode::showsTheSame(const SchemaNode& other) const
{
    return isSameThing(other) && label == other.label && detail == other.detail && toolTip == other.toolTip
        && colour == other.colour;
}

bool isTitle(SchemaNode::Kind kind)
{
    switch (kind) {
    case SchemaNode::Kind::TableGroup:
    case SchemaNode::Kind::ViewGroup:
    case SchemaNode::Kind::IndexGroup:
    case SchemaNode::Kind::TriggerGroup:
    case SchemaNode::Kind::ConstraintGroup:
    case SchemaNode::Kind::ObjectGroup:
        return true;
    default:
        return false;
    }
}

} // namespace larder
