#include "models/csvwriter.h"

#include "cache/value.h"
#include "models/bytesink.h"

#include <algorithm>

namespace larder {

CsvWriter::CsvWriter(const CsvDialect& dialect, ByteSink& sink)
    : m_dialect(dialect)
    , m_sink(sink)
    , m_plainNumbers(!dialect.quoteAll && dialect.nullText.isEmpty())
{
    Q_ASSERT(isNullText(dialect.nullText));
    for (const char byte : {dialect.separator, '"', '\n', '\r'})
        m_isSpecial[quint8(byte)] = true;
}

void CsvWriter::begin(const std::vector<ColumnInfo>& columns)
{
    if (m_dialect.byteOrderMark)
        m_sink.add("\xef\xbb\xbf");
    if (!m_dialect.header)
        return;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            m_sink.add(m_dialect.separator);
        writeText(columns[i].name.toUtf8());
    }
    endLine();
}

void CsvWriter::writeRow(std::span<const Cell> cells)
{
    for (size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_sink.add(m_dialect.separator);
        writeCell(cells[i]);
    }
    endLine();
}

void CsvWriter::writeCell(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        m_sink.add(m_dialect.nullText);
        break;
    case CellType::Integer:
        if (m_plainNumbers)
            m_sink.addInteger(cell.integer);
        else
            writeText(QByteArray::number(cell.integer));
        break;
    case CellType::Real:
        if (m_plainNumbers)
            m_sink.addReal(cell.real);
        else
            writeText(shortestReal(cell.real));
        break;
    case CellType::Text:
        writeText(cell.bytes);
        break;
    case CellType::Blob:
        m_sink.add(m_dialect.quoteAll ? "\"x'" : "x'");
        m_sink.addHex(cell.bytes);
        m_sink.add(m_dialect.quoteAll ? "'\"" : "'");
        break;
    }
}

void CsvWriter::writeText(QByteArrayView text)
{
    const auto isSpecial = [this](char byte) { return m_isSpecial[quint8(byte)]; };
    if (m_dialect.quoteAll || text == m_dialect.nullText || text.isEmpty()
        || std::any_of(text.begin(), text.end(), isSpecial))
        writeQuoted(text);
    else
        m_sink.add(text);
}

void CsvWriter::writeQuoted(QByteArrayView text)
{
    m_sink.add('"');
    qsizetype begin = 0;
    for (qsizetype quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', begin)) {
        m_sink.add(text.sliced(begin, quote + 1 - begin));
        m_sink.add('"');
        begin = quote + 1;
    }
    m_sink.add(text.sliced(begin));
    m_sink.add('"');
}

void CsvWriter::endLine()
{
    if (m_dialect.lineEnd == LineEnd::CrLf)
        m_sink.add('\r');
    m_sink.add('\n');
}

} // namespace larder
