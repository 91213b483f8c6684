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

std::optional<QByteArray> writtenRows(const RowsToWrite& rows, const RowForm& form, qint64 limitBytes)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ResultWriter writer(form, buffer);
    writer.begin(rows);
    RowCursor cursor(rows);
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        if (writer.sink().byteCount() + bytesOf(cells) > limitBytes)
            return std::nullopt;
        writer.writeRow(cells);
    }
    if (!writer.finish() || buffer.size() > limitBytes)
        return std::nullopt;
    return buffer.data();
}

} // namespace larder
