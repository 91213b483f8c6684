#pragma once

#include "models/arrangedrows.h"
#include "models/cellselection.h"

#include <QString>

namespace larder {

enum class CopyHeaders { No, Yes };

/// The selected cells of @p rows as tab-separated lines: rows and columns that hold a selected cell,
/// nothing where a cell of them is not selected. A single cell is exact; of several, a text with a tab, a
/// line break or a quote at its start stands in double quotes, so that spreadsheets keep its shape. Nullopt
/// if it needs more than @p limitBytes, or is stopped.
[[nodiscard]] std::optional<QByteArray> selectionTsv(const ArrangedRows& rows, const CellSelection& selection,
    CopyHeaders headers, qint64 limitBytes, const RowTask& task = {});

} // namespace larder
