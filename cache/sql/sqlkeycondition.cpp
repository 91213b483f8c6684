#include "cache/sql/sqlkeycondition.h"

#include "cache/sql/sqltables.h"
#include "cache/sql/sqlwords.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

namespace larder {

namespace {

constexpr size_t kMostKeys = 32'766;
// SQLite's limit for ?NNN.
constexpr qulonglong kHighestPlace = 32'766;

/// Reads a condition from left to right.
class KeyConditionParser final
{
public:
    KeyConditionParser(const SqlCode& code, qsizetype from, const SqlTableReference& table)
        : m_code(code)
        , m_at(from)
        , m_table(table)
    {
    }

    std::optional<SqlKeyCondition> run();

private:
    bool takeColumn();
    bool takeComparison();
    bool takeList();
    bool takeOperand();
    std::optional<Value> takeInteger();
    [[nodiscard]] std::optional<Value> textAt(qsizetype i) const;
    [[nodiscard]] std::optional<Value> blobAt(qsizetype i) const;
    [[nodiscard]] QByteArray placeholderName() const;
    void countPlaceholders();

    const SqlCode& m_code;
    qsizetype m_at;
    const SqlTableReference& m_table;
    SqlKeyCondition m_condition;
    bool m_bareMarks = false;
    bool m_namedMarks = false;
    qsizetype m_place = 0; ///< bare marks so far
};

std::optional<SqlKeyCondition> KeyConditionParser::run()
{
    countPlaceholders();
    // The place of a bare mark depends on the others there.
    if (m_bareMarks && m_namedMarks)
        return std::nullopt;
    while (takeColumn() && takeComparison()) {
        if (m_at == m_code.size())
            return std::move(m_condition);
        if (!m_code.isWord(m_at, "AND"))
            break;
        ++m_at;
    }
    return std::nullopt;
}

void KeyConditionParser::countPlaceholders()
{
    for (qsizetype i = 0; i < m_code.size(); ++i) {
        if (!m_code.has(i, SqlTokenKind::Parameter))
            continue;
        const bool bare = m_code.text(i) == "?";
        m_bareMarks = m_bareMarks || bare;
        m_namedMarks = m_namedMarks || !bare;
        m_place += bare && i < m_at ? 1 : 0;
    }
}

bool KeyConditionParser::takeColumn()
{
    const auto column = columnReferenceAt(m_code, m_at);
    if (!column || !m_table.isMeantBy(column->qualifier))
        return false;
    const QByteArray name = comparableTableName(m_code.name(column->name), m_code.dialect());
    if (std::find(m_condition.columns.begin(), m_condition.columns.end(), name) != m_condition.columns.end())
        return false;
    m_condition.columns.push_back(name);
    m_condition.values.emplace_back();
    m_at = column->end;
    return true;
}

bool KeyConditionParser::takeComparison()
{
    if (m_code.isMark(m_at, "=")) {
        ++m_at;
        return takeOperand();
    }
    if (!m_code.isWord(m_at, "IN") || !m_code.isMark(m_at + 1, "("))
        return false;
    const qsizetype length = m_code.partner(m_at + 1) - m_at;
    m_condition.values.back().reserve(size_t(length) / 2);
    m_at += 2;
    return takeList();
}

bool KeyConditionParser::takeList()
{
    while (takeOperand()) {
        if (m_code.isMark(m_at, ")")) {
            ++m_at;
            return true;
        }
        if (!m_code.isMark(m_at, ","))
            break;
        ++m_at;
    }
    return false;
}

bool KeyConditionParser::takeOperand()
{
    std::vector<SqlKeyCondition::Operand>& values = m_condition.values.back();
    if (m_code.has(m_at, SqlTokenKind::Parameter)) {
        m_place += m_code.text(m_at) == "?" ? 1 : 0;
        const QByteArray name = placeholderName();
        if (name.isEmpty())
            return false;
        values.emplace_back(SqlPlaceholder{name});
        ++m_at;
        return true;
    }
    std::optional<Value> value;
    if (!m_code.has(m_at, SqlTokenKind::String)) {
        value = takeInteger();
    } else {
        value = m_code.text(m_at).startsWith('\'') ? textAt(m_at) : blobAt(m_at);
        ++m_at;
    }
    if (!value)
        return false;
    values.emplace_back(*std::move(value));
    return true;
}

// Only decimal integers: engines read hexadecimal ones as numbers or as bytes, and round decimals differently
// (SQLite not correctly in all versions).
std::optional<Value> KeyConditionParser::takeInteger()
{
    const bool negative = m_code.isMark(m_at, "-");
    const qsizetype at = negative ? m_at + 1 : m_at;
    const QByteArrayView digits = m_code.text(at);
    const bool glued
        = m_code.has(at + 1, SqlTokenKind::Word) && m_code.token(at + 1).offset == m_code.token(at).end();
    if (!m_code.has(at, SqlTokenKind::Number) || glued
        || !std::all_of(digits.begin(), digits.end(), isSqlDigit))
        return std::nullopt;
    constexpr quint64 kHighest = std::numeric_limits<qint64>::max();
    quint64 size = 0;
    const auto [last, failure] = std::from_chars(digits.begin(), digits.end(), size);
    if (failure != std::errc() || last != digits.end() || size > kHighest + (negative ? 1 : 0))
        return std::nullopt;
    m_at = at + 1;
    return std::bit_cast<qint64>(negative ? 0 - size : size);
}

// What MySQL makes of a backslash depends on the mode of the session.
std::optional<Value> KeyConditionParser::textAt(qsizetype i) const
{
    const QByteArrayView text = m_code.text(i);
    if (m_code.dialect() == SqlDialect::MySql && text.contains('\\'))
        return std::nullopt;
    return Text{text.sliced(1).chopped(1).toByteArray().replace("''", "'")};
}

std::optional<Value> KeyConditionParser::blobAt(qsizetype i) const
{
    const QByteArrayView text = m_code.text(i);
    if (m_code.dialect() != SqlDialect::Sqlite || (!text.startsWith('x') && !text.startsWith('X')))
        return std::nullopt;
    const Value value = valueFromLiteral(text.toByteArray());
    return std::holds_alternative<Blob>(value) ? std::optional(value) : std::nullopt;
}

QByteArray KeyConditionParser::placeholderName() const
{
    const QByteArray text = m_code.text(m_at).toByteArray();
    if (text == "?")
        return QByteArray::number(m_place);
    const QByteArray name = text.mid(1);
    if (!text.startsWith('?'))
        return name;
    const qulonglong place = name.toULongLong();
    return place > 0 && place <= kHighestPlace && !name.startsWith('0') ? name : QByteArray();
}

/// Values by name, and which of them were asked for.
class Bindings
{
public:
    explicit Bindings(const std::vector<Parameter>& parameters)
    {
        m_bindings.reserve(parameters.size());
        for (const Parameter& parameter : parameters)
            m_bindings.push_back({&parameter, false});
        std::sort(m_bindings.begin(), m_bindings.end(), isBefore);
    }

    const Value* find(const QByteArray& name)
    {
        const auto found = std::lower_bound(m_bindings.begin(), m_bindings.end(), name,
            [](const Binding& each, const QByteArray& wanted) { return each.parameter->name < wanted; });
        if (found == m_bindings.end() || found->parameter->name != name)
            return nullptr;
        found->isUsed = true;
        return &found->parameter->value;
    }
    /// A second value for a name is never asked for.
    [[nodiscard]] bool areAllUsed() const
    {
        return std::all_of(
            m_bindings.begin(), m_bindings.end(), [](const Binding& each) { return each.isUsed; });
    }

private:
    struct Binding
    {
        const Parameter* parameter;
        bool isUsed;
    };
    static bool isBefore(const Binding& a, const Binding& b) { return a.parameter->name < b.parameter->name; }

    std::vector<Binding> m_bindings;
};

} // namespace

std::optional<SqlKeyCondition> keyConditionAt(
    const SqlCode& code, qsizetype from, const SqlTableReference& table)
{
    return KeyConditionParser(code, from, table).run();
}

std::optional<std::vector<Value>> keysOf(
    const SqlKeyCondition& condition, const std::vector<Parameter>& parameters)
{
    Bindings bindings(parameters);
    std::vector<std::vector<const Value*>> values;
    size_t count = 1;
    for (const auto& operands : condition.values) {
        count *= operands.size();
        if (count > kMostKeys)
            return std::nullopt;
        std::vector<const Value*>& column = values.emplace_back();
        column.reserve(operands.size());
        for (const SqlKeyCondition::Operand& operand : operands) {
            const auto* const placeholder = std::get_if<SqlPlaceholder>(&operand);
            column.push_back(placeholder ? bindings.find(placeholder->name) : std::get_if<Value>(&operand));
            if (!column.back() || std::holds_alternative<std::monostate>(*column.back()))
                return std::nullopt;
        }
    }
    if (!bindings.areAllUsed())
        return std::nullopt;
    std::vector<Value> keys;
    keys.reserve(count * values.size());
    for (size_t key = 0; key < count; ++key) {
        size_t rest = key;
        for (const std::vector<const Value*>& column : values) {
            keys.push_back(*column[rest % column.size()]);
            rest /= column.size();
        }
    }
    return keys;
}

} // namespace larder
