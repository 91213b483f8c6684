#include "models/selectiontext.h"

#include "models/celltext.h"
#include "models/rowcursor.h"

#include <algorithm>

namespace larder {

namespace {

QByteArray spreadsheetField(QByteArray text)
{
    const bool plain = !text.startsWith('"') && std::none_of(text.cbegin(), text.cend(), [](char c) {
        return c == '\t' || c == '\n' || c == '\r';
    });
    return plain ? text : text.replace("\"", "\"\"").prepend('"').append('"');
}

/// Adds a line of fields; false, with a part of it, if @p text would need more than @p limitBytes.
bool addLine(QByteArray& text, std::span<const Cell> cells, qint64 limitBytes)
{
    for (const Cell& cell : cells) {
        if (text.size() + cell.bytes.size() > limitBytes)
            return false;
        text += spreadsheetField(cellExactText(cell)) + '\t';
    }
    text.back() = '\n';
    return text.size() <= limitBytes;
}

} // namespace

std::optional<QByteArray> selectionTsv(const ArrangedRows& rows, const CellSelection& selection,
    CopyHeaders headers, qint64 limitBytes, const RowTask& task)
{
    const RowsToWrite chosen = selectedOf(rows, selection);
    if (chosen.ranges.empty())
        return QByteArray();
    RowCursor cursor(chosen);
    if (CellSelection{{}, chosen.ranges}.cellCount() == 1 && headers == CopyHeaders::No) {
        const Cell cell = cursor.next().front();
        return cell.bytes.size() > limitBytes ? std::nullopt : std::optional(cellExactText(cell));
    }
    QByteArray text;
    if (headers == CopyHeaders::Yes) {
        for (const ColumnInfo& column : chosen.columnInfos())
            text += spreadsheetField(column.name.toUtf8()) + '\t';
        text.back() = '\n';
    }
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        if (!addLine(text, cells, limitBytes) || isToStop(cursor, task))
            return std::nullopt;
    }
    return text.chopped(1);
}

} // namespace larder
