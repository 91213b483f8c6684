#pragma once

#include "cache/resultset.h"
#include "models/cellselection.h"

#include <optional>

namespace larder {

/// Where a grid stands, by the rows of its result, whatever their order on screen.
struct GridPosition
{
    qint64 firstVisibleRow = 0;
    std::optional<CellPosition> current = std::nullopt;
    bool operator==(const GridPosition&) const = default;
};

/// The rows that a grid shows, and where it stands.
struct GridMemory
{
    ResultPtr result = {};
    GridPosition position = {};
};

} // namespace larder
