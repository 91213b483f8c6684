#pragma once

#include "cache/ids.h"
#include "cache/objectname.h"
#include "cache/schema.h"
#include "models/schemanode.h"

#include <QModelIndex>

#include <optional>

// What a line of the schema tree stands for, read by the roles of SchemaModel, also through a SchemaFilter.

namespace larder {

[[nodiscard]] SchemaNode::Kind kindOf(const QModelIndex& index);
[[nodiscard]] ConnectionId connectionOf(const QModelIndex& index);
/// What the database can be asked for the definition of.
[[nodiscard]] std::optional<ObjectName> objectOf(const QModelIndex& index);
/// The table or view that it is or belongs to.
[[nodiscard]] TableName tableOf(const QModelIndex& index);
/// Whether it is a table or a view.
[[nodiscard]] bool isTable(const QModelIndex& index);
[[nodiscard]] bool isView(SchemaNode::Kind kind);
/// Whether it is open from the start; of several schemas, the one that users of PostgreSQL begin with.
[[nodiscard]] bool isExpandedFirst(const QModelIndex& index);

} // namespace larder
