#include "models/jsonwriter.h"

#include "models/bytesink.h"
#include "models/decimal.h"
#include "models/decimalcolumns.h"

#include <QBuffer>
#include <QUtf8StringView>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

char shortEscape(char c)
{
    switch (c) {
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '"':
    case '\\':
        return c;
    default:
        return '\0';
    }
}

void writeJsonString(QByteArrayView utf8, ByteSink& sink)
{
    sink.add('"');
    qsizetype begin = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (quint8(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        sink.add(utf8.sliced(begin, i - begin));
        begin = i + 1;
        sink.add('\\');
        if (const char escape = shortEscape(c)) {
            sink.add(escape);
        } else {
            sink.add("u00");
            sink.addHex({&c, 1});
        }
    }
    sink.add(utf8.sliced(begin));
    sink.add('"');
}

QByteArray keyFor(const QString& name, bool first)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ByteSink sink(buffer);
    sink.add(first ? '{' : ',');
    writeJsonString(name.toUtf8(), sink);
    sink.add(':');
    sink.flush();
    return buffer.data();
}

// No sign but a minus, no more zeros in front than one, and digits on both sides of a point (RFC 8259,
// section 6).
bool isJsonNumber(QByteArrayView text)
{
    const auto number = Decimal::parse(text);
    if (!number || number->kind() != Decimal::Kind::Finite)
        return false;
    const qsizetype sign = text.startsWith('-') ? 1 : 0;
    const qsizetype whole = std::max<qsizetype>(1, number->whole().size());
    const qsizetype fraction = number->fraction().size();
    return text.size() == sign + whole + (fraction == 0 ? 0 : 1 + fraction);
}

} // namespace

JsonWriter::BareTexts JsonWriter::bareTextsOf(const QString& type)
{
    if (type.compare(u"boolean", Qt::CaseInsensitive) == 0)
        return BareTexts::Booleans;
    return isDecimalType(type) ? BareTexts::Numbers : BareTexts::None;
}

bool JsonWriter::isBare(const Cell& cell, BareTexts texts)
{
    if (cell.type != CellType::Text || texts == BareTexts::None)
        return false;
    return texts == BareTexts::Booleans ? cell.bytes == "true" || cell.bytes == "false"
                                        : isJsonNumber(cell.bytes);
}

void JsonWriter::begin(const std::vector<ColumnInfo>& columns)
{
    for (const QString& name : distinctNames(columns))
        m_keys << keyFor(name, m_keys.isEmpty());
    for (const ColumnInfo& column : columns)
        m_bareTexts.push_back(bareTextsOf(column.declaredType));
    if (m_shape == Shape::Array)
        m_sink.add('[');
}

void JsonWriter::writeRow(std::span<const Cell> cells)
{
    if (m_shape == Shape::Array && !m_empty)
        m_sink.add(",\n");
    m_empty = false;
    for (size_t i = 0; i < cells.size(); ++i) {
        m_sink.add(m_keys[qsizetype(i)]);
        if (isBare(cells[i], m_bareTexts[i]))
            m_sink.add(cells[i].bytes);
        else
            writeCell(cells[i]);
    }
    m_sink.add('}');
    if (m_shape == Shape::Lines)
        m_sink.add('\n');
}

void JsonWriter::finish()
{
    if (m_shape == Shape::Array)
        m_sink.add("]\n");
}

void JsonWriter::writeCell(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        m_sink.add("null");
        break;
    case CellType::Integer:
        m_sink.addInteger(cell.integer);
        break;
    case CellType::Real:
        m_sink.add(std::isfinite(cell.real) ? "" : "{\"real\":\"");
        m_sink.addReal(cell.real);
        m_sink.add(std::isfinite(cell.real) ? "" : "\"}");
        break;
    case CellType::Text:
        writeString(cell.bytes);
        break;
    case CellType::Blob:
        m_sink.add("{\"blob\":\"");
        m_sink.addHex(cell.bytes);
        m_sink.add("\"}");
        break;
    }
}

void JsonWriter::writeString(QByteArrayView utf8)
{
    if (QUtf8StringView(utf8.data(), utf8.size()).isValidUtf8()) {
        writeJsonString(utf8, m_sink);
        return;
    }
    m_sink.add("{\"text_base64\":\"");
    m_sink.addBase64(utf8);
    m_sink.add("\"}");
}

} // namespace larder
