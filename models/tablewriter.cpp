#include "models/tablewriter.h"

#include "models/bytesink.h"
#include "models/celltext.h"

namespace larder {

namespace {

// A row stays on its line, and nothing in it steers the terminal.
QString printable(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar& character : text) {
        if (character == u'\n')
            character = u'↵';
        else if (character == u'\t')
            character = u' ';
        else if (character < u' ')
            character = QChar(u'\u2400' + character.unicode());
        else if (character.category() == QChar::Other_Control)
            character = u'\ufffd';
    }
    return text;
}

QString field(const Cell& cell)
{
    if (cell.isNull())
        return QStringLiteral("NULL");
    const QString text = QString::fromUtf8(cellExactText(cell));
    return cell.type == CellType::Blob ? QStringLiteral("x'%1'").arg(text) : printable(text);
}

} // namespace

void TableWriter::begin(const std::vector<ColumnInfo>& columns)
{
    std::vector<QString> names;
    names.reserve(columns.size());
    for (const ColumnInfo& column : columns)
        names.push_back(printable(column.name));
    add(std::move(names));
}

void TableWriter::writeRow(std::span<const Cell> cells)
{
    std::vector<QString> fields;
    fields.reserve(cells.size());
    for (const Cell& cell : cells)
        fields.push_back(field(cell));
    add(std::move(fields));
}

void TableWriter::finish()
{
    for (size_t row = 0; row < m_lines.size(); ++row) {
        QStringList fields;
        for (size_t i = 0; i < m_widths.size(); ++i)
            fields << m_lines[row][i].leftJustified(m_widths[i]);
        writeLine(fields);
        if (row == 0) {
            fields.clear();
            for (const qsizetype width : m_widths)
                fields << QString(width, u'-');
            writeLine(fields);
        }
    }
}

void TableWriter::add(std::vector<QString> fields)
{
    m_widths.resize(fields.size(), 0);
    for (size_t i = 0; i < fields.size(); ++i)
        m_widths[i] = std::max(m_widths[i], fields[i].size());
    m_lines.push_back(std::move(fields));
}

void TableWriter::writeLine(const QStringList& fields)
{
    QString line = fields.join(QStringLiteral("  "));
    while (line.endsWith(u' '))
        line.chop(1);
    m_sink.add(line.toUtf8());
    m_sink.add('\n');
}

} // namespace larder
