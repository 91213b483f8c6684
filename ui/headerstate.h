#pragma once

#include "models/tablestate.h"

namespace larder {

class ResultPane;

// What the header of a grid says, by the names of the columns, so that it outlives the result.

/// Takes orders and filters of @p state from the header above the result that @p pane shows.
void readHeader(const ResultPane& pane, TableState& state);

/// Makes that header say what @p state says of columns that are there.
void writeHeader(ResultPane& pane, const TableState& state);

} // namespace larder
