#pragma once

#include "cache/sql/sqllexicalrules.h"
#include "cache/sql/sqltoken.h"

#include <QByteArrayView>

namespace larder {

/// Cuts SQL text into tokens that tile it: every byte belongs to exactly one token, whatever the bytes are.
///
/// Linear in the text, without allocation. The text must outlive the lexer. Rules of the dialects: SQLite's
/// tokenize.c, PostgreSQL's scan.l, and the "Language structure" chapters of MySQL, MariaDB and T-SQL; the
/// server settings are the defaults (standard_conforming_strings on, no ANSI_QUOTES, no
/// NO_BACKSLASH_ESCAPES).
class SqlLexer final
{
public:
    SqlLexer(QByteArrayView text, SqlDialect dialect);

    /// The next token; at the end of the text, again and again, one of kind End.
    [[nodiscard]] SqlToken next();

    /// Goes on at byte @p offset, as if a token began there.
    void seek(qsizetype offset);

    /// Makes @p terminator (not empty, must outlive the lexer) end statements instead of `;`. It is found
    /// outside quotes and comments, also in the middle of a word.
    void setTerminator(QByteArrayView terminator) { m_terminator = terminator; }

    [[nodiscard]] QByteArrayView text(const SqlToken& token) const
    {
        return m_text.sliced(token.offset, token.length);
    }

private:
    [[nodiscard]] char peek(qsizetype ahead = 0) const;
    [[nodiscard]] bool startsWith(QByteArrayView what) const;
    [[nodiscard]] bool isNameByte(char c) const;
    [[nodiscard]] bool atTerminator() const { return startsWith(m_terminator); }
    [[nodiscard]] qsizetype blankLength() const;
    [[nodiscard]] bool atLineComment() const;
    [[nodiscard]] bool isBehindOperand() const;

    SqlTokenKind scan();
    bool scanSeparator(SqlTokenKind& kind);
    SqlTokenKind scanBlockComment();
    bool scanQuoted(SqlTokenKind& kind);
    bool scanPrefixed(SqlTokenKind& kind);
    bool scanDollarQuote();
    bool scanParameter(SqlTokenKind& kind);
    bool scanQuestionMark();
    bool scanSqliteVariable();
    SqlTokenKind scanNumber();
    SqlTokenKind scanWord();
    SqlTokenKind scanSymbol();
    void skipLine();
    void skipQuoted(char quote, bool backslashEscapes);
    void skipEscapeString();
    void skipNameBytes();

    QByteArrayView m_text;
    QByteArrayView m_terminator = ";";
    const SqlLexicalRules& m_rules;
    qsizetype m_at = 0;
    SqlTokenKind m_previous = SqlTokenKind::Blank;
    bool m_closed = true;
    bool m_executable = false;
};

} // namespace larder
