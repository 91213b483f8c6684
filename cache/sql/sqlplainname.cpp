#include "cache/sql/sqlplainname.h"

#include "cache/sql/sqltables.h"
#include "cache/sql/sqlwords.h"

#include <algorithm>
#include <iterator>

namespace larder {

namespace {

// Without quotes these are no columns in some engine, whatever the table has.
constexpr QByteArrayView kNoColumns[]{"NULL", "TRUE", "FALSE", "UNKNOWN", "DEFAULT", "CURRENT_DATE",
    "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "CURRENT_ROLE", "CURRENT_CATALOG", "CURRENT_SCHEMA",
    "SESSION_USER", "SYSTEM_USER", "USER", "LOCALTIME", "LOCALTIMESTAMP", "UTC_DATE", "UTC_TIME",
    "UTC_TIMESTAMP", "SYSDATE", "ROWNUM", "NOT", "ALL", "ANY", "SOME", "AND", "ARRAY", "AS", "BETWEEN",
    "BINARY", "CASE", "CAST", "COLLATE", "DISTINCT", "EXISTS", "FROM", "IN", "INTERVAL", "IS", "ISNULL",
    "LIKE", "NOTNULL", "OR", "PRIOR", "RAISE", "ROW", "SELECT", "WHERE"};

bool isNoColumn(const SqlCode& code, qsizetype i)
{
    if (!code.has(i, SqlTokenKind::Word))
        return false;
    const QByteArrayView text = code.text(i);
    const char first = char(text.front() & ~0x20);
    return std::any_of(std::begin(kNoColumns), std::end(kNoColumns),
        [text, first](QByteArrayView word) { return word.front() == first && isKeyword(text, word); });
}

} // namespace

bool isPlainName(const SqlCode& code, qsizetype i)
{
    if (code.has(i, SqlTokenKind::Word))
        return true;
    const QByteArrayView text = code.text(i);
    return code.has(i, SqlTokenKind::QuotedName) && !text.startsWith("U&") && !text.startsWith("u&");
}

// Names of tables differ by case on many of MySQL's servers.
QByteArray comparableName(const SqlCode& code, qsizetype i)
{
    const QByteArray name = code.name(i);
    return code.dialect() == SqlDialect::MySql ? name : comparableTableName(name, code.dialect());
}

std::optional<SqlColumnReference> columnReferenceAt(const SqlCode& code, qsizetype i, bool star)
{
    SqlColumnReference column;
    while (isPlainName(code, i) && code.isMark(i + 1, ".")) {
        column.qualifier.push_back(comparableName(code, i));
        i += 2;
    }
    const bool named = isPlainName(code, i) && !isNoColumn(code, i) && !code.isMark(i + 1, "(");
    if (!named && !(star && code.isMark(i, "*")))
        return std::nullopt;
    column.name = i;
    column.end = i + 1;
    return column;
}

} // namespace larder
