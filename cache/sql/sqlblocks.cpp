#include "cache/sql/sqlblocks.h"

#include "cache/sql/sqlwords.h"

namespace larder {

void SqlBlocks::feed(const SqlToken& token, QByteArrayView text)
{
    // "1 AS as FROM t": the second AS names nothing.
    m_isLabel = m_before == "." || (isKeyword(m_before, "AS") && !m_isLabel);
    switch (m_dialect) {
    case SqlDialect::Sqlite:
        feedSqlite(token, text);
        break;
    case SqlDialect::PostgreSql:
        feedPostgreSql(token, text);
        break;
    case SqlDialect::MySql:
        m_mySql.feed(token, text);
        break;
    case SqlDialect::SqlServer:
        feedSqlServer(token, text);
        break;
    case SqlDialect::Generic:
        break;
    }
    m_before = text;
}

bool SqlBlocks::terminatorEnds() const
{
    if (m_dialect == SqlDialect::MySql)
        return m_mySql.terminatorEnds();
    if (m_dialect == SqlDialect::Sqlite)
        return m_header != Header::Trigger || m_tail == Tail::End;
    return m_parentheses == 0 && m_depth == 0 && !m_wholeBatch;
}

// The rule of sqlite3_complete(): a trigger ends at the `;` behind `; END`.
void SqlBlocks::feedSqlite(const SqlToken& token, QByteArrayView text)
{
    const bool word = token.kind == SqlTokenKind::Word;
    switch (m_header) {
    case Header::Start:
    case Header::Explain:
        if (word && isKeyword(text, "CREATE"))
            m_header = Header::Create;
        else if (word && m_header == Header::Start && isKeyword(text, "EXPLAIN"))
            m_header = Header::Explain;
        else if (!word || m_header == Header::Start || !isOneOf(text, {"QUERY", "PLAN"}))
            m_header = Header::Other;
        break;
    case Header::Create:
        if (word && isKeyword(text, "TRIGGER"))
            m_header = Header::Trigger;
        else if (!word || !isOneOf(text, {"TEMP", "TEMPORARY"}))
            m_header = Header::Other;
        break;
    case Header::Trigger:
        if (token.kind == SqlTokenKind::Terminator)
            m_tail = Tail::Semicolon;
        else if (word && m_tail == Tail::Semicolon && isKeyword(text, "END"))
            m_tail = Tail::End;
        else
            m_tail = Tail::Body;
        break;
    case Header::Other:
        break;
    }
}

// A body in standard SQL is BEGIN ATOMIC … END; only CASE has an END of its own in there.
void SqlBlocks::feedPostgreSql(const SqlToken& token, QByteArrayView text)
{
    if (token.kind == SqlTokenKind::Punctuation) {
        if (text == "(")
            ++m_parentheses;
        else if (text == ")" && m_parentheses > 0)
            --m_parentheses;
    }
    if (m_header == Header::Start)
        m_header = isKeyword(text, "CREATE") ? Header::Create : Header::Other;
    if (token.kind != SqlTokenKind::Word || m_header != Header::Create)
        return;
    if (m_depth == 0)
        m_depth = isKeyword(m_before, "BEGIN") && isKeyword(text, "ATOMIC") ? 1 : 0;
    else if (isKeyword(text, "CASE") && !m_isLabel)
        ++m_depth;
    else if (isKeyword(text, "END") && !m_isLabel)
        --m_depth;
}

// What only works as a whole batch (modules, variables, branches) goes up to the next GO.
void SqlBlocks::feedSqlServer(const SqlToken& token, QByteArrayView text)
{
    if (token.kind != SqlTokenKind::Word) {
        m_header = m_header == Header::Start ? Header::Other : m_header;
        return;
    }
    if (m_header == Header::Start) {
        m_wholeBatch = isOneOf(text, {"DECLARE", "IF", "WHILE"});
        m_header = isOneOf(text, {"CREATE", "ALTER"}) ? Header::Create : Header::Other;
    } else if (m_header == Header::Create && !isOneOf(text, {"OR", "ALTER"})) {
        m_wholeBatch = isOneOf(text, {"PROC", "PROCEDURE", "FUNCTION", "TRIGGER"});
        m_header = Header::Other;
    }
    const bool opened = isKeyword(m_before, "BEGIN");
    if (isOneOf(text, {"BEGIN", "CASE"}))
        ++m_depth;
    else if (m_depth > 0
        && (isKeyword(text, "END")
            || (opened && isOneOf(text, {"TRAN", "TRANSACTION", "DISTRIBUTED", "CONVERSATION", "DIALOG"}))))
        --m_depth;
}

} // namespace larder
