#include "models/xmlpretty.h"

#include "models/utf8check.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>
#include <vector>

namespace larder {

namespace {

constexpr qsizetype kPieceBytes = 65'536;
constexpr qsizetype kIndent = 2;
constexpr qsizetype kDeepestIndent = 64;
// What all entities of a document may expand to, in characters, and the bytes of the shortest reference.
constexpr qint64 kMostExpanded = 32'000'000;
constexpr qint64 kLongestExpansion = 4'096;
constexpr qint64 kShortestReference = 3;
// The reader holds a token as a whole.
constexpr qsizetype kLongestToken = qsizetype(16) << 20;

/// Writes what a reader reads, with line breaks between elements.
class Layout
{
public:
    explicit Layout(QByteArray& out) : m_out(out) { }

    void put(const QXmlStreamReader& reader)
    {
        switch (reader.tokenType()) {
        case QXmlStreamReader::StartDocument:
            putDeclaration(reader);
            break;
        case QXmlStreamReader::StartElement:
            putStart(reader);
            break;
        case QXmlStreamReader::EndElement:
            putEnd(reader);
            break;
        case QXmlStreamReader::Characters:
            putCharacters(reader);
            break;
        case QXmlStreamReader::Comment:
            putLine("<!--" + reader.text().toUtf8() + "-->");
            break;
        case QXmlStreamReader::DTD:
            putLine(reader.text().toUtf8());
            break;
        case QXmlStreamReader::EntityReference:
            putText('&' + reader.name().toUtf8() + ';');
            break;
        case QXmlStreamReader::ProcessingInstruction:
            putInstruction(reader);
            break;
        default:
            break;
        }
    }

    [[nodiscard]] qsizetype depth() const { return qsizetype(m_mixed.size()); }

private:
    void putDeclaration(const QXmlStreamReader& reader)
    {
        if (reader.documentVersion().isEmpty())
            return;
        m_out += "<?xml version=\"" + reader.documentVersion().toUtf8() + '"';
        if (!reader.documentEncoding().isEmpty())
            m_out += " encoding=\"" + reader.documentEncoding().toUtf8() + '"';
        if (reader.isStandaloneDocument())
            m_out += " standalone=\"yes\"";
        m_out += "?>";
    }

    void putStart(const QXmlStreamReader& reader)
    {
        putLine('<' + reader.qualifiedName().toUtf8());
        for (const QXmlStreamAttribute& attribute : reader.attributes())
            m_out
                += ' ' + attribute.qualifiedName().toUtf8() + "=\"" + escaped(attribute.value(), true) + '"';
        m_startOpen = true;
        m_mixed.push_back(!m_mixed.empty() && m_mixed.back());
    }

    void putEnd(const QXmlStreamReader& reader)
    {
        const bool mixed = m_mixed.back();
        m_mixed.pop_back();
        if (m_startOpen)
            m_out += "/>";
        else if (mixed)
            m_out += "</" + reader.qualifiedName().toUtf8() + '>';
        else
            putLine("</" + reader.qualifiedName().toUtf8() + '>');
        m_startOpen = false;
    }

    void putCharacters(const QXmlStreamReader& reader)
    {
        if (reader.isCDATA())
            putText("<![CDATA[" + reader.text().toUtf8() + "]]>");
        else if (!reader.isWhitespace() || (!m_mixed.empty() && m_mixed.back()))
            putText(escaped(reader.text(), false));
    }

    void putInstruction(const QXmlStreamReader& reader)
    {
        const QByteArray data = reader.processingInstructionData().toUtf8();
        putLine(
            "<?" + reader.processingInstructionTarget().toUtf8() + (data.isEmpty() ? "" : " ") + data + "?>");
    }

    void putText(const QByteArray& text)
    {
        closeStart();
        if (!m_mixed.empty())
            m_mixed.back() = true;
        m_out += text;
    }

    void putLine(const QByteArray& text)
    {
        closeStart();
        if (!m_out.isEmpty() && (m_mixed.empty() || !m_mixed.back())) {
            m_out += '\n';
            m_out.append(kIndent * qMin(depth(), kDeepestIndent), ' ');
        }
        m_out += text;
    }

    void closeStart()
    {
        if (m_startOpen)
            m_out += '>';
        m_startOpen = false;
    }

    [[nodiscard]] static QByteArray escaped(QStringView text, bool attribute)
    {
        QByteArray out = text.toUtf8();
        out.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if (attribute)
            out.replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;");
        return out.replace('\r', "&#13;");
    }

    QByteArray& m_out;
    // For each open element whether text stands in it, or in one around it: then blanks count.
    std::vector<bool> m_mixed;
    bool m_startOpen = false;
};

/// Reads a text in pieces.
class PieceReader
{
public:
    explicit PieceReader(QByteArrayView xml) : m_xml(xml)
    {
        reader.setNamespaceProcessing(false);
        const qint64 references = xml.size() / kShortestReference + 1;
        reader.setEntityExpansionLimit(int(qMin(kLongestExpansion, kMostExpanded / references)));
    }

    /// Goes on to the next token; false if more of the text is needed and was given.
    [[nodiscard]] bool next()
    {
        reader.readNext();
        if (reader.error() != QXmlStreamReader::PrematureEndOfDocumentError || m_at == m_xml.size()) {
            m_tokenAt = m_at;
            return true;
        }
        if (m_at - m_tokenAt > kLongestToken) {
            reader.raiseError(QCoreApplication::translate("XmlPretty", "a piece of it is longer than 16 MB"));
            return true;
        }
        const QByteArrayView piece = m_xml.sliced(m_at, qMin(kPieceBytes, m_xml.size() - m_at));
        m_at += piece.size();
        reader.addData(m_decoder.decode(piece));
        return false;
    }

    [[nodiscard]] std::optional<TextFault> fault() const
    {
        // The reader takes such an entity for an empty one.
        const auto isElsewhere
            = [](const QXmlStreamEntityDeclaration& entity) { return !entity.systemId().isEmpty(); };
        const QXmlStreamEntityDeclarations entities = reader.entityDeclarations();
        if (std::any_of(entities.begin(), entities.end(), isElsewhere))
            return faultBecause(
                QCoreApplication::translate("XmlPretty", "it refers to another document, which is not read"));
        return reader.hasError() ? std::optional(faultBecause(reader.errorString())) : std::nullopt;
    }

    QXmlStreamReader reader;

private:
    [[nodiscard]] TextFault faultBecause(const QString& why) const
    {
        return {why, reader.lineNumber(), reader.columnNumber() + 1};
    }

    QByteArrayView m_xml;
    qsizetype m_at = 0;
    // Where the token begins at the earliest that is being read.
    qsizetype m_tokenAt = 0;
    // As a text it is read as UTF-8 whatever encoding it declares.
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace

std::variant<PrettyText, TextFault> prettyXml(
    QByteArrayView xml, qint64 limitBytes, const std::stop_token& stop)
{
    PrettyText pretty;
    Layout layout(pretty.text);
    PieceReader pieces(xml);
    while (!stop.stop_requested()) {
        if (!pieces.next())
            continue;
        if (auto fault = pieces.fault())
            return std::move(*fault);
        layout.put(pieces.reader);
        pretty.depth = qMax(pretty.depth, layout.depth());
        pretty.cut = pretty.text.size() > limitBytes;
        if (pretty.cut)
            pretty.text.truncate(wholeUtf8Prefix(pretty.text, limitBytes));
        if (pretty.cut || pieces.reader.atEnd())
            break;
    }
    return pretty;
}

} // namespace larder
