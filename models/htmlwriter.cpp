#include "models/htmlwriter.h"

#include "models/bytesink.h"
#include "models/sqlwriter.h"

namespace larder {

namespace {

QByteArrayView replacement(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\n':
        return "<br>";
    case '\r':
        return "&#13;";
    default:
        return {};
    }
}

} // namespace

void HtmlWriter::begin(const std::vector<ColumnInfo>& columns)
{
    m_sink.add("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>Larder</title>\n");
    writeHtmlComment(m_comment, m_sink);
    m_sink.add("<style>td { white-space: pre-wrap }</style>\n<table>\n<thead>\n<tr>");
    for (const ColumnInfo& column : columns) {
        m_sink.add("<th>");
        writeText(column.name.toUtf8());
        m_sink.add("</th>");
    }
    m_sink.add("</tr>\n</thead>\n<tbody>\n");
}

void HtmlWriter::writeRow(std::span<const Cell> cells)
{
    m_sink.add("<tr>");
    for (const Cell& cell : cells)
        writeCell(cell);
    m_sink.add("</tr>\n");
}

void HtmlWriter::finish()
{
    m_sink.add("</tbody>\n</table>\n");
}

void HtmlWriter::writeCell(const Cell& cell)
{
    if (cell.isNull()) {
        m_sink.add("<td class=\"null\"><i>NULL</i></td>");
    } else if (isNumber(cell.type)) {
        m_sink.add("<td align=\"right\">");
        if (cell.type == CellType::Integer)
            m_sink.addInteger(cell.integer);
        else
            m_sink.addReal(cell.real);
        m_sink.add("</td>");
    } else if (cell.type == CellType::Blob || !isPlainText(cell.bytes)) {
        m_sink.add("<td><code>");
        writeSqlLiteral(cell, m_sink);
        m_sink.add("</code></td>");
    } else {
        m_sink.add("<td>");
        writeText(cell.bytes);
        m_sink.add("</td>");
    }
}

void HtmlWriter::writeText(QByteArrayView text)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QByteArrayView other = replacement(text[i]);
        if (other.isEmpty())
            continue;
        m_sink.add(text.sliced(begin, i - begin));
        m_sink.add(other);
        begin = i + 1;
    }
    m_sink.add(text.sliced(begin));
}

void writeHtmlComment(const QStringList& lines, ByteSink& sink)
{
    if (lines.isEmpty())
        return;
    // Only these two would end it.
    QByteArray text = lines.join(u'\n').toUtf8();
    text.replace("-->", "--&gt;").replace("--!>", "--!&gt;");
    sink.add("<!--\n");
    sink.add(text);
    sink.add("\n-->\n");
}

} // namespace larder
