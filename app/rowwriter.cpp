#include "app/rowwriter.h"

#include "cache/value.h"
#include "models/celltext.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <cmath>

namespace larder {

namespace {

// A BLOB has no text form of its own; SQL's literal can't be mistaken for anything else.
QByteArray blobLiteral(const Cell& cell)
{
    return "x'" + cellExactText(cell) + "'";
}

QByteArray plainText(const Cell& cell)
{
    return cell.type == CellType::Blob ? blobLiteral(cell) : cellExactText(cell);
}

/// Comma-separated values as RFC 4180 has them; NULL is an empty field, an empty text is "".
class CsvWriter final : public RowWriter
{
public:
    explicit CsvWriter(QIODevice& device) : m_device(device) { }

    void write(const ResultSet& result) override
    {
        if (!m_started)
            writeHeader(result);
        for (; m_nextRow < result.rowCount(); ++m_nextRow) {
            QByteArray line;
            for (int i = 0; i < result.columnCount(); ++i) {
                const Cell cell = result.cell(m_nextRow, i);
                line += (i == 0 ? "" : ",") + (cell.isNull() ? QByteArray() : field(plainText(cell)));
            }
            m_device.write(line + "\r\n");
        }
    }
    void finish() override { }

private:
    static QByteArray field(QByteArray text)
    {
        const bool plain = !text.isEmpty() && text.indexOf('"') < 0 && text.indexOf(',') < 0
            && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    void writeHeader(const ResultSet& result)
    {
        m_started = true;
        QByteArrayList names;
        for (const ColumnInfo& column : result.columns())
            names << field(column.name.toUtf8());
        m_device.write(names.join(',') + "\r\n");
    }

    QIODevice& m_device;
    bool m_started = false;
    qint64 m_nextRow = 0;
};

QByteArray jsonString(const QString& text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

/// One array of objects per result, a row a line. Integers are exact; a BLOB is an object {"blob": "hex"};
/// what JSON has no number for is a text. Columns of the same name get ":1", ":2"….
class JsonWriter final : public RowWriter
{
public:
    explicit JsonWriter(QIODevice& device) : m_device(device) { }

    void write(const ResultSet& result) override
    {
        if (m_keys.isEmpty())
            readKeys(result);
        for (; m_nextRow < result.rowCount(); ++m_nextRow) {
            QByteArray line = m_nextRow == 0 ? "[{" : ",\n{";
            for (int i = 0; i < result.columnCount(); ++i)
                line += (i == 0 ? "" : ",") + m_keys[i] + ':' + value(result.cell(m_nextRow, i));
            m_device.write(line + '}');
        }
    }
    void finish() override
    {
        if (!m_keys.isEmpty())
            m_device.write(m_nextRow == 0 ? "[]\n" : "]\n");
    }

private:
    static QByteArray value(const Cell& cell)
    {
        switch (cell.type) {
        case CellType::Null:
            return "null";
        case CellType::Real:
            return std::isfinite(cell.real) ? shortestReal(cell.real) : '"' + shortestReal(cell.real) + '"';
        case CellType::Text:
            return jsonString(QString::fromUtf8(cell.bytes));
        case CellType::Blob:
            return "{\"blob\":\"" + cellExactText(cell) + "\"}";
        case CellType::Integer:
            break;
        }
        return plainText(cell);
    }

    void readKeys(const ResultSet& result)
    {
        QSet<QString> taken;
        for (const ColumnInfo& column : result.columns()) {
            QString name = column.name;
            for (int i = 1; taken.contains(name); ++i)
                name = QStringLiteral("%1:%2").arg(column.name).arg(i);
            taken.insert(name);
            m_keys << jsonString(name);
        }
    }

    QIODevice& m_device;
    QByteArrayList m_keys;
    qint64 m_nextRow = 0;
};

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

/// Aligned columns for people; written when all rows are there, because only then are the widths known.
class TableWriter final : public RowWriter
{
public:
    explicit TableWriter(QIODevice& device) : m_device(device) { }

    void write(const ResultSet& result) override
    {
        if (m_lines.empty()) {
            std::vector<QString> names;
            for (const ColumnInfo& column : result.columns())
                names.push_back(printable(column.name));
            add(std::move(names));
        }
        for (; m_nextRow < result.rowCount(); ++m_nextRow) {
            std::vector<QString> fields;
            fields.reserve(size_t(result.columnCount()));
            for (int i = 0; i < result.columnCount(); ++i)
                fields.push_back(field(result.cell(m_nextRow, i)));
            add(std::move(fields));
        }
    }
    void finish() override
    {
        for (size_t row = 0; row < m_lines.size(); ++row) {
            QStringList fields;
            for (size_t i = 0; i < m_widths.size(); ++i)
                fields << m_lines[row][i].leftJustified(m_widths[i]);
            writeLine(fields.join(QStringLiteral("  ")));
            if (row == 0) {
                fields.clear();
                for (const qsizetype width : m_widths)
                    fields << QString(width, u'-');
                writeLine(fields.join(QStringLiteral("  ")));
            }
        }
    }

private:
    static QString field(const Cell& cell)
    {
        return cell.isNull() ? QStringLiteral("NULL") : printable(QString::fromUtf8(plainText(cell)));
    }

    void add(std::vector<QString> fields)
    {
        m_widths.resize(fields.size(), 0);
        for (size_t i = 0; i < fields.size(); ++i)
            m_widths[i] = std::max(m_widths[i], fields[i].size());
        m_lines.push_back(std::move(fields));
    }

    void writeLine(QString line)
    {
        while (line.endsWith(u' '))
            line.chop(1);
        m_device.write(line.toUtf8() + '\n');
    }

    QIODevice& m_device;
    std::vector<std::vector<QString>> m_lines;
    std::vector<qsizetype> m_widths;
    qint64 m_nextRow = 0;
};

} // namespace

std::unique_ptr<RowWriter> RowWriter::create(RowFormat format, QIODevice& device)
{
    switch (format) {
    case RowFormat::Csv:
        return std::make_unique<CsvWriter>(device);
    case RowFormat::Json:
        return std::make_unique<JsonWriter>(device);
    case RowFormat::Table:
        break;
    }
    return std::make_unique<TableWriter>(device);
}

} // namespace larder
