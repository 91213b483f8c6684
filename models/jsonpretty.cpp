#include "models/jsonpretty.h"

#include "models/jsonreader.h"
#include "models/utf8check.h"

namespace larder {

namespace {

constexpr qsizetype kIndent = 2;
constexpr qsizetype kDeepestIndent = 64;
constexpr qsizetype kTokensBetweenLooks = 16'384;

/// Writes tokens with line breaks between them.
class Layout
{
public:
    explicit Layout(QByteArray& out) : m_out(out) { }

    void put(const JsonToken& token, qsizetype depth)
    {
        const bool ends = token.kind == JsonTokenKind::EndObject || token.kind == JsonTokenKind::EndArray;
        const bool tight = token.kind == JsonTokenKind::Comma || token.kind == JsonTokenKind::Colon;
        if (m_last == JsonTokenKind::Colon)
            m_out += ' ';
        else if (!tight && m_last != JsonTokenKind::End && !(ends && m_justOpened))
            breakLine(depth);
        m_out += token.bytes;
        m_last = token.kind;
        m_justOpened = token.kind == JsonTokenKind::BeginObject || token.kind == JsonTokenKind::BeginArray;
    }

private:
    void breakLine(qsizetype depth)
    {
        m_out += '\n';
        m_out.append(kIndent * qMin(depth, kDeepestIndent), ' ');
    }

    QByteArray& m_out;
    JsonTokenKind m_last = JsonTokenKind::End;
    bool m_justOpened = false;
};

} // namespace

std::variant<PrettyText, TextFault> prettyJson(
    QByteArrayView json, qint64 limitBytes, const std::stop_token& stop)
{
    PrettyText pretty;
    JsonReader reader(json);
    Layout layout(pretty.text);
    for (qsizetype count = 1;; ++count) {
        if (count % kTokensBetweenLooks == 0 && stop.stop_requested())
            return pretty;
        const qsizetype before = reader.depth();
        const JsonToken token = reader.next();
        if (token.kind == JsonTokenKind::Fault)
            return reader.fault();
        if (token.kind == JsonTokenKind::End)
            return pretty;
        pretty.depth = qMax(pretty.depth, reader.depth());
        if (!pretty.cut)
            layout.put(token, qMin(before, reader.depth()));
        if (pretty.text.size() > limitBytes) {
            pretty.text.truncate(wholeUtf8Prefix(pretty.text, limitBytes));
            pretty.cut = true;
        }
    }
}

std::variant<QByteArray, TextFault> minifiedJson(QByteArrayView json)
{
    QByteArray minified;
    JsonReader reader(json);
    for (;;) {
        const JsonToken token = reader.next();
        if (token.kind == JsonTokenKind::Fault)
            return reader.fault();
        if (token.kind == JsonTokenKind::End)
            return minified;
        minified += token.bytes;
    }
}

} // namespace larder
