#include "models/markdownwriter.h"

#include "models/bytesink.h"
#include "models/htmlwriter.h"
#include "models/sqlwriter.h"

namespace larder {

namespace {

/// What stands for a byte of a text; nothing where it stands for itself. Blanks at the ends would be lost.
QByteArrayView replacement(char c, bool atEnd)
{
    switch (c) {
    case ' ':
        return atEnd ? "&#32;" : QByteArrayView();
    case '\t':
        return "&#9;";
    case '\n':
        return "<br>";
    case '\r':
        return "&#13;";
    default:
        return {};
    }
}

bool isMarkUp(char c)
{
    return QByteArrayView("\\`*_[]<>|~&#$!").contains(c);
}

} // namespace

void MarkdownWriter::begin(const std::vector<ColumnInfo>& columns)
{
    writeHtmlComment(m_comment, m_sink);
    m_sink.add(m_comment.isEmpty() ? "|" : "\n|");
    for (const ColumnInfo& column : columns) {
        m_sink.add(' ');
        writeText(column.name.toUtf8());
        m_sink.add(" |");
    }
    m_sink.add("\n|");
    for (size_t i = 0; i < columns.size(); ++i)
        m_sink.add(" --- |");
    m_sink.add('\n');
}

void MarkdownWriter::writeRow(std::span<const Cell> cells)
{
    m_sink.add('|');
    for (const Cell& cell : cells) {
        m_sink.add(' ');
        writeCell(cell);
        m_sink.add(" |");
    }
    m_sink.add('\n');
}

void MarkdownWriter::writeCell(const Cell& cell)
{
    if (cell.isNull()) {
        m_sink.add("*NULL*");
    } else if (cell.type == CellType::Blob || (cell.type == CellType::Text && !isPlainText(cell.bytes))) {
        m_sink.add('`');
        writeSqlLiteral(cell, m_sink);
        m_sink.add('`');
    } else if (cell.type == CellType::Text) {
        writeText(cell.bytes);
    } else if (cell.type == CellType::Integer) {
        m_sink.addInteger(cell.integer);
    } else {
        m_sink.addReal(cell.real);
    }
}

void MarkdownWriter::writeText(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const QByteArrayView other = replacement(c, i == 0 || i + 1 == text.size());
        if (other.isEmpty()) {
            if (isMarkUp(c))
                m_sink.add('\\');
            m_sink.add(c);
        } else {
            m_sink.add(other);
        }
    }
}

} // namespace larder
