#include "cache/sql/sqlrowquery.h"

#include "cache/sql/sqltables.h"
#include "cache/sql/sqlwords.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace larder {

namespace {

constexpr QByteArrayView kJoinWords[]{"JOIN", "NATURAL", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS",
    "STRAIGHT_JOIN", "ON", "USING", "LATERAL"};
constexpr QByteArrayView kSetWords[]{"UNION", "INTERSECT", "EXCEPT", "MINUS"};
constexpr QByteArrayView kGroupWords[]{"GROUP", "HAVING"};
constexpr QByteArrayView kWindowWords[]{"WINDOW", "QUALIFY", "OVER", "FILTER"};
constexpr QByteArrayView kOtherClauses[]{
    "FOR", "LOCK", "INTO", "PROCEDURE", "WITH", "RETURNING", "TABLESAMPLE", "INDEXED", "SELECT", "VALUES"};
constexpr QByteArrayView kOverWords[]{"OVER", "FILTER"};
constexpr QByteArrayView kLimitWords[]{"LIMIT", "OFFSET", "FETCH"};
// Behind a column they are operators.
constexpr QByteArrayView kPostfixOperators[]{"ISNULL", "NOTNULL"};
constexpr QByteArrayView kAggregates[]{"count", "sum", "total", "avg", "min", "max", "group_concat",
    "string_agg", "array_agg", "json_agg", "jsonb_agg", "json_group_array", "json_group_object",
    "jsonb_group_array", "jsonb_group_object", "json_arrayagg", "json_objectagg", "json_object_agg",
    "jsonb_object_agg", "xmlagg", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor", "any_value",
    "std", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "median", "mode",
    "percentile", "percentile_cont", "percentile_disc", "corr", "count_big", "stdev", "stdevp", "var", "varp",
    "checksum_agg"};
// PostgreSQL cuts longer names off.
constexpr qsizetype kLongestName = 63;
constexpr size_t kUsualColumns = 8;

/// Reads one statement from left to right.
class RowQueryParser final
{
public:
    explicit RowQueryParser(const SqlCode& code) : m_code(code) { m_query.columns.reserve(kUsualColumns); }

    SqlRowQuery run();

private:
    bool fail(SqlRowObstacle obstacle, qsizetype at);
    bool takeStart();
    bool takeSelectList();
    bool takeItem();
    bool takeLabel(SqlRowColumn& column);
    [[nodiscard]] QByteArray labelAt(qsizetype at) const;
    bool failInList(qsizetype at);
    bool takeTable();
    bool takeAlias();
    bool takeClauses();
    bool takeClauseWord(qsizetype at);
    bool allowsAt(qsizetype at);
    bool checkOrder();
    bool checkQualifiers();
    [[nodiscard]] bool isOneOf(qsizetype i, std::span<const QByteArrayView> words) const;
    [[nodiscard]] bool isCall(qsizetype i) const;
    [[nodiscard]] bool isAggregate(qsizetype i) const;

    const SqlCode& m_code;
    qsizetype m_at = 0;
    SqlRowQuery m_query;
    qsizetype m_items = 0;
    bool m_star = false;
    std::vector<SqlColumnReference> m_qualified;
    SqlTableReference m_table;
    // Where the clauses begin; size() for one that is not there.
    qsizetype m_where = 0;
    qsizetype m_order = 0;
    qsizetype m_limit = 0;
};

SqlRowQuery RowQueryParser::run()
{
    if (!takeStart() || !takeSelectList() || !takeTable() || !takeClauses() || !checkQualifiers())
        return {m_query.obstacle, m_query.token};
    if (m_star)
        m_query.columns.clear();
    const bool plain = m_where < m_code.size() && m_order == m_code.size() && m_limit == m_code.size();
    if (!plain || (m_star && m_items > 1))
        return std::move(m_query);
    m_query.key = keyConditionAt(m_code, m_where + 1, m_table);
    return std::move(m_query);
}

bool RowQueryParser::fail(SqlRowObstacle obstacle, qsizetype at)
{
    m_query.obstacle = obstacle;
    m_query.token = m_code.token(at);
    return false;
}

// Behind a point it is a name.
bool RowQueryParser::isOneOf(qsizetype i, std::span<const QByteArrayView> words) const
{
    const QByteArrayView text = m_code.text(i);
    return m_code.has(i, SqlTokenKind::Word)
        && std::any_of(
            words.begin(), words.end(), [text](QByteArrayView word) { return isKeyword(text, word); })
        && !m_code.isMark(i - 1, ".");
}

bool RowQueryParser::isCall(qsizetype i) const
{
    return m_code.isName(i) && m_code.isMark(i + 1, "(");
}

bool RowQueryParser::isAggregate(qsizetype i) const
{
    if (!isCall(i))
        return false;
    const QByteArray name = m_code.name(i);
    return std::any_of(std::begin(kAggregates), std::end(kAggregates),
        [&](QByteArrayView aggregate) { return isKeyword(name, aggregate); });
}

bool RowQueryParser::takeStart()
{
    if (const auto defect = m_code.defect()) {
        m_query.obstacle = SqlRowObstacle::Malformed;
        m_query.token = *defect;
        return false;
    }
    if (m_code.hasExecutableComments())
        return fail(SqlRowObstacle::Malformed, 0);
    for (qsizetype i = 0; i < m_code.size(); ++i) {
        if (m_code.has(i, SqlTokenKind::Terminator))
            return fail(SqlRowObstacle::SeveralStatements, i);
    }
    if (m_code.isWord(0, "WITH"))
        return fail(SqlRowObstacle::CommonTable, 0);
    if (!m_code.isWord(0, "SELECT"))
        return fail(SqlRowObstacle::NotASelect, 0);
    m_at = 1;
    return true;
}

bool RowQueryParser::takeSelectList()
{
    if (m_code.isOneOf(m_at, {"DISTINCT", "DISTINCTROW"}))
        return fail(SqlRowObstacle::Distinct, m_at);
    if (m_code.isOneOf(m_at,
            {"ALL", "TOP", "SQL_CALC_FOUND_ROWS", "SQL_NO_CACHE", "SQL_CACHE", "HIGH_PRIORITY",
                "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_BUFFER_RESULT", "STRAIGHT_JOIN"}))
        return fail(SqlRowObstacle::Clause, m_at);
    while (takeItem()) {
        if (!m_code.isMark(m_at, ","))
            break;
        ++m_at;
    }
    if (m_query.obstacle != SqlRowObstacle::None)
        return false;
    if (m_code.isWord(m_at, "FROM"))
        return true;
    return m_at == m_code.size() ? fail(SqlRowObstacle::NoTable, 0) : failInList(m_at);
}

bool RowQueryParser::takeItem()
{
    const auto reference = columnReferenceAt(m_code, m_at, true);
    const bool star = reference && m_code.isMark(reference->name, "*");
    if (!reference || (star && reference->qualifier.size() > 1))
        return failInList(m_at);
    if (!reference->qualifier.empty())
        m_qualified.push_back(*reference);
    ++m_items;
    m_at = reference->end;
    if (star) {
        m_star = true;
        return true;
    }
    const QByteArray name = m_code.name(reference->name);
    SqlRowColumn column{comparableTableName(name, m_code.dialect())};
    // These engines head a column as the statement writes it, the others as the table was made.
    if (m_code.dialect() == SqlDialect::MySql || m_code.dialect() == SqlDialect::SqlServer)
        column.label = labelAt(reference->name);
    if (!takeLabel(column))
        return false;
    m_query.columns.push_back(std::move(column));
    return true;
}

bool RowQueryParser::takeLabel(SqlRowColumn& column)
{
    const bool as = m_code.isWord(m_at, "AS");
    const qsizetype at = as ? m_at + 1 : m_at;
    const bool name = as ? m_code.isName(at)
                         : m_code.isName(at) && !m_code.isWord(at, "FROM") && !isOneOf(at, kPostfixOperators);
    if (!name)
        return !as || failInList(at);
    column.label = labelAt(at);
    if (m_code.dialect() == SqlDialect::PostgreSql && column.label->size() > kLongestName)
        return failInList(at);
    m_at = at + 1;
    return true;
}

/// The name at @p at as a result is headed with it.
QByteArray RowQueryParser::labelAt(qsizetype at) const
{
    const bool folds = m_code.dialect() == SqlDialect::PostgreSql;
    return m_code.has(at, SqlTokenKind::Word) && !folds ? m_code.text(at).toByteArray() : m_code.name(at);
}

bool RowQueryParser::failInList(qsizetype at)
{
    if (!isCall(at))
        return fail(SqlRowObstacle::Expression, at);
    if (m_code.isOneOf(m_code.partner(at + 1) + 1, {"OVER", "FILTER"}))
        return fail(SqlRowObstacle::Window, at);
    return fail(isAggregate(at) ? SqlRowObstacle::Aggregate : SqlRowObstacle::Expression, at);
}

bool RowQueryParser::takeTable()
{
    ++m_at;
    if (m_code.isMark(m_at, "("))
        return fail(SqlRowObstacle::Subquery, m_at);
    if (m_code.isOneOf(m_at, {"ONLY", "LATERAL"}))
        return fail(SqlRowObstacle::Clause, m_at);
    std::vector<QByteArray>& name = m_table.name;
    while (isPlainName(m_code, m_at) && name.size() < 2) {
        name.push_back(comparableName(m_code, m_at));
        ++m_at;
        if (!m_code.isMark(m_at, "."))
            break;
        ++m_at;
    }
    if (m_code.isMark(m_at, "("))
        return fail(SqlRowObstacle::Subquery, m_at - 1);
    if (name.empty() || name.back().isEmpty() || m_code.isMark(m_at - 1, ".") || m_code.isMark(m_at, "."))
        return fail(SqlRowObstacle::NoTable, m_at);
    m_query.table = name.back();
    m_query.schema = name.size() == 2 ? name.front() : QByteArray();
    return takeAlias();
}

bool RowQueryParser::takeAlias()
{
    const bool as = m_code.isWord(m_at, "AS");
    const qsizetype at = as ? m_at + 1 : m_at;
    if (as && !m_code.isName(at))
        return fail(SqlRowObstacle::Clause, at);
    if (!as && (!m_code.isName(at) || m_code.isOneOf(at, {"WHERE", "ORDER"}) || isOneOf(at, kLimitWords)))
        return true;
    if (!as && !allowsAt(at))
        return false;
    m_table.alias = comparableName(m_code, at);
    m_at = at + 1;
    return true;
}

/// False, with the obstacle noted, if at @p at begins what keeps rows from being those of one table.
bool RowQueryParser::allowsAt(qsizetype at)
{
    if (m_code.isMark(at, ",") || isOneOf(at, kJoinWords))
        return fail(SqlRowObstacle::Join, at);
    if (isOneOf(at, kSetWords))
        return fail(SqlRowObstacle::SetOperation, at);
    if (isOneOf(at, kGroupWords))
        return fail(SqlRowObstacle::Grouping, at);
    if (isOneOf(at, kWindowWords))
        return fail(SqlRowObstacle::Window, at);
    const bool other = isOneOf(at, kOtherClauses) || (m_code.isWord(at, "OPTION") && isCall(at));
    return !other || fail(SqlRowObstacle::Clause, at);
}

bool RowQueryParser::takeClauses()
{
    const qsizetype size = m_code.size();
    m_where = m_order = m_limit = size;
    if (m_at < size && !m_code.isOneOf(m_at, {"WHERE", "ORDER"}) && !isOneOf(m_at, kLimitWords))
        return allowsAt(m_at) && fail(SqlRowObstacle::Clause, m_at);
    for (qsizetype i = m_at; i < size; ++i) {
        if (m_code.isMark(i, "("))
            i = m_code.partner(i);
        else if (m_code.has(i, SqlTokenKind::Word) && !takeClauseWord(i))
            return false;
    }
    return checkOrder();
}

bool RowQueryParser::takeClauseWord(qsizetype at)
{
    if (m_code.isMark(at - 1, "."))
        return true;
    const bool where = m_code.isWord(at, "WHERE");
    const bool order = m_code.isWord(at, "ORDER");
    const bool limit = isOneOf(at, kLimitWords);
    if (!where && !order && !limit) // Two are functions of texts, too.
        return (m_code.isOneOf(at, {"LEFT", "RIGHT"}) && isCall(at)) || allowsAt(at);
    const bool first = at == m_at;
    const bool behindLimit = m_limit < m_code.size();
    const bool known = where ? first
        : order              ? m_order == m_code.size() && !behindLimit && m_code.isWord(at + 1, "BY")
                             : true;
    // A column that is called so would stand there, too.
    if (!known || (!first && m_where == at - 1))
        return fail(SqlRowObstacle::Clause, at);
    qsizetype& clause = where ? m_where : order ? m_order : m_limit;
    clause = std::min(clause, at);
    return true;
}

// An aggregate there makes one row of all.
bool RowQueryParser::checkOrder()
{
    for (qsizetype i = m_order; i < m_code.size(); ++i) {
        if (isAggregate(i))
            return fail(SqlRowObstacle::Aggregate, i);
        if (isOneOf(i, kOverWords))
            return fail(SqlRowObstacle::Window, i);
    }
    return true;
}

bool RowQueryParser::checkQualifiers()
{
    for (const SqlColumnReference& reference : m_qualified) {
        if (!m_table.isMeantBy(reference.qualifier))
            return fail(SqlRowObstacle::Expression, reference.name);
    }
    return true;
}

} // namespace

QByteArray sqlRowObstacleName(SqlRowObstacle obstacle)
{
    switch (obstacle) {
    case SqlRowObstacle::None:
        break;
    case SqlRowObstacle::Malformed:
        return "an unclear text";
    case SqlRowObstacle::SeveralStatements:
        return "several statements";
    case SqlRowObstacle::NotASelect:
        return "no SELECT";
    case SqlRowObstacle::CommonTable:
        return "WITH";
    case SqlRowObstacle::Distinct:
        return "DISTINCT";
    case SqlRowObstacle::Expression:
        return "an expression";
    case SqlRowObstacle::Aggregate:
        return "an aggregate";
    case SqlRowObstacle::Window:
        return "a window function";
    case SqlRowObstacle::NoTable:
        return "no table";
    case SqlRowObstacle::Subquery:
        return "a subquery";
    case SqlRowObstacle::Join:
        return "a join";
    case SqlRowObstacle::SetOperation:
        return "a set operation";
    case SqlRowObstacle::Grouping:
        return "grouping";
    case SqlRowObstacle::Clause:
        return "another clause";
    }
    return {};
}

SqlRowQuery rowQuery(QByteArrayView sql, SqlDialect dialect)
{
    const SqlCode code(sql, dialect, SqlCode::Reading::Code);
    return RowQueryParser(code).run();
}

} // namespace larder
