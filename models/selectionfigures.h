#pragma once

#include "models/arrangedrows.h"
#include "models/cellselection.h"

#include <QString>

namespace larder {

/// What can be reckoned of selected cells. The numbers among them are added exactly as long as they are
/// integers and the sum fits into 64 bits, and always as long as they are decimals or such integers; a text
/// that is not the whole number begins with "≈".
struct SelectionFigures
{
    qint64 cells = 0;
    qint64 numbers = 0;
    QString sum = {};
    QString average = {};
    QString least = {};
    QString most = {};
    bool operator==(const SelectionFigures&) const = default;
};

/// Looks at each selected cell that is in @p rows. Nullopt once @p task is stopped. Any thread.
[[nodiscard]] std::optional<SelectionFigures> selectionFigures(
    const ArrangedRows& rows, const CellSelection& selection, const RowTask& task = {});

/// "12 cells · sum 340 · avg ≈ 28.33333333 · min 1 · max 90"; without a number only the count, and nothing
/// for fewer than two cells.
[[nodiscard]] QString figuresText(const SelectionFigures& figures);

} // namespace larder
