#pragma once

#include "models/schemanode.h"

namespace larder {

/// Adds the groups, tables, views and other objects of @p schema below @p connection. Each table shares it.
void addSchemaNodes(SchemaNode& connection, const std::shared_ptr<const Schema>& schema);

} // namespace larder
