#include "cache/sql/sqlcode.h"

#include "cache/sql/sqllexer.h"
#include "cache/sql/sqlwords.h"

#include <QString>

namespace larder {

namespace {

constexpr size_t kUsualTokens = 64;

/// The text between the quotes, doubled ones reduced.
QByteArray unquoted(QByteArrayView text)
{
    const QByteArray quote(1, text.back());
    return text.sliced(1).chopped(1).toByteArray().replace(quote + quote, quote);
}

/// Replaces the escapes of U&"…": \XXXX and \+XXXXXX, and the doubled escape character.
QByteArray withoutUnicodeEscapes(const QByteArray& text, char escape)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != escape) {
            result += text[i];
            continue;
        }
        const bool longForm = text.mid(i + 1, 1) == "+";
        const QByteArray digits = text.mid(i + (longForm ? 2 : 1), longForm ? 6 : 4);
        bool ok = false;
        const char32_t code = digits.toUInt(&ok, 16);
        if (ok) {
            result += QString::fromUcs4(&code, 1).toUtf8();
            i += digits.size() + (longForm ? 1 : 0);
        } else {
            result += escape;
            i += text.mid(i + 1, 1) == QByteArray(1, escape) ? 1 : 0;
        }
    }
    return result;
}

} // namespace

SqlCode::SqlCode(QByteArrayView sql, SqlDialect dialect, Reading reading)
    : m_sql(sql)
    , m_dialect(dialect)
    , m_hasNul(sql.contains('\0'))
{
    m_tokens.reserve(kUsualTokens);
    SqlLexer lexer(sql, dialect);
    bool inside = false;
    while (true) {
        const SqlToken token = lexer.next();
        if (!token.closed && !m_defect)
            m_defect = token;
        if (token.kind == SqlTokenKind::End)
            break;
        if (token.kind == SqlTokenKind::ExecutableOpen || token.kind == SqlTokenKind::ExecutableClose) {
            inside = token.kind == SqlTokenKind::ExecutableOpen;
            m_hasExecutableComments = true;
        } else if (!inside || reading == Reading::Code) {
            take(token, lexer.text(token));
        }
    }
    while (!m_tokens.empty() && m_tokens.back().kind == SqlTokenKind::Terminator)
        m_tokens.pop_back();
    matchParentheses();
}

void SqlCode::take(const SqlToken& token, QByteArrayView text)
{
    if (!m_defect
        && (token.kind == SqlTokenKind::Invalid || (m_hasNul && text.contains('\0'))
            || (m_dialect == SqlDialect::Generic && isAmbiguous(token, text))))
        m_defect = token;
    if (!token.isSeparator())
        m_tokens.push_back(token);
}

// What one engine reads as a quote or a comment, another may read as code.
bool SqlCode::isAmbiguous(const SqlToken& token, QByteArrayView text) const
{
    switch (token.kind) {
    case SqlTokenKind::LineComment:
        return text.contains('\r') || (text.size() > 2 && text[2] != ' ');
    case SqlTokenKind::BlockComment:
    case SqlTokenKind::Hint:
        return text.sliced(2).indexOf("/*") >= 0;
    case SqlTokenKind::String:
        return text.contains('\\') || text.startsWith('$');
    case SqlTokenKind::QuotedName:
        return text.contains('\\')
            || (!text.startsWith('"') && !std::all_of(text.begin() + 1, text.end() - 1, [](char c) {
                   return isSqlLetter(c) || isSqlDigit(c) || c == ' ';
               }));
    default:
        return text == "#";
    }
}

void SqlCode::matchParentheses()
{
    m_partners.assign(m_tokens.size(), size());
    std::vector<qsizetype> open;
    for (qsizetype i = 0; i < size(); ++i) {
        const SqlToken& token = m_tokens[static_cast<size_t>(i)];
        if (token.kind != SqlTokenKind::Punctuation)
            continue;
        const char mark = m_sql[token.offset];
        if (mark == '(') {
            open.push_back(i);
        } else if (mark == ')' && !open.empty()) {
            m_partners[static_cast<size_t>(i)] = open.back();
            m_partners[static_cast<size_t>(open.back())] = i;
            open.pop_back();
        } else if (mark == ')' && !m_defect) {
            m_defect = token;
        }
    }
    if (!open.empty() && !m_defect)
        m_defect = token(open.back());
}

SqlToken SqlCode::token(qsizetype i) const
{
    return i >= 0 && i < size() ? m_tokens[static_cast<size_t>(i)] : SqlToken{};
}

QByteArrayView SqlCode::text(qsizetype i) const
{
    const SqlToken token = this->token(i);
    return m_sql.sliced(token.offset, token.length);
}

bool SqlCode::has(qsizetype i, SqlTokenKind kind) const
{
    const bool inside = i >= 0 && i < size();
    return (inside ? m_tokens[static_cast<size_t>(i)].kind : SqlTokenKind::End) == kind;
}

bool SqlCode::isLabel(qsizetype i) const
{
    qsizetype ases = 0;
    while (isWord(i - 1 - ases, "AS") && !isMark(i - 2 - ases, "."))
        ++ases;
    return isMark(i - 1, ".") || ases % 2 == 1;
}

bool SqlCode::isWord(qsizetype i, QByteArrayView keyword) const
{
    return has(i, SqlTokenKind::Word) && isKeyword(text(i), keyword);
}

bool SqlCode::isOneOf(qsizetype i, std::initializer_list<QByteArrayView> keywords) const
{
    return has(i, SqlTokenKind::Word) && larder::isOneOf(text(i), keywords);
}

bool SqlCode::isMark(qsizetype i, QByteArrayView mark) const
{
    if (i < 0 || i >= size())
        return false;
    const SqlToken& token = m_tokens[static_cast<size_t>(i)];
    return (token.kind == SqlTokenKind::Punctuation || token.kind == SqlTokenKind::Operator)
        && token.length == mark.size() && std::equal(mark.begin(), mark.end(), m_sql.begin() + token.offset);
}

bool SqlCode::isName(qsizetype i) const
{
    return has(i, SqlTokenKind::Word) || has(i, SqlTokenKind::QuotedName)
        || (m_dialect == SqlDialect::Sqlite && has(i, SqlTokenKind::String));
}

qsizetype SqlCode::partner(qsizetype i) const
{
    return i >= 0 && i < size() ? m_partners[static_cast<size_t>(i)] : size();
}

QByteArray SqlCode::name(qsizetype i) const
{
    const QByteArrayView text = this->text(i);
    if (has(i, SqlTokenKind::Word))
        return m_dialect == SqlDialect::MySql ? text.toByteArray() : text.toByteArray().toLower();
    if (!isName(i) || !token(i).closed)
        return text.toByteArray();
    if (!text.startsWith("U&") && !text.startsWith("u&"))
        return unquoted(text);
    const bool ownEscape = isWord(i + 1, "UESCAPE") && this->text(i + 2).size() == 3;
    return withoutUnicodeEscapes(unquoted(text.sliced(2)), ownEscape ? this->text(i + 2)[1] : '\\');
}

qsizetype SqlCode::nameEnd(qsizetype i) const
{
    while (true) {
        ++i;
        if (!isMark(i, "."))
            return i;
        while (isMark(i + 1, ".")) // SQL Server: the schema may be left out
            ++i;
        if (!isName(i + 1))
            return i;
        ++i;
    }
}

QByteArray SqlCode::dottedName(qsizetype from, qsizetype to) const
{
    QByteArray result;
    for (qsizetype i = from; i < to; ++i)
        result += isName(i) ? name(i) : text(i).toByteArray();
    return result;
}

} // namespace larder
