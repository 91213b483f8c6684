#include "cache/sql/sqlwithclause.h"

namespace larder {

namespace {

/// The parenthesis that opens the body of the expression called by the token @p name, or size().
qsizetype bodyOf(const SqlCode& code, qsizetype name)
{
    qsizetype body = code.isMark(name + 1, "(") ? code.partner(name + 1) + 1 : name + 1;
    if (!code.isName(name) || !code.isWord(body, "AS"))
        return code.size();
    ++body;
    while (code.isOneOf(body, {"NOT", "MATERIALIZED"}))
        ++body;
    return code.isMark(body, "(") ? body : code.size();
}

/// The token behind a body and what PostgreSQL allows behind it.
qsizetype behindBody(const SqlCode& code, qsizetype body)
{
    qsizetype next = code.partner(body) + 1;
    if (!code.isOneOf(next, {"SEARCH", "CYCLE"}))
        return next;
    while (next < code.size() && !code.isMark(next, ",")
        && !code.isOneOf(next, {"SELECT", "VALUES", "WITH", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE"}))
        next = code.isMark(next, "(") ? code.partner(next) + 1 : next + 1;
    return next;
}

} // namespace

SqlWithClause sqlWithClause(const SqlCode& code, qsizetype with)
{
    SqlWithClause clause;
    clause.statement = with;
    clause.recursive = code.isWord(with + 1, "RECURSIVE") && bodyOf(code, with + 2) < code.size();
    qsizetype name = clause.recursive ? with + 2 : with + 1;
    for (qsizetype body = bodyOf(code, name); body < code.size(); body = bodyOf(code, name)) {
        clause.expressions.push_back({name, body});
        clause.statement = behindBody(code, body);
        name = code.isMark(clause.statement, ",") ? clause.statement + 1 : code.size();
    }
    return clause;
}

} // namespace larder
