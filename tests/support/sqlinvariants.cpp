#include "tests/support/sqlinvariants.h"

#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqlhint.h"
#include "cache/sql/sqllexer.h"
#include "cache/sql/sqlnormalizer.h"
#include "cache/sql/sqlparameters.h"
#include "cache/sql/sqlrowquery.h"
#include "cache/sql/sqlsplitter.h"

#include <QByteArrayList>

#include <algorithm>

namespace larder::test {

namespace {

std::vector<SqlToken> tokensOf(QByteArrayView text, SqlDialect dialect)
{
    std::vector<SqlToken> tokens;
    SqlLexer lexer(text, dialect);
    do
        tokens.push_back(lexer.next());
    while (tokens.back().kind != SqlTokenKind::End);
    return tokens;
}

QByteArrayView textOf(QByteArrayView text, const SqlToken& token)
{
    return text.sliced(token.offset, token.length);
}

/// Found without the classifier: what no engine reads to the end, or not as one text.
bool isMalformed(QByteArrayView text, const std::vector<SqlToken>& tokens)
{
    qsizetype depth = 0;
    for (const SqlToken& token : tokens) {
        if (!token.closed || token.kind == SqlTokenKind::Invalid)
            return true;
        if (token.kind == SqlTokenKind::Punctuation && textOf(text, token) == "(")
            ++depth;
        if (token.kind == SqlTokenKind::Punctuation && textOf(text, token) == ")" && --depth < 0)
            return true;
    }
    return depth != 0 || text.contains('\0');
}

const char* brokenByLexer(QByteArrayView text, const std::vector<SqlToken>& tokens)
{
    qsizetype end = 0;
    for (const SqlToken& token : tokens) {
        if (token.offset != end || (token.length <= 0) != (token.kind == SqlTokenKind::End))
            return "tokens tile the text";
        end = token.end();
    }
    return end == text.size() ? nullptr : "tokens reach the end";
}

/// Whether the text has nothing that a client would take for itself.
bool isPureScript(QByteArrayView text, SqlDialect dialect)
{
    const QByteArray lower = text.toByteArray().toLower();
    switch (dialect) {
    case SqlDialect::PostgreSql:
        return !lower.contains('\\') && !lower.contains("stdin");
    case SqlDialect::MySql:
        return !lower.contains('\\') && !lower.contains("delimiter");
    case SqlDialect::SqlServer:
        return !lower.contains("go");
    case SqlDialect::Sqlite:
    case SqlDialect::Generic:
        break;
    }
    return true;
}

// A comment that does not end is a piece too, so that the engine can say what is wrong.
bool holdsToken(const SqlStatementRange& range, const std::vector<SqlToken>& tokens)
{
    return std::any_of(tokens.begin(), tokens.end(), [&range](const SqlToken& token) {
        return (!token.isSeparator() || !token.closed) && token.length > 0 && range.offset <= token.offset
            && token.end() <= range.end();
    });
}

const char* brokenBySplitter(QByteArrayView text, SqlDialect dialect, const std::vector<SqlToken>& tokens)
{
    const std::vector<SqlStatementRange> ranges = splitSql(text, dialect);
    qsizetype end = 0;
    for (const SqlStatementRange& range : ranges) {
        if (range.offset < end || range.length <= 0 || range.end() > text.size())
            return "pieces are in order and not empty";
        end = range.dataOffset > 0 ? range.dataOffset + range.dataLength : range.end();
        if (end > text.size() || (range.dataOffset > 0 && range.dataOffset < range.end()))
            return "data of COPY is behind its statement";
    }
    if (!ranges.empty() && statementAt(text, ranges.back().offset, dialect) != ranges.back())
        return "the cursor at a piece finds it";
    if (!isPureScript(text, dialect))
        return nullptr;
    for (const SqlStatementRange& range : ranges) {
        if (!holdsToken(range, tokens))
            return "pieces hold a token";
    }
    size_t next = 0;
    for (const SqlToken& token : tokens) {
        if (token.isSeparator() || token.kind == SqlTokenKind::Terminator || token.kind == SqlTokenKind::End)
            continue;
        while (next < ranges.size() && ranges[next].end() <= token.offset)
            ++next;
        if (next == ranges.size() || token.offset < ranges[next].offset || token.end() > ranges[next].end())
            return "every token is in a piece";
    }
    return nullptr;
}

/// The tokens that decide what a text means, without the terminators at its end.
QByteArrayList meaningOf(QByteArrayView text, SqlDialect dialect)
{
    QByteArrayList meaning;
    qsizetype size = 0;
    for (const SqlToken& token : tokensOf(text, dialect)) {
        if (token.isSeparator() && token.kind != SqlTokenKind::Hint)
            continue;
        meaning << QByteArray::number(static_cast<int>(token.kind)) + textOf(text, token).toByteArray();
        if (token.kind != SqlTokenKind::Terminator && token.kind != SqlTokenKind::End)
            size = meaning.size();
    }
    return meaning.mid(0, size);
}

const char* brokenByNormalizer(QByteArrayView text, SqlDialect dialect)
{
    const QByteArray normalized = normalizedSql(text, dialect);
    if (meaningOf(text, dialect) != meaningOf(normalized, dialect))
        return "the normalised text has the same tokens";
    return normalized.size() <= text.size() + 1 ? nullptr : "the normalised text is no longer";
}

const char* brokenByClassifier(QByteArrayView text, SqlDialect dialect, bool malformed)
{
    const SqlClassification got = classifySql(text, dialect);
    if (malformed && (got.readOnly || got.cacheable))
        return "malformed text is no read";
    if (got.cacheable
        && !(got.readOnly && got.tablesKnown && got.returnsRows && got.writes.empty() && !got.changesSession))
        return "what is cacheable is a plain read";
    if (got.readOnly && (got.transactionControl || got.changesSession))
        return "a read changes no state";
    if (got.cacheable != (got.rule == UncacheableRule::None))
        return "there is a rule exactly if it is not cacheable";
    if (got.token.offset < 0 || got.token.end() > text.size())
        return "the token is in the text";
    if (malformed || dialect == SqlDialect::Generic)
        return nullptr;
    const SqlClassification normalized = classifySql(normalizedSql(text, dialect), dialect);
    // A command of the client ends with its line, and the normalised text has one line.
    const bool same = normalized.readOnly == got.readOnly && normalized.cacheable == got.cacheable
        && (!isPureScript(text, dialect)
            || (normalized.rule == got.rule && normalized.reads == got.reads
                && normalized.writes == got.writes));
    return same ? nullptr : "the normalised text is classified alike";
}

const char* brokenByKey(const SqlKeyCondition& key)
{
    if (key.columns.empty() || key.columns.size() != key.values.size())
        return "a condition has values for each column of the key";
    for (const std::vector<SqlKeyCondition::Operand>& operands : key.values) {
        const auto isNull = [](const SqlKeyCondition::Operand& operand) {
            const Value* value = std::get_if<Value>(&operand);
            return value && std::holds_alternative<std::monostate>(*value);
        };
        if (operands.empty() || std::any_of(operands.begin(), operands.end(), isNull))
            return "a key has values, none of them NULL";
    }
    return nullptr;
}

const char* brokenByRowQuery(QByteArrayView text, SqlDialect dialect, bool malformed)
{
    SqlRowQuery got = rowQuery(text, dialect);
    if (got.token.offset < 0 || got.token.end() > text.size())
        return "the obstacle is in the text";
    if (malformed && got.isEligible())
        return "malformed text reads no plain rows";
    if (got.isEligible() == got.table.isEmpty())
        return "plain rows are those of a table";
    if (const char* broken = got.key ? brokenByKey(*got.key) : nullptr)
        return broken;
    if (malformed || dialect == SqlDialect::Generic)
        return nullptr;
    SqlRowQuery normalized = rowQuery(normalizedSql(text, dialect), dialect);
    normalized.token = got.token = {};
    return normalized == got ? nullptr : "the normalised text reads the same rows";
}

} // namespace

const char* brokenSqlPromise(QByteArrayView text, SqlDialect dialect)
{
    const std::vector<SqlToken> tokens = tokensOf(text, dialect);
    if (const char* broken = brokenByLexer(text, tokens))
        return broken;
    if (const char* broken = brokenBySplitter(text, dialect, tokens))
        return broken;
    if (const char* broken = brokenByNormalizer(text, dialect))
        return broken;
    for (const QByteArray& name : parameterNames(text, dialect)) {
        if (!QByteArrayView("?:@$").contains(name.at(0)))
            return "parameters have their mark";
    }
    if (const auto hint = sqlHint(text, dialect); hint && hint->malformed && (hint->technique || hint->ttl))
        return "a malformed hint says nothing";
    const bool malformed = isMalformed(text, tokens);
    if (const char* broken = brokenByClassifier(text, dialect, malformed))
        return broken;
    return brokenByRowQuery(text, dialect, malformed);
}

} // namespace larder::test
