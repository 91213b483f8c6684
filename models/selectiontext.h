#pragma once

#include "models/arrangedrows.h"
#include "models/cellselection.h"

#include <QString>

namespace larder {

enum class CopyHeaders { No, Yes };

/// The selected cells of @p rows as tab-separated lines: rows and columns that hold a selected cell,
/// nothing where a cell of them is not selected. A single cell is exact; of several, a text with a tab, a
/// line break or a quote at its start stands in double quotes, so that spreadsheets keep its shape. Nullopt
/// if it needs more than
/// @p limitBytes.
[[nodiscard]] std::optional<QByteArray> selectionTsv(
    const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers, qint64 limitBytes);

/// "12 cells · sum 340 · avg 28.3" for more than one selected cell, else nothing. Looks at 100,000 cells at
/// most and says so.
[[nodiscard]] QString selectionSummary(const ArrangedRows& rows, const CellSelection& selection);

} // namespace larder
