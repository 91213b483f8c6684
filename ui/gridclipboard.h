#pragma once

#include "models/selectiontext.h"

namespace larder {

constexpr qint64 kMostCopiedMegabytes = 32;

/// Puts the selected cells on the clipboard as tab-separated text. False, and nothing is done, if they take
/// more than kMostCopiedMegabytes.
[[nodiscard]] bool copyCells(const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers);

} // namespace larder
