#include "cache/sql/sqlsplitter.h"

#include "cache/sql/sqlblocks.h"
#include "cache/sql/sqllexer.h"
#include "cache/sql/sqlwords.h"

namespace larder {

namespace {

constexpr qsizetype kLongestDelimiter = 15; // of the mysql client

/// Walks a script piece by piece.
class Splitter final
{
public:
    Splitter(QByteArrayView script, SqlDialect dialect)
        : m_script(script)
        , m_dialect(dialect)
        , m_lexer(script, dialect)
        , m_blocks(dialect)
    {
    }

    /// The next piece, or none at the end.
    std::optional<SqlStatementRange> next();

    /// Behind the terminator of the last piece, or -1 if the script ended without one.
    [[nodiscard]] qsizetype resumedAt() const { return m_resumedAt; }

private:
    enum class Copy : quint8 { No, Begun, From, Stdin };

    std::optional<SqlStatementRange> take(const SqlToken& token);
    std::optional<SqlStatementRange> takeTerminator(const SqlToken& token);
    std::optional<SqlStatementRange> takeClientWord(const SqlToken& token);
    std::optional<SqlStatementRange> takeBackslash(const SqlToken& token);
    void takeCode(const SqlToken& token);
    void watchCopy(const SqlToken& token);
    std::optional<SqlStatementRange> finish(qsizetype resumeAt);
    void readCopyData(SqlStatementRange& piece, qsizetype from);
    bool isDelimiterLine(const SqlToken& token) const;
    bool isGoLine(const SqlToken& token) const;
    void setDelimiter(QByteArrayView argument);
    [[nodiscard]] qsizetype lineEnd(qsizetype from) const;
    [[nodiscard]] bool isLineEnd(qsizetype from) const;
    [[nodiscard]] QByteArrayView restOfLine(qsizetype from) const;

    QByteArrayView m_script;
    SqlDialect m_dialect;
    SqlLexer m_lexer;
    SqlBlocks m_blocks;
    bool m_ownDelimiter = false;
    bool m_lineStart = true; ///< nothing but blanks so far on the line
    bool m_executable = false;
    bool m_hasCode = false;
    qsizetype m_begin = -1;
    qsizetype m_end = 0;
    qsizetype m_resumedAt = -1;
    Copy m_copy = Copy::No;
};

std::optional<SqlStatementRange> Splitter::next()
{
    while (true) {
        const SqlToken token = m_lexer.next();
        if (token.kind == SqlTokenKind::End)
            return finish(-1);
        if (auto piece = take(token))
            return piece;
    }
}

std::optional<SqlStatementRange> Splitter::take(const SqlToken& token)
{
    const QByteArrayView text = m_lexer.text(token);
    if (token.kind == SqlTokenKind::Blank) {
        m_lineStart = m_lineStart || text.contains('\n');
        return std::nullopt;
    }
    if (token.kind == SqlTokenKind::Terminator)
        return takeTerminator(token);
    if (m_lineStart && token.kind == SqlTokenKind::Word && (isDelimiterLine(token) || isGoLine(token)))
        return takeClientWord(token);
    if (text == "\\" && !m_executable)
        return takeBackslash(token);
    m_lineStart = false;
    if (token.isSeparator()) {
        // SQLite takes a comment without end for a comment, the others for an error that the user must see.
        m_hasCode = m_hasCode || (!token.closed && m_dialect != SqlDialect::Sqlite);
        m_begin = m_begin < 0 ? token.offset : m_begin;
        m_end = token.end();
    } else {
        takeCode(token);
    }
    return std::nullopt;
}

void Splitter::takeCode(const SqlToken& token)
{
    if (token.kind == SqlTokenKind::ExecutableOpen)
        m_executable = true;
    else if (token.kind == SqlTokenKind::ExecutableClose)
        m_executable = false;
    else
        m_blocks.feed(token, m_lexer.text(token));
    if (m_dialect == SqlDialect::PostgreSql)
        watchCopy(token);
    m_hasCode = true;
    m_begin = m_begin < 0 ? token.offset : m_begin;
    m_end = token.end();
}

void Splitter::watchCopy(const SqlToken& token)
{
    const QByteArrayView text = m_lexer.text(token);
    if (!m_hasCode)
        m_copy = isKeyword(text, "COPY") ? Copy::Begun : Copy::No;
    else if (m_copy == Copy::From && isKeyword(text, "STDIN"))
        m_copy = Copy::Stdin;
    else if (m_copy == Copy::Begun || m_copy == Copy::From)
        m_copy = isKeyword(text, "FROM") ? Copy::From : Copy::Begun;
}

std::optional<SqlStatementRange> Splitter::takeTerminator(const SqlToken& token)
{
    m_lineStart = false;
    if (!m_ownDelimiter && (m_executable || !m_blocks.terminatorEnds())) {
        takeCode(token);
        return std::nullopt;
    }
    return finish(token.end());
}

std::optional<SqlStatementRange> Splitter::finish(qsizetype resumeAt)
{
    std::optional<SqlStatementRange> piece;
    if (m_hasCode) {
        piece = SqlStatementRange{m_begin, m_end - m_begin};
        m_resumedAt = resumeAt;
        if (m_copy == Copy::Stdin && resumeAt >= 0)
            readCopyData(*piece, resumeAt);
    }
    if (resumeAt >= 0 && !(piece && piece->dataOffset > 0))
        m_lexer.seek(resumeAt);
    m_blocks.reset();
    m_executable = false;
    m_hasCode = false;
    m_begin = -1;
    m_copy = Copy::No;
    return piece;
}

// psql takes the lines behind the one of the terminator, up to `\.`, for the data.
void Splitter::readCopyData(SqlStatementRange& piece, qsizetype from)
{
    const qsizetype begin = lineEnd(from) + 1;
    const QByteArrayView rest = restOfLine(from);
    if (begin >= m_script.size() || !(rest.isEmpty() || rest.startsWith("--")))
        return;
    qsizetype line = begin;
    while (line < m_script.size() && restOfLine(line) != "\\.")
        line = lineEnd(line) + 1;
    const qsizetype end = std::min(line, m_script.size());
    piece.dataOffset = begin;
    piece.dataLength = end - begin;
    m_lexer.seek(lineEnd(end) + 1);
    m_lineStart = true;
}

qsizetype Splitter::lineEnd(qsizetype from) const
{
    const qsizetype at = from < m_script.size() ? m_script.indexOf('\n', from) : -1;
    return at < 0 ? m_script.size() : at;
}

// Whether only blanks follow on the line; looks no further than at the first other byte.
bool Splitter::isLineEnd(qsizetype from) const
{
    while (from < m_script.size() && QByteArrayView(" \t\r").contains(m_script[from]))
        ++from;
    return from >= m_script.size() || m_script[from] == '\n';
}

QByteArrayView Splitter::restOfLine(qsizetype from) const
{
    return m_script.sliced(from, lineEnd(from) - from).trimmed();
}

bool Splitter::isDelimiterLine(const SqlToken& token) const
{
    if (m_dialect != SqlDialect::MySql || m_executable || !isKeyword(m_lexer.text(token), "DELIMITER"))
        return false;
    const qsizetype behind = token.end();
    if (behind < m_script.size() && !QByteArrayView(" \t\r\n").contains(m_script[behind]))
        return false;
    // Inside a statement `delimiter` may be a name; then only what cannot go on with the statement counts.
    const QByteArrayView argument = restOfLine(behind);
    return !m_hasCode || (!argument.isEmpty() && QByteArrayView("/$;|#~@").contains(argument[0]));
}

bool Splitter::isGoLine(const SqlToken& token) const
{
    if (m_dialect != SqlDialect::SqlServer || !isKeyword(m_lexer.text(token), "GO"))
        return false;
    QByteArrayView rest = restOfLine(token.end());
    while (!rest.isEmpty() && isSqlDigit(rest[0]))
        rest = rest.sliced(1);
    rest = rest.trimmed();
    return rest.isEmpty() || rest.startsWith("--");
}

std::optional<SqlStatementRange> Splitter::takeClientWord(const SqlToken& token)
{
    const qsizetype resumeAt = std::min(lineEnd(token.offset) + 1, m_script.size());
    if (m_dialect == SqlDialect::MySql)
        setDelimiter(restOfLine(token.end()));
    m_lineStart = true;
    return finish(resumeAt);
}

void Splitter::setDelimiter(QByteArrayView argument)
{
    if (argument.isEmpty())
        return;
    qsizetype length = 0;
    if (const char quote = argument[0]; QByteArrayView("'\"`").contains(quote)) {
        argument = argument.sliced(1);
        length = argument.indexOf(quote);
    } else {
        while (length < argument.size() && !QByteArrayView(" \t").contains(argument[length]))
            ++length;
    }
    const QByteArrayView delimiter
        = argument.first(std::min(length < 0 ? argument.size() : length, kLongestDelimiter));
    if (delimiter.isEmpty())
        return;
    m_lexer.setTerminator(delimiter);
    m_ownDelimiter = delimiter != ";";
}

std::optional<SqlStatementRange> Splitter::takeBackslash(const SqlToken& token)
{
    const bool psql = m_dialect == SqlDialect::PostgreSql;
    const bool mysql = m_dialect == SqlDialect::MySql;
    const QByteArrayView text = m_script.sliced(token.offset);
    if ((mysql && (text.startsWith("\\g") || text.startsWith("\\G"))) || (psql && text.startsWith("\\;")))
        return finish(token.offset + 2);
    const qsizetype goLength = text.startsWith("\\gx") ? 3 : 2;
    if (psql && m_hasCode && text.startsWith("\\g") && isLineEnd(token.offset + goLength))
        return finish(token.offset + goLength);
    m_lineStart = !m_hasCode && (psql || mysql);
    if (!m_lineStart) {
        takeCode(token);
        return std::nullopt;
    }
    const QByteArrayView command = restOfLine(token.offset);
    const qsizetype resumeAt = std::min(lineEnd(token.offset) + 1, m_script.size());
    static_cast<void>(finish(resumeAt));
    if (mysql && command.startsWith("\\d")) {
        setDelimiter(command.sliced(2).trimmed());
        return std::nullopt;
    }
    m_resumedAt = resumeAt;
    return SqlStatementRange{token.offset, command.size(), SqlRangeKind::ClientCommand};
}

} // namespace

std::vector<SqlStatementRange> splitSql(QByteArrayView script, SqlDialect dialect)
{
    std::vector<SqlStatementRange> pieces;
    Splitter splitter(script, dialect);
    while (const auto piece = splitter.next())
        pieces.push_back(*piece);
    return pieces;
}

std::optional<SqlStatementRange> statementAt(QByteArrayView script, qsizetype cursor, SqlDialect dialect)
{
    std::optional<SqlStatementRange> before;
    qsizetype resumedAt = -1;
    Splitter splitter(script, dialect);
    for (auto piece = splitter.next(); piece && piece->offset <= cursor; piece = splitter.next()) {
        before = piece;
        resumedAt = splitter.resumedAt();
    }
    if (!before || cursor <= before->end() || resumedAt < 0 || cursor < resumedAt
        || cursor < before->dataOffset + before->dataLength)
        return before;
    const bool sameLine
        = !script.sliced(resumedAt - 1, std::min(cursor, script.size()) - resumedAt + 1).contains('\n');
    return sameLine ? before : std::nullopt;
}

} // namespace larder
