#include "cache/sql/sqlnormalizer.h"

#include "cache/sql/sqllexer.h"

namespace larder {

namespace {

constexpr QByteArrayView kByteOrderMark("\xEF\xBB\xBF", 3);

/// Collects the tokens that stay and what separates them.
class Normalizer final
{
public:
    Normalizer(QByteArrayView sql, SqlDialect dialect) : m_sql(sql), m_dialect(dialect), m_lexer(sql, dialect)
    {
        m_result.reserve(sql.size());
    }

    QByteArray run()
    {
        for (SqlToken token = m_lexer.next(); token.kind != SqlTokenKind::End; token = m_lexer.next())
            take(token);
        if (m_terminated && endsWithDashes())
            m_result += m_last == SqlTokenKind::LineComment ? "\n;" : ";";
        return std::move(m_result);
    }

private:
    void take(const SqlToken& token);
    void append(const SqlToken& token);
    void separate(const SqlToken& next);
    [[nodiscard]] bool hasLineEnd(QByteArrayView blanks) const
    {
        return blanks.contains('\n') || (m_dialect == SqlDialect::PostgreSql && blanks.contains('\r'));
    }
    [[nodiscard]] bool endsWithDashes() const { return m_result.endsWith("--"); }

    QByteArrayView m_sql;
    SqlDialect m_dialect;
    SqlLexer m_lexer;
    QByteArray m_result;
    SqlTokenKind m_last = SqlTokenKind::End;
    qsizetype m_end = 0; ///< of the last token that stayed
    bool m_terminated = false;
    bool m_executable = false;
    bool m_separated = false;
    bool m_newLine = false;
    bool m_blockComment = false;
};

void Normalizer::take(const SqlToken& token)
{
    const QByteArrayView text = m_lexer.text(token);
    // Two minus signs and a blank would be a comment in MySQL, so a comment behind them stays.
    const bool dropped = token.closed && !m_executable && token.isSeparator()
        && token.kind != SqlTokenKind::Hint
        && !(token.kind != SqlTokenKind::Blank && !m_terminated && !m_separated && endsWithDashes());
    if (dropped) {
        m_separated = true;
        m_newLine = m_newLine || (token.kind == SqlTokenKind::Blank && hasLineEnd(text));
        m_blockComment = m_blockComment || token.kind == SqlTokenKind::BlockComment;
    } else if (token.kind == SqlTokenKind::Terminator && !m_executable) {
        m_terminated = true;
    } else {
        append(token);
    }
    if (token.kind == SqlTokenKind::ExecutableOpen || token.kind == SqlTokenKind::ExecutableClose)
        m_executable = token.kind == SqlTokenKind::ExecutableOpen;
}

void Normalizer::append(const SqlToken& token)
{
    if (m_terminated) // not the last terminator: what surrounds it stays as it is
        m_result += m_sql.sliced(m_end, token.offset - m_end);
    else
        separate(token);
    m_terminated = m_separated = m_newLine = m_blockComment = false;
    m_end = token.end();
    m_result += m_lexer.text(token);
    m_last = token.kind;
}

// PostgreSQL joins string literals across a line break, but not across a block comment.
void Normalizer::separate(const SqlToken& next)
{
    const bool strings = m_last == SqlTokenKind::String && next.kind == SqlTokenKind::String;
    if (m_separated && !m_result.isEmpty())
        m_result += m_newLine && !(m_blockComment && strings) ? '\n' : ' ';
    else if (m_result.isEmpty() && next.offset > 0 && m_lexer.text(next).startsWith(kByteOrderMark))
        m_result += ' '; // at the start it would be white space
}

} // namespace

QByteArray normalizedSql(QByteArrayView sql, SqlDialect dialect)
{
    return Normalizer(sql, dialect).run();
}

} // namespace larder
