#include "models/jsonreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace larder {

namespace {

constexpr QByteArrayView kByteOrderMark("\xef\xbb\xbf");
constexpr std::array<QByteArrayView, 3> kWords{"true", "false", "null"};

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isWordLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
}

TextFault faultAt(QByteArrayView text, qsizetype at, const QString& why)
{
    const QByteArrayView before = text.first(at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const QByteArrayView line = before.sliced(before.lastIndexOf('\n') + 1);
    const auto characters
        = std::count_if(line.begin(), line.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; });
    return {why, lines + 1, characters + 1};
}

} // namespace

JsonReader::JsonReader(QByteArrayView json) : m_json(json)
{
    if (json.startsWith(kByteOrderMark))
        m_at = kByteOrderMark.size();
}

JsonToken JsonReader::next()
{
    if (m_fault)
        return {JsonTokenKind::Fault};
    skipBlanks();
    if (m_at == m_json.size()) {
        if (m_expected == Expected::Nothing)
            return {JsonTokenKind::End};
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "the text ends too early"));
    }
    const char c = m_json[m_at];
    switch (m_expected) {
    case Expected::ValueOrEnd:
        return c == ']' ? close(JsonTokenKind::EndArray) : value();
    case Expected::Value:
        return value();
    case Expected::NameOrEnd:
    case Expected::Name:
        if (c == '}' && m_expected == Expected::NameOrEnd)
            return close(JsonTokenKind::EndObject);
        if (c == '"')
            return string(JsonTokenKind::Name, Expected::Colon);
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a name in double quotes is expected"));
    case Expected::Colon:
        if (c == ':')
            return take(JsonTokenKind::Colon, 1, Expected::Value);
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a colon is expected"));
    case Expected::CommaOrEnd:
        if (c == ',')
            return take(JsonTokenKind::Comma, 1, m_open.back() ? Expected::Name : Expected::Value);
        if (c == (m_open.back() ? '}' : ']'))
            return close(m_open.back() ? JsonTokenKind::EndObject : JsonTokenKind::EndArray);
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a comma or the closing bracket is expected"));
    case Expected::Nothing:
        break;
    }
    return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "there is more behind the value"));
}

TextFault JsonReader::fault() const
{
    return faultAt(m_json, m_faultAt, QCoreApplication::translate("JsonReader", m_fault));
}

void JsonReader::skipBlanks()
{
    while (m_at < m_json.size() && isBlank(m_json[m_at]))
        ++m_at;
}

JsonToken JsonReader::take(JsonTokenKind kind, qsizetype length, Expected next)
{
    const JsonToken token{kind, m_json.sliced(m_at, length)};
    m_at += length;
    m_expected = next;
    return token;
}

JsonToken JsonReader::fail(qsizetype at, const char* why)
{
    m_fault = why;
    m_faultAt = at;
    return {JsonTokenKind::Fault};
}

JsonToken JsonReader::open(JsonTokenKind kind)
{
    const bool object = kind == JsonTokenKind::BeginObject;
    m_open.push_back(object);
    return take(kind, 1, object ? Expected::NameOrEnd : Expected::ValueOrEnd);
}

JsonToken JsonReader::close(JsonTokenKind kind)
{
    m_open.pop_back();
    return take(kind, 1, afterValue());
}

JsonToken JsonReader::value()
{
    const char c = m_json[m_at];
    if (c == '{')
        return open(JsonTokenKind::BeginObject);
    if (c == '[')
        return open(JsonTokenKind::BeginArray);
    if (c == '"')
        return string(JsonTokenKind::String, afterValue());
    return c == '-' || isDigit(c) ? number() : word();
}

JsonToken JsonReader::string(JsonTokenKind kind, Expected next)
{
    qsizetype end = m_at + 1;
    while (end < m_json.size() && m_json[end] != '"') {
        const char c = m_json[end];
        if (uchar(c) < 0x20)
            return fail(end, QT_TRANSLATE_NOOP("JsonReader", "a control character stands in a string"));
        if (c != '\\') {
            ++end;
            continue;
        }
        const char escaped = at(end + 1);
        bool known = escaped != '\0' && QByteArrayView("\"\\/bfnrtu").contains(escaped);
        const qsizetype length = escaped == 'u' ? 6 : 2;
        for (qsizetype i = 2; i < length; ++i)
            known = known && isHexDigit(at(end + i));
        if (!known)
            return fail(end, QT_TRANSLATE_NOOP("JsonReader", "an escape in a string is unknown"));
        end += length;
    }
    if (end >= m_json.size())
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a string is not closed"));
    return take(kind, end + 1 - m_at, next);
}

JsonToken JsonReader::number()
{
    const auto digits = [this](qsizetype& end) {
        const qsizetype begin = end;
        while (isDigit(at(end)))
            ++end;
        return end > begin;
    };
    qsizetype end = m_at + (m_json[m_at] == '-' ? 1 : 0);
    const bool leadingZero = at(end) == '0' && isDigit(at(end + 1));
    bool good = !leadingZero && digits(end);
    if (good && at(end) == '.')
        good = digits(++end);
    if (good && (at(end) == 'e' || at(end) == 'E')) {
        ++end;
        if (at(end) == '+' || at(end) == '-')
            ++end;
        good = digits(end);
    }
    if (!good || isWordLetter(at(end)))
        return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a number is malformed"));
    return take(JsonTokenKind::Number, end - m_at, afterValue());
}

JsonToken JsonReader::word()
{
    const QByteArrayView rest = m_json.sliced(m_at);
    for (const QByteArrayView known : kWords) {
        if (rest.startsWith(known) && !isWordLetter(at(m_at + known.size())))
            return take(JsonTokenKind::Word, known.size(), afterValue());
    }
    return fail(m_at, QT_TRANSLATE_NOOP("JsonReader", "a value is expected"));
}

} // namespace larder
