#include "models/resultwriter.h"

#include <QBuffer>

namespace larder {

namespace {

qint64 bytesOf(std::span<const Cell> cells)
{
    qint64 bytes = 0;
    for (const Cell& cell : cells)
        bytes += cell.bytes.size();
    return bytes;
}

// Cut between two characters: half of one would be marked as no UTF-8.
Cell cutShort(Cell cell)
{
    constexpr qsizetype kShownBytes = 200;
    if (cell.bytes.size() <= kShownBytes)
        return cell;
    qsizetype end = kShownBytes;
    while (cell.type == CellType::Text && end > kShownBytes - 4 && (quint8(cell.bytes[end]) & 0xc0) == 0x80)
        --end;
    cell.bytes = cell.bytes.first(end);
    return cell;
}

} // namespace

ResultWriter::ResultWriter(const RowForm& form, QIODevice& device)
    : m_sink(device)
    , m_writer(RowWriter::create(form, m_sink))
{
}

void ResultWriter::write(const ResultPtr& growing)
{
    RowsToWrite rows = allOf(growing);
    if (!m_begun)
        begin(rows);
    if (growing->rowCount() == m_nextRow)
        return;
    rows.ranges.front().top = m_nextRow;
    m_nextRow = growing->rowCount();
    RowCursor cursor(std::move(rows));
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next())
        writeRow(cells);
    m_sink.flush();
}

void ResultWriter::begin(const RowsToWrite& rows)
{
    m_begun = true;
    m_writer->begin(rows.columnInfos());
}

bool ResultWriter::finish()
{
    if (m_begun)
        m_writer->finish();
    return m_sink.flush();
}

std::optional<QByteArray> writtenRows(
    const RowsToWrite& rows, const RowForm& form, qint64 limitBytes, const RowTask& task)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ResultWriter writer(form, buffer);
    writer.begin(rows);
    RowCursor cursor(rows);
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        if (writer.sink().byteCount() + bytesOf(cells) > limitBytes || isToStop(cursor, task))
            return std::nullopt;
        writer.writeRow(cells);
    }
    if (!writer.finish() || buffer.size() > limitBytes)
        return std::nullopt;
    return buffer.data();
}

QByteArray writtenPreview(RowsToWrite rows, const RowForm& form, qint64 count)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ResultWriter writer(form, buffer);
    writer.begin(rows);
    RowCursor cursor(std::move(rows));
    for (std::span<const Cell> cells = cursor.next(); !cells.empty() && cursor.rowsDone() <= count;
         cells = cursor.next()) {
        std::vector<Cell> shown;
        for (const Cell& cell : cells)
            shown.push_back(cutShort(cell));
        writer.writeRow(shown);
    }
    return writer.finish() ? buffer.data() : QByteArray();
}

} // namespace larder
