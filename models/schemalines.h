#pragma once

#include "models/schemanode.h"

namespace larder {

/// Adds the columns, indexes, constraints and triggers of @p table below its line @p node.
void addTableLines(SchemaNode& node, const SchemaTable& table);

} // namespace larder
