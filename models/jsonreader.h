#pragma once

#include "models/textfault.h"

#include <optional>
#include <vector>

namespace larder {

enum class JsonTokenKind {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Colon,
    Comma,
    Name,
    String,
    Number,
    Word,
    End,
    Fault
};

struct JsonToken
{
    JsonTokenKind kind = JsonTokenKind::End;
    QByteArrayView bytes = {};
};

/// Cuts a JSON text into tokens and checks its grammar strictly (RFC 8259), without looking into values: each
/// token keeps its bytes. Nesting costs one bit a level, no stack. Bytes in strings that are no UTF-8 pass.
class JsonReader
{
public:
    explicit JsonReader(QByteArrayView json);

    /// The next token; after the end or a fault the same for ever.
    [[nodiscard]] JsonToken next();
    /// How many objects and arrays are open.
    [[nodiscard]] qsizetype depth() const { return qsizetype(m_open.size()); }
    /// How many bytes were read.
    [[nodiscard]] qsizetype position() const { return m_at; }
    /// Why and where next() gave a fault. Counts lines, so costs a look at all before.
    [[nodiscard]] TextFault fault() const;

private:
    enum class Expected { Value, ValueOrEnd, Name, NameOrEnd, Colon, CommaOrEnd, Nothing };

    void skipBlanks();
    [[nodiscard]] JsonToken take(JsonTokenKind kind, qsizetype length, Expected next);
    [[nodiscard]] JsonToken fail(qsizetype at, const char* why);
    [[nodiscard]] JsonToken open(JsonTokenKind kind);
    [[nodiscard]] JsonToken close(JsonTokenKind kind);
    [[nodiscard]] JsonToken value();
    [[nodiscard]] JsonToken string(JsonTokenKind kind, Expected next);
    [[nodiscard]] JsonToken number();
    [[nodiscard]] JsonToken word();
    [[nodiscard]] char at(qsizetype position) const
    {
        return position < m_json.size() ? m_json[position] : '\0';
    }
    [[nodiscard]] Expected afterValue() const
    {
        return m_open.empty() ? Expected::Nothing : Expected::CommaOrEnd;
    }

    QByteArrayView m_json;
    qsizetype m_at = 0;
    Expected m_expected = Expected::Value;
    // For each open level whether it is an object.
    std::vector<bool> m_open;
    const char* m_fault = nullptr;
    qsizetype m_faultAt = 0;
};

} // namespace larder
