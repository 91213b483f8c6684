#include "cache/sql/sqllexer.h"

#include "cache/sql/sqlwords.h"

namespace larder {

namespace {

constexpr QByteArrayView kByteOrderMark("\xEF\xBB\xBF", 3);

constexpr bool contains(QByteArrayView set, char c)
{
    return std::find(set.begin(), set.end(), c) != set.end();
}

} // namespace

SqlLexer::SqlLexer(QByteArrayView text, SqlDialect dialect) : m_text(text), m_rules(sqlLexicalRules(dialect))
{
}

SqlToken SqlLexer::next()
{
    if (m_at >= m_text.size())
        return {SqlTokenKind::End, !m_executable, m_at, 0};
    const qsizetype begin = m_at;
    m_closed = true;
    m_previous = scan();
    return {m_previous, m_closed, begin, m_at - begin};
}

void SqlLexer::seek(qsizetype offset)
{
    m_at = std::clamp(offset, qsizetype{0}, m_text.size());
    m_executable = false;
    m_previous = SqlTokenKind::Blank;
}

// What a `.` or `:` glued to it belongs to.
bool SqlLexer::isBehindOperand() const
{
    return m_previous == SqlTokenKind::Word || m_previous == SqlTokenKind::QuotedName
        || m_previous == SqlTokenKind::Number || m_previous == SqlTokenKind::String
        || m_previous == SqlTokenKind::Parameter || m_previous == SqlTokenKind::Variable;
}

char SqlLexer::peek(qsizetype ahead) const
{
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
}

bool SqlLexer::startsWith(QByteArrayView what) const
{
    return m_text.size() - m_at >= what.size() && m_text[m_at] == what.front()
        && std::equal(what.begin(), what.end(), m_text.begin() + m_at);
}

bool SqlLexer::isNameByte(char c) const
{
    return isSqlLetter(c) || isSqlDigit(c) || contains(m_rules.nameSymbols, c);
}

SqlTokenKind SqlLexer::scan()
{
    if (atTerminator()) {
        m_at += m_terminator.size();
        return SqlTokenKind::Terminator;
    }
    SqlTokenKind kind{};
    if (scanSeparator(kind) || scanPrefixed(kind) || scanQuoted(kind) || scanParameter(kind))
        return kind;
    const char c = peek();
    if (isSqlDigit(c))
        return scanNumber();
    if (c == '.' && isSqlDigit(peek(1)) && !isBehindOperand())
        return scanNumber();
    if (isSqlLetter(c) || contains(m_rules.nameStarts, c))
        return scanWord();
    return scanSymbol();
}

qsizetype SqlLexer::blankLength() const
{
    if (contains(m_rules.blanks, peek()))
        return 1;
    return (m_rules.byteOrderMarkIsBlank || m_at == 0) && startsWith(kByteOrderMark) ? kByteOrderMark.size()
                                                                                     : 0;
}

bool SqlLexer::atLineComment() const
{
    if (m_rules.hashComments && peek() == '#')
        return true;
    if (peek() != '-' || peek(1) != '-')
        return false;
    return !m_rules.dashesNeedBlank || m_at + 2 >= m_text.size()
        || static_cast<unsigned char>(peek(2)) <= ' ';
}

bool SqlLexer::scanSeparator(SqlTokenKind& kind)
{
    if (qsizetype length = blankLength()) {
        for (; length > 0; length = blankLength())
            m_at += length;
        kind = SqlTokenKind::Blank;
    } else if (atLineComment()) {
        skipLine();
        kind = SqlTokenKind::LineComment;
    } else if (peek() == '/' && peek(1) == '*') {
        kind = scanBlockComment();
    } else if (m_executable && peek() == '*' && peek(1) == '/') {
        m_at += 2;
        m_executable = false;
        kind = SqlTokenKind::ExecutableClose;
    } else {
        return false;
    }
    return true;
}

void SqlLexer::skipLine()
{
    while (m_at < m_text.size() && !contains(m_rules.lineEnds, m_text[m_at]))
        ++m_at;
}

SqlTokenKind SqlLexer::scanBlockComment()
{
    if (m_rules.executableComments && (startsWith("/*!") || startsWith("/*M!"))) {
        m_at += peek(2) == '!' ? 3 : 4;
        while (isSqlDigit(peek()))
            ++m_at;
        m_executable = true;
        return SqlTokenKind::ExecutableOpen;
    }
    const SqlTokenKind kind = peek(2) == '+' ? SqlTokenKind::Hint : SqlTokenKind::BlockComment;
    m_at += 2;
    qsizetype depth = 1;
    while (depth > 0 && m_at < m_text.size()) {
        if (startsWith("*/")) {
            m_at += 2;
            --depth;
        } else if (m_rules.nestedComments && startsWith("/*")) {
            m_at += 2;
            ++depth;
        } else {
            ++m_at;
        }
    }
    m_closed = depth == 0;
    return kind;
}

bool SqlLexer::scanQuoted(SqlTokenKind& kind)
{
    const char c = peek();
    if (contains(m_rules.strings, c)) {
        kind = SqlTokenKind::String;
        skipQuoted(c, m_rules.backslashEscapes);
        return true;
    }
    if (contains(m_rules.names, c)) {
        kind = SqlTokenKind::QuotedName;
        skipQuoted(c == '[' ? ']' : c, false);
        return true;
    }
    kind = SqlTokenKind::String;
    return m_rules.dollarQuotes && c == '$' && scanDollarQuote();
}

bool SqlLexer::scanPrefixed(SqlTokenKind& kind)
{
    const char c = peek();
    kind = SqlTokenKind::String;
    if (peek(1) == '\'' && contains(m_rules.prefixes, c)) {
        ++m_at;
        skipQuoted('\'', m_rules.backslashEscapes);
        return true;
    }
    if (!m_rules.escapeStrings)
        return false;
    if (peek(1) == '\'' && contains("eE", c)) {
        ++m_at;
        skipEscapeString();
        return true;
    }
    if (!contains("uU", c) || peek(1) != '&' || !contains("'\"", peek(2)))
        return false;
    m_at += 2;
    kind = peek() == '"' ? SqlTokenKind::QuotedName : SqlTokenKind::String;
    skipQuoted(peek(), false);
    return true;
}

void SqlLexer::skipQuoted(char quote, bool backslashEscapes)
{
    const bool doubled = quote != ']' || m_rules.doubledBracket;
    ++m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (c == '\\' && backslashEscapes) {
            m_at = std::min(m_at + 1, m_text.size());
        } else if (c == quote) {
            if (!doubled || peek() != quote)
                return;
            ++m_at;
        }
    }
    m_closed = false;
}

// PostgreSQL goes on with an E string after a line break and a further quote, backslashes included.
void SqlLexer::skipEscapeString()
{
    skipQuoted('\'', true);
    while (m_closed) {
        const qsizetype end = m_at;
        bool newLine = false;
        for (bool more = true; more;) {
            if (const qsizetype length = blankLength()) {
                newLine = newLine || contains(m_rules.lineEnds, peek());
                m_at += length;
            } else if (atLineComment()) {
                skipLine();
            } else {
                more = false;
            }
        }
        if (!newLine || peek() != '\'') {
            m_at = end;
            return;
        }
        skipQuoted('\'', true);
    }
}

bool SqlLexer::scanDollarQuote()
{
    qsizetype tagLength = 1;
    if (isSqlDigit(peek(1)))
        return false;
    while (isSqlLetter(peek(tagLength)) || isSqlDigit(peek(tagLength)))
        ++tagLength;
    if (peek(tagLength) != '$')
        return false;
    const QByteArrayView tag = m_text.sliced(m_at, tagLength + 1);
    for (m_at += tag.size(); m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == '$' && startsWith(tag)) {
            m_at += tag.size();
            return true;
        }
    }
    m_closed = false;
    return true;
}

bool SqlLexer::scanParameter(SqlTokenKind& kind)
{
    const char c = peek();
    kind = SqlTokenKind::Parameter;
    if (c == '?')
        return scanQuestionMark();
    if (!contains(":@$", c))
        return false;
    if (m_rules.sqliteVariables)
        return scanSqliteVariable();
    const bool name = isSqlLetter(peek(1));
    if (c == ':' && name) {
        // Behind a name or a bracket it is a label or an array slice.
        if (isBehindOperand() || (m_at > 0 && contains(":)][", m_text[m_at - 1])))
            return false;
    } else if (c == '@' && m_rules.atVariables && (name || peek(1) == '@')) {
        kind = SqlTokenKind::Variable;
        m_at += peek(1) == '@' ? 1 : 0;
    } else if (!(c == '@' && m_rules.atParameters && name)
        && !(c == '$' && m_rules.dollarNumbers && (isSqlDigit(peek(1)) || (name && m_rules.atParameters)))) {
        return false;
    }
    ++m_at;
    skipNameBytes();
    return true;
}

bool SqlLexer::scanQuestionMark()
{
    if (!m_rules.questionMarks)
        return false;
    ++m_at;
    while (isSqlDigit(peek()))
        ++m_at;
    return true;
}

bool SqlLexer::scanSqliteVariable()
{
    const qsizetype begin = m_at++;
    while (true) {
        const qsizetype name = m_at;
        skipNameBytes();
        if (peek() == '(' && m_at > begin + 1) {
            while (m_at < m_text.size() && peek() != ')' && blankLength() == 0)
                ++m_at;
            m_closed = peek() == ')';
            m_at += m_closed ? 1 : 0;
            return true;
        }
        if (!startsWith("::")) {
            if (m_at > name || name > begin + 1)
                return true;
            m_at = begin;
            return false;
        }
        m_at += 2;
    }
}

void SqlLexer::skipNameBytes()
{
    while (m_at < m_text.size() && isNameByte(m_text[m_at]) && !atTerminator())
        ++m_at;
}

SqlTokenKind SqlLexer::scanNumber()
{
    const qsizetype begin = m_at;
    const auto skipDigits = [this] {
        while (isSqlDigit(peek()) || (peek() == '_' && isSqlDigit(peek(1)) && !m_rules.wordsStartWithDigits))
            ++m_at;
    };
    const auto isHexDigit
        = [](char c) { return isSqlDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (peek() == '0' && contains("xX", peek(1)) && isHexDigit(peek(2))) {
        m_at += 2;
        while (isHexDigit(peek()))
            ++m_at;
    } else {
        skipDigits();
        if (peek() == '.' && peek(1) != '.') {
            ++m_at;
            skipDigits();
        }
        const qsizetype sign = contains("+-", peek(1)) ? 1 : 0;
        if (contains("eE", peek()) && isSqlDigit(peek(1 + sign))) {
            m_at += 1 + sign;
            skipDigits();
        }
    }
    if (!m_rules.wordsStartWithDigits || !isNameByte(peek())
        || m_text.sliced(begin, m_at - begin).contains('.'))
        return SqlTokenKind::Number;
    skipNameBytes();
    return SqlTokenKind::Word;
}

SqlTokenKind SqlLexer::scanWord()
{
    ++m_at;
    skipNameBytes();
    return SqlTokenKind::Word;
}

SqlTokenKind SqlLexer::scanSymbol()
{
    const char c = peek();
    if (startsWith("::") || startsWith(":=")) {
        m_at += 2;
        return SqlTokenKind::Operator;
    }
    if (m_rules.backslashEscapes && startsWith("\\N")) {
        m_at += 2;
        return SqlTokenKind::Word;
    }
    ++m_at;
    if (contains("()[]{},.;", c))
        return SqlTokenKind::Punctuation;
    return contains("+-*/<>=~!@#%^&|`?:", c) ? SqlTokenKind::Operator : SqlTokenKind::Invalid;
}

} // namespace larder
