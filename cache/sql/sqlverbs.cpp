#include "cache/sql/sqlverbs.h"

#include "cache/sql/sqlwithclause.h"

namespace larder {

namespace {

bool isQuery(const SqlCode& code, qsizetype i)
{
    const SqlDialect dialect = code.dialect();
    return code.isWord(i, "SELECT") || (code.isWord(i, "VALUES") && dialect != SqlDialect::SqlServer)
        || (code.isWord(i, "TABLE") && (dialect == SqlDialect::PostgreSql || dialect == SqlDialect::MySql));
}

bool isExplain(const SqlCode& code, qsizetype i)
{
    switch (code.dialect()) {
    case SqlDialect::MySql:
        return code.isOneOf(i, {"EXPLAIN", "DESCRIBE", "DESC"})
            || (code.isWord(i, "ANALYZE")
                && (code.isMark(i + 1, "(")
                    || code.isOneOf(
                        i + 1, {"FORMAT", "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE"})));
    case SqlDialect::Sqlite:
    case SqlDialect::PostgreSql:
        return code.isWord(i, "EXPLAIN");
    default:
        return false;
    }
}

/// Whether the option ANALYZE in the list that opens at @p open is on.
bool hasAnalyzeOption(const SqlCode& code, qsizetype open)
{
    for (qsizetype i = open + 1; i < code.partner(open); ++i) {
        const bool option = code.isMark(i - 1, "(") || code.isMark(i - 1, ",");
        const bool off = code.isOneOf(i + 1, {"FALSE", "OFF"}) || code.text(i + 1) == "0";
        const bool quoted = code.has(i, SqlTokenKind::QuotedName); // the name of an option may be, too
        if (option && (quoted || code.isOneOf(i, {"ANALYZE", "ANALYSE"})) && !off)
            return true;
    }
    return false;
}

bool isTemporary(const SqlCode& code, qsizetype verb)
{
    for (qsizetype i = verb + 1; i < verb + 6; ++i) {
        if (code.isOneOf(i, {"TEMP", "TEMPORARY", "PG_TEMP"}) || code.text(i).startsWith('#'))
            return true;
    }
    return false;
}

/// Adds the names in a list separated by commas, whatever stands behind each name.
void takeNameList(const SqlCode& code, qsizetype i, std::vector<SqlTableName>& names)
{
    while (code.isOneOf(i, {"TABLE", "TABLES", "ONLY", "IF", "NOT", "EXISTS", "CONCURRENTLY"}))
        ++i;
    while (code.isName(i)) {
        const qsizetype end = code.nameEnd(i);
        names.push_back({code.dottedName(i, end), code.token(i)});
        for (i = end; i < code.size() && !code.isMark(i, ","); ++i) {
            if (code.isMark(i, "("))
                i = code.partner(i);
        }
        ++i;
        if (code.isWord(i, "ONLY"))
            ++i;
    }
}

bool isTransactionControl(const SqlCode& code, qsizetype i)
{
    const bool transaction = code.isOneOf(i + 1, {"TRANSACTION", "TRAN", "WORK"});
    if (code.isWord(i, "BEGIN"))
        return code.dialect() != SqlDialect::SqlServer ? !code.isOneOf(i + 1, {"NOT", "ATOMIC"})
                                                       : transaction;
    if (code.isOneOf(i, {"START", "PREPARE", "SAVE"}))
        return transaction;
    return code.isOneOf(i, {"COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "XA"});
}

SqlVerbEffects copyEffects(const SqlCode& code, qsizetype verb)
{
    SqlVerbEffects effects;
    effects.changesSession = false;
    effects.returnsRows = false;
    effects.tablesKnown = true;
    if (code.isMark(verb + 1, "(")) {
        effects.tables = sqlTables(code, verb + 1);
        return effects;
    }
    const qsizetype name = code.isWord(verb + 1, "BINARY") ? verb + 2 : verb + 1;
    std::vector<SqlTableName> names;
    takeNameList(code, name, names);
    names.resize(std::min(names.size(), size_t{1}));
    bool from = false;
    for (qsizetype i = code.nameEnd(name); i < code.size() && !code.isOneOf(i, {"FROM", "TO"}); ++i)
        from = code.isWord(i + 1, "FROM");
    from = from || code.isWord(code.nameEnd(name), "FROM");
    (from ? effects.tables.writes : effects.tables.reads) = std::move(names);
    return effects;
}

SqlVerbEffects definitionEffects(const SqlCode& code, qsizetype verb)
{
    SqlVerbEffects effects;
    effects.changesSession = isTemporary(code, verb);
    effects.returnsRows = false;
    qsizetype object = verb + 1;
    while (code.isOneOf(
        object, {"OR", "REPLACE", "TEMP", "TEMPORARY", "LOCAL", "GLOBAL", "UNLOGGED", "FOREIGN"}))
        ++object;
    if (!code.isWord(object, "TABLE"))
        return effects;
    effects.tables = sqlTables(code, object + 1); // CREATE TABLE … AS SELECT
    std::vector<SqlTableName> names;
    takeNameList(code, object, names);
    if (!code.isWord(verb, "DROP"))
        names.resize(std::min(names.size(), size_t{1}));
    effects.tables.writes = std::move(names);
    return effects;
}

SqlVerbEffects tableListEffects(const SqlCode& code, qsizetype verb)
{
    SqlVerbEffects effects;
    effects.returnsRows = false;
    const bool truncate = code.isWord(verb, "TRUNCATE");
    effects.changesSession = !truncate;
    effects.tablesKnown = true;
    takeNameList(code, verb + 1, truncate ? effects.tables.writes : effects.tables.reads);
    for (qsizetype i = verb; i < code.size(); ++i)
        effects.tablesKnown = effects.tablesKnown && !code.isWord(i, "CASCADE");
    return effects;
}

} // namespace

SqlVerbKind sqlVerbKind(const SqlCode& code, qsizetype verb)
{
    if (isQuery(code, verb))
        return SqlVerbKind::Query;
    if (verb > 0 && code.isMark(verb - 1, "(")) // only queries may stand in parentheses
        return SqlVerbKind::Unknown;
    if (code.isOneOf(verb, {"INSERT", "UPDATE", "DELETE", "MERGE"})
        || (code.isWord(verb, "REPLACE")
            && (code.dialect() == SqlDialect::Sqlite || code.dialect() == SqlDialect::MySql)))
        return SqlVerbKind::Change;
    if (isExplain(code, verb))
        return SqlVerbKind::Explain;
    if (code.isWord(verb, "PRAGMA") && code.dialect() == SqlDialect::Sqlite)
        return SqlVerbKind::Pragma;
    if ((code.isWord(verb, "SHOW")
            && (code.dialect() == SqlDialect::MySql || code.dialect() == SqlDialect::PostgreSql))
        || (code.isWord(verb, "HELP") && code.dialect() == SqlDialect::MySql))
        return SqlVerbKind::Show;
    return SqlVerbKind::Other;
}

qsizetype mainVerb(const SqlCode& code, qsizetype from)
{
    qsizetype verb = from;
    while (true) {
        while (code.isMark(verb, "("))
            ++verb;
        if (!code.isWord(verb, "WITH"))
            return verb;
        const SqlWithClause clause = sqlWithClause(code, verb);
        if (clause.expressions.empty())
            return verb;
        verb = clause.statement;
    }
}

SqlExplained explainedStatement(const SqlCode& code, qsizetype verb)
{
    SqlExplained result{verb + 1, code.isWord(verb, "ANALYZE"), false};
    qsizetype& i = result.statement;
    if (code.dialect() == SqlDialect::PostgreSql && code.isMark(i, "(")
        && !isQuery(code, mainVerb(code, i))) {
        result.executes = hasAnalyzeOption(code, i);
        i = code.partner(i) + 1;
    }
    while (true) {
        if (code.isOneOf(i, {"ANALYZE", "ANALYSE"}))
            result.executes = true;
        else if (code.isWord(i, "FORMAT") && code.isMark(i + 1, "="))
            i += 2;
        else if (!code.isOneOf(i, {"VERBOSE", "EXTENDED", "PARTITIONS", "QUERY", "PLAN"}))
            break;
        ++i;
    }
    const SqlVerbKind kind = sqlVerbKind(code, mainVerb(code, i));
    result.table = code.dialect() == SqlDialect::MySql && code.isName(i) && !result.executes
        && kind == SqlVerbKind::Other && !code.isOneOf(i, {"FOR", "SET", "CALL", "DO"});
    return result;
}

SqlVerbEffects sqlVerbEffects(const SqlCode& code, qsizetype verb)
{
    SqlVerbEffects effects;
    if (isTransactionControl(code, verb)) {
        effects.transactionControl = true;
        effects.changesSession = false;
        effects.returnsRows = code.isWord(verb, "XA");
        effects.tablesKnown = true;
    } else if (code.isOneOf(verb, {"CREATE", "ALTER", "DROP"})) {
        effects = definitionEffects(code, verb);
    } else if (code.isOneOf(verb, {"TRUNCATE", "LOCK"})) {
        effects = tableListEffects(code, verb);
    } else if (code.isWord(verb, "COPY") && code.dialect() == SqlDialect::PostgreSql) {
        effects = copyEffects(code, verb);
    } else if (code.isWord(verb, "REFRESH") && code.isOneOf(verb + 2, {"VIEW"})) {
        effects.changesSession = false;
        effects.returnsRows = false;
        effects.tablesKnown = true;
        takeNameList(code, verb + 3, effects.tables.writes);
    } else if (code.isOneOf(verb,
                   {"SET", "RESET", "USE", "ATTACH", "DETACH", "LISTEN", "UNLISTEN", "DEALLOCATE", "PREPARE",
                       "UNLOCK", "DECLARE", "CLOSE"})) {
        effects.returnsRows = false;
        effects.tablesKnown = true;
    } else if (code.isOneOf(verb, {"NOTIFY"})) {
        effects = {false, false, false, true, {}};
    } else if (code.isOneOf(verb,
                   {"ANALYZE", "CHECKPOINT", "CLUSTER", "COMMENT", "GRANT", "IMPORT", "PURGE", "REASSIGN",
                       "REFRESH", "REINDEX", "RENAME", "REVOKE", "SECURITY", "VACUUM", "OPTIMIZE", "REPAIR",
                       "CHECK", "CHECKSUM", "FLUSH", "KILL", "LOAD"})) {
        effects.changesSession = code.isWord(verb, "LOAD");
    }
    return effects;
}

bool intoSession(const SqlCode& code)
{
    for (qsizetype i = 0; i < code.size(); ++i) {
        if (code.isWord(i, "INTO")
            && (code.isOneOf(i + 1, {"TEMP", "TEMPORARY", "LOCAL"}) || code.has(i + 1, SqlTokenKind::Variable)
                || code.text(i + 1).startsWith('#') || code.isMark(i + 1, "@")))
            return true;
    }
    return false;
}

} // namespace larder
