#include "cache/sql/sqlscan.h"

#include "cache/sql/sqlfunctions.h"
#include "cache/sql/sqlwords.h"

#include <QList>

namespace larder {

namespace {

class Scanner final
{
public:
    Scanner(const SqlCode& code, const SqlTables& tables) : m_code(code), m_tables(tables) { }

    SqlFindings run();

private:
    void countArguments();
    void checkToken(qsizetype i);
    void checkWord(qsizetype i);
    void checkStatementWord(qsizetype i);
    void checkFurtherStatement(qsizetype i);
    void checkLock(qsizetype i);
    void checkSample(qsizetype i);
    [[nodiscard]] bool limitsWork(qsizetype i) const;
    void checkVariable(qsizetype i);
    void checkString(qsizetype i);
    void checkCall(qsizetype i);
    void checkKind(qsizetype i, const QByteArray& name);
    void checkTable(const SqlTableName& table);
    [[nodiscard]] bool callsNothing(qsizetype i) const;
    [[nodiscard]] bool hasFixedTime(qsizetype i) const;
    void find(std::optional<SqlToken>& finding, qsizetype i)
    {
        if (!finding)
            finding = m_code.token(i);
    }
    [[nodiscard]] bool is(SqlDialect dialect) const { return m_code.dialect() == dialect; }

    const SqlCode& m_code;
    const SqlTables& m_tables;
    SqlFindings m_findings;
    std::vector<qsizetype> m_arguments; ///< by opening parenthesis
};

SqlFindings Scanner::run()
{
    countArguments();
    for (qsizetype i = 0; i < m_code.size(); ++i)
        checkToken(i);
    for (const SqlTableName& table : m_tables.reads)
        checkTable(table);
    return std::move(m_findings);
}

void Scanner::countArguments()
{
    m_arguments.assign(static_cast<size_t>(m_code.size()), 0);
    std::vector<size_t> open;
    for (qsizetype i = 0; i < m_code.size(); ++i) {
        if (m_code.isMark(i, "(")) {
            open.push_back(static_cast<size_t>(i));
            m_arguments[open.back()] = m_code.isMark(i + 1, ")") ? 0 : 1;
        } else if (m_code.isMark(i, ")") && !open.empty()) {
            open.pop_back();
        } else if (m_code.isMark(i, ",") && !open.empty()) {
            ++m_arguments[open.back()];
        }
    }
}

void Scanner::checkToken(qsizetype i)
{
    switch (m_code.token(i).kind) {
    case SqlTokenKind::Word:
        if (m_code.isMark(i - 1, ".") && m_code.isOneOf(i, {"NEXTVAL", "CURRVAL"}))
            find(m_code.isWord(i, "NEXTVAL") ? m_findings.writing : m_findings.changing, i);
        else if (!m_code.isLabel(i))
            checkWord(i);
        [[fallthrough]];
    case SqlTokenKind::QuotedName:
        if (m_code.isMark(i + 1, "("))
            checkCall(i);
        break;
    case SqlTokenKind::Variable:
        checkVariable(i);
        break;
    case SqlTokenKind::String:
        checkString(i);
        break;
    case SqlTokenKind::Terminator:
        find(m_findings.several, i);
        break;
    case SqlTokenKind::Operator:
        if (is(SqlDialect::MySql) && m_code.text(i) == ":=") {
            find(m_findings.writing, i);
            m_findings.session = true;
        } else if (is(SqlDialect::MySql) && m_code.text(i) == "@") {
            find(m_findings.changing, i);
        }
        break;
    default:
        break;
    }
}

void Scanner::checkWord(qsizetype i)
{
    const bool call = m_code.isMark(i + 1, "(");
    checkLock(i);
    checkStatementWord(i);
    if (is(SqlDialect::SqlServer) || is(SqlDialect::Generic))
        checkFurtherStatement(i);
    if (m_code.isWord(i, "TABLESAMPLE"))
        checkSample(i);
    else if (m_code.isWord(i, "VALUE") && m_code.isWord(i + 1, "FOR"))
        find(m_code.isWord(i - 1, "NEXT") ? m_findings.writing : m_findings.changing, i);
    else if ((!call && isVolatileKeyword(m_code.text(i), m_code.dialect())) || limitsWork(i))
        find(m_findings.changing, i);
    else if (is(SqlDialect::Sqlite) && m_code.isWord(i, "REGEXP"))
        find(m_findings.unknown, i); // calls a function of the application
    else if (is(SqlDialect::PostgreSql) && !call && m_code.isOneOf(i, {"LAST_VALUE", "LOG_CNT", "IS_CALLED"}))
        find(m_findings.catalog, i); // the columns of a sequence
}

void Scanner::checkStatementWord(qsizetype i)
{
    const bool locks
        = m_code.isWord(i - 1, "FOR") || (m_code.isWord(i - 1, "KEY") && m_code.isWord(i - 2, "NO"));
    if (m_code.isOneOf(i, {"DELETE", "MERGE", "INTO"}) || (m_code.isWord(i, "UPDATE") && !locks)
        || (m_code.isWord(i, "INSERT") && !m_code.isMark(i + 1, "("))
        || (is(SqlDialect::MySql) && m_code.isWord(i, "PROCEDURE")))
        find(m_findings.writing, i);
}

// In T-SQL a statement may begin behind another without a terminator; UPDATE has its SET, INSERT its SELECT.
void Scanner::checkFurtherStatement(qsizetype i)
{
    const bool change = !m_tables.writes.empty();
    if (i == 0 || (change && m_code.isOneOf(i, {"SET", "SELECT"})))
        return;
    if (m_code.isOneOf(i,
            {"ALTER", "BACKUP", "BEGIN", "BULK", "CALL", "CHECKPOINT", "CLOSE", "COMMIT", "CREATE", "DBCC",
                "DEALLOCATE", "DECLARE", "DENY", "DISABLE", "DROP", "ENABLE", "EXEC", "EXECUTE", "GOTO",
                "GRANT", "IF", "KILL", "OPEN", "PRINT", "RAISERROR", "RECONFIGURE", "RESTORE", "RETURN",
                "REVERT", "REVOKE", "ROLLBACK", "SAVE", "SET", "SHUTDOWN", "THROW", "TRUNCATE", "USE",
                "WAITFOR", "WHILE"}))
        find(m_findings.several, i);
    const bool goesOn = m_code.isMark(i - 1, "(")
        || m_code.isOneOf(i - 1, {"UNION", "ALL", "EXCEPT", "INTERSECT", "DISTINCT", "MINUS", "THEN", "FOR"})
        || (m_code.isMark(i - 1, ")") && m_code.isWord(m_code.partner(i - 1) - 1, "AS"));
    if (m_code.isOneOf(i, {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"}) && !goesOn)
        find(m_findings.several, i);
}

void Scanner::checkLock(qsizetype i)
{
    if ((m_code.isWord(i, "FOR") && m_code.isOneOf(i + 1, {"UPDATE", "SHARE", "NO", "KEY"}))
        || (m_code.isWord(i, "LOCK") && m_code.isWord(i + 1, "IN")))
        find(m_findings.locking, i);
    if (!is(SqlDialect::SqlServer))
        return;
    if (m_code.isOneOf(i,
            {"UPDLOCK", "XLOCK", "HOLDLOCK", "TABLOCK", "TABLOCKX", "PAGLOCK", "ROWLOCK", "SERIALIZABLE",
                "REPEATABLEREAD", "READCOMMITTEDLOCK"}))
        find(m_findings.locking, i);
    else if (m_code.isOneOf(i, {"NOLOCK", "READUNCOMMITTED", "READPAST"}))
        find(m_findings.changing, i);
}

// MariaDB's LIMIT ROWS EXAMINED bounds what is looked at, not what is returned.
bool Scanner::limitsWork(qsizetype i) const
{
    return is(SqlDialect::MySql) && m_code.isWord(i, "EXAMINED") && m_code.isWord(i - 1, "ROWS");
}

void Scanner::checkSample(qsizetype i)
{
    const bool builtIn = m_code.isOneOf(i + 1, {"SYSTEM", "BERNOULLI"});
    const qsizetype size = builtIn ? i + 2 : i + 1;
    if (!m_code.isMark(size, "(") || !m_code.isWord(m_code.partner(size) + 1, "REPEATABLE"))
        find(m_findings.catalog, i);
}

void Scanner::checkVariable(qsizetype i)
{
    const bool compound = m_code.has(i + 1, SqlTokenKind::Operator) && m_code.isMark(i + 2, "=")
        && m_code.token(i + 1).end() == m_code.token(i + 2).offset && !m_code.isMark(i + 1, "<")
        && !m_code.isMark(i + 1, ">") && !m_code.isMark(i + 1, "!");
    if (is(SqlDialect::SqlServer) && (m_code.isMark(i + 1, "=") || compound)) {
        find(m_findings.writing, i);
        m_findings.session = true;
    } else {
        find(m_findings.changing, i);
    }
}

// PostgreSQL reads these words in a literal of a date type as the present day or time.
void Scanner::checkString(qsizetype i)
{
    if (!is(SqlDialect::PostgreSql))
        return;
    const QByteArrayView text = m_code.text(i);
    constexpr qsizetype kLongestTime = 64;
    if (text.size() > kLongestTime)
        return;
    for (qsizetype begin = 0, end = 0; begin < text.size(); begin = end + 1) {
        end = begin;
        while (end < text.size() && isSqlLetter(text[end]))
            ++end;
        if (isOneOf(text.sliced(begin, end - begin), {"NOW", "TODAY", "TOMORROW", "YESTERDAY"}))
            find(m_findings.changing, i);
    }
}

bool Scanner::callsNothing(qsizetype i) const
{
    const size_t index = static_cast<size_t>(i);
    if ((index < m_tables.callsNothing.size() && m_tables.callsNothing[index]) || m_code.isWord(i - 1, "AS")
        || m_code.isMark(i - 1, "::"))
        return true;
    if (m_code.isMark(i - 1, ".") || !m_code.has(i, SqlTokenKind::Word))
        return false;
    return isReservedBeforeParenthesis(m_code.text(i), m_code.dialect())
        || (m_code.isMark(i - 1, ")") && m_code.isOneOf(i, {"OVER", "FILTER", "AGAINST", "REPEATABLE"}))
        || (m_code.isWord(i - 1, "TABLESAMPLE") && m_code.isOneOf(i, {"SYSTEM", "BERNOULLI"}))
        || (m_code.isWord(i - 1, "ON") && m_code.isWord(i, "CONFLICT"))
        || (m_code.isWord(i - 1, "GROUPING") && m_code.isWord(i, "SETS"))
        || (m_code.isWord(i - 1, "BY") && m_code.isOneOf(i, {"ROLLUP", "CUBE"}))
        || (m_code.isWord(i - 1, "FETCH") && m_code.isOneOf(i, {"FIRST", "NEXT"}))
        || (m_code.isOneOf(i - 1, {"USE", "FORCE", "IGNORE"}) && m_code.isOneOf(i, {"INDEX", "KEY"}))
        || (m_code.has(i - 1, SqlTokenKind::String) && m_code.isWord(i, "COLUMNS"));
}

void Scanner::checkCall(qsizetype i)
{
    if (callsNothing(i))
        return;
    const bool qualified = m_code.isMark(i - 1, ".");
    const bool builtInSchema
        = is(SqlDialect::PostgreSql) && m_code.name(i - 2) == "pg_catalog" && !m_code.isMark(i - 3, ".");
    const bool quoted = m_code.has(i, SqlTokenKind::QuotedName);
    if ((qualified && !builtInSchema) || (quoted && is(SqlDialect::MySql)))
        find(m_findings.unknown, i);
    else
        checkKind(i, is(SqlDialect::PostgreSql) ? m_code.name(i) : m_code.name(i).toLower());
}

void Scanner::checkKind(qsizetype i, const QByteArray& name)
{
    switch (sqlFunctionKind(name, m_arguments[static_cast<size_t>(i + 1)], m_code.dialect())) {
    case SqlFunctionKind::Deterministic:
        break;
    case SqlFunctionKind::Clock:
        if (!hasFixedTime(i))
            find(m_findings.changing, i);
        break;
    case SqlFunctionKind::Volatile:
        find(m_findings.changing, i);
        break;
    case SqlFunctionKind::Sequence: {
        find(m_findings.writing, i);
        const qsizetype sequence = i + 2;
        const QByteArrayView text = m_code.text(sequence);
        if (m_code.has(sequence, SqlTokenKind::String) && text.startsWith('\''))
            m_findings.sequences.push_back({text.sliced(1).chopped(1).toByteArray(), m_code.token(sequence)});
        else if (m_code.isName(sequence))
            m_findings.sequences.push_back(
                {m_code.dottedName(sequence, m_code.nameEnd(sequence)), m_code.token(sequence)});
        break;
    }
    case SqlFunctionKind::Effect:
        find(m_findings.writing, i);
        m_findings.session = true;
        break;
    case SqlFunctionKind::Unknown:
        if (is(SqlDialect::Sqlite) && name.startsWith("pragma_") && isPurePragma(name.mid(7), true))
            find(m_findings.catalog, i);
        else
            find(m_findings.unknown, i);
        break;
    }
}

/// Whether SQLite's date function at @p i has nothing but literals for arguments, and none that means the
/// present.
bool Scanner::hasFixedTime(qsizetype i) const
{
    const qsizetype end = m_code.partner(i + 1);
    const qsizetype arguments = m_arguments[static_cast<size_t>(i + 1)];
    if (arguments < (m_code.isOneOf(i, {"STRFTIME", "TIMEDIFF"}) ? 2 : 1))
        return false;
    for (qsizetype at = i + 2; at < end; ++at) {
        const QByteArrayView text = m_code.text(at);
        if (m_code.has(at, SqlTokenKind::String)
            && !isOneOf(text, {"'now'", "'localtime'", "'utc'", "'subsec'", "'subsecond'"}))
            continue;
        if (!m_code.has(at, SqlTokenKind::Number) && text != "," && text != "-" && text != "+")
            return false;
    }
    return true;
}

void Scanner::checkTable(const SqlTableName& table)
{
    const QList<QByteArray> parts = table.name.toLower().split('.');
    const auto among = [&parts](std::initializer_list<QByteArrayView> names) {
        return std::any_of(
            parts.begin(), parts.end(), [&](const QByteArray& part) { return isOneOf(part, names); });
    };
    const auto startsWith = [&parts](QByteArrayView prefix) {
        return std::any_of(
            parts.begin(), parts.end(), [&](const QByteArray& part) { return part.startsWith(prefix); });
    };
    const bool any = is(SqlDialect::Generic);
    const bool special = ((any || is(SqlDialect::Sqlite))
                             && (startsWith("sqlite_") || startsWith("pragma_") || parts.first() == "temp"
                                 || among({"dbstat", "bytecode", "tables_used"})))
        || ((any || is(SqlDialect::PostgreSql))
            && (startsWith("pg_") || parts.contains("information_schema")))
        || ((any || is(SqlDialect::MySql)) && parts.size() > 1
            && among({"information_schema", "mysql", "performance_schema", "sys"}))
        || ((any || is(SqlDialect::SqlServer))
            && (startsWith("#")
                || (parts.size() > 1 && among({"sys", "information_schema", "tempdb", "msdb"}))));
    if (special && !m_findings.catalog)
        m_findings.catalog = table.token;
}

} // namespace

SqlFindings scanSql(const SqlCode& code, const SqlTables& tables)
{
    return Scanner(code, tables).run();
}

bool isPurePragma(QByteArrayView name, bool argument)
{
    if (isOneOf(name,
            {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
                "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check"}))
        return true;
    return !argument
        && isOneOf(name,
            {"application_id", "auto_vacuum", "busy_timeout", "cache_size", "collation_list",
                "compile_options", "data_version", "database_list", "encoding", "foreign_keys",
                "freelist_count", "function_list", "max_page_count", "module_list", "page_count", "page_size",
                "pragma_list", "query_only", "recursive_triggers", "schema_version", "synchronous",
                "temp_store", "user_version"});
}

} // namespace larder
