#include "cache/sql/sqltables.h"

#include "cache/sql/sqlwithclause.h"

#include <QHash>
#include <QSet>

namespace larder {

namespace {

bool isStartOfQuery(const SqlCode& code, qsizetype i)
{
    return code.isOneOf(i, {"SELECT", "VALUES", "WITH", "TABLE"});
}

/// Goes through the tokens once and keeps, per open parenthesis, in which part of which statement it is.
class TableWalker final
{
public:
    TableWalker(const SqlCode& code, qsizetype from) : m_code(code), m_at(from)
    {
        m_tables.callsNothing.assign(static_cast<size_t>(code.size()), false);
        m_levels.emplace_back().mainAt = from;
    }

    SqlTables run();

private:
    enum class Clause : quint8 {
        Other,
        Tables, ///< a table comes next
        Joined, ///< behind a table, its alias or its join condition
    };

    /// One level of parentheses.
    struct Level
    {
        qsizetype mainAt = 0; ///< where its statement may begin
        Clause clause = Clause::Other;
        bool query = false; ///< FROM lists tables here
        bool writing = false; ///< the tables listed are written, too
        bool usingLists = false; ///< the next USING lists tables
        bool change = false; ///< INSERT, UPDATE, DELETE or MERGE
        QSet<QByteArray> targets; ///< names or aliases that DELETE has before FROM
        std::vector<QByteArray> expressions; ///< the common table expressions that end with it
    };

    Level& level() { return m_levels.back(); }
    [[nodiscard]] bool startsHere() const { return m_levels.back().mainAt == m_at; }

    void open();
    void close();
    void defineExpressions();
    void takeName();
    void takeKeyword();
    bool takeStart();
    void takeFrom();
    void endTables();
    void takeTable();
    void takeWith();
    void startDelete();
    void takeInto();
    void takeTarget();
    void skipModifiers();
    void skipAlias();
    void read(const SqlTableName& table) { add(table, m_read, m_tables.reads); }
    void write(const SqlTableName& table) { add(table, m_written, m_tables.writes); }
    static void add(const SqlTableName& table, QSet<QByteArray>& seen, std::vector<SqlTableName>& names);
    SqlTableName takeDottedName();
    [[nodiscard]] QByteArray scopeName(const QByteArray& name) const;
    [[nodiscard]] bool is(SqlDialect dialect) const { return m_code.dialect() == dialect; }

    const SqlCode& m_code;
    qsizetype m_at;
    SqlTables m_tables;
    std::vector<Level> m_levels;
    QHash<QByteArray, int> m_visible; ///< common table expressions in scope, by how many levels define them
    QMultiHash<qsizetype, QByteArray> m_definedAt; ///< by the token at which they come into scope
    QSet<QByteArray> m_read;
    QSet<QByteArray> m_written;
};

SqlTables TableWalker::run()
{
    while (m_at < m_code.size()) {
        const qsizetype before = m_at;
        if (m_code.isMark(m_at, "("))
            open();
        else if (m_code.isMark(m_at, ")"))
            close();
        else if (m_code.isMark(m_at, ",") && level().clause == Clause::Joined)
            level().clause = Clause::Tables;
        else if (m_code.isName(m_at))
            takeName();
        if (m_at == before)
            ++m_at;
    }
    return std::move(m_tables);
}

void TableWalker::open()
{
    defineExpressions();
    Level inner;
    inner.mainAt = m_at + 1;
    if (level().clause == Clause::Tables) {
        inner.clause = Clause::Tables;
        inner.writing = level().writing;
        level().clause = Clause::Joined;
    }
    m_levels.push_back(std::move(inner));
}

void TableWalker::close()
{
    if (m_levels.size() > 1) {
        for (const QByteArray& name : level().expressions)
            --m_visible[name];
        m_levels.pop_back();
    }
    defineExpressions();
    ++m_at;
    if (level().clause == Clause::Joined)
        skipAlias();
}

void TableWalker::defineExpressions()
{
    for (const QByteArray& name : m_definedAt.values(m_at)) {
        ++m_visible[name];
        level().expressions.push_back(name);
    }
}

void TableWalker::takeName()
{
    const bool afterDot = m_code.isMark(m_at - 1, ".");
    const bool word = m_code.has(m_at, SqlTokenKind::Word) && !afterDot;
    if (level().clause == Clause::Tables && !(word && isStartOfQuery(m_code, m_at) && startsHere()))
        takeTable();
    else if (word && (!m_code.isLabel(m_at) || m_code.isOneOf(m_at, {"SELECT", "WITH"})))
        takeKeyword(); // CREATE TABLE … AS SELECT
}

void TableWalker::takeKeyword()
{
    if (startsHere() && takeStart())
        return;
    Level& here = level();
    if (m_code.isWord(m_at, "SELECT")) {
        here.query = true;
        here.clause = Clause::Other;
    } else if (m_code.isWord(m_at, "FROM")) {
        takeFrom();
    } else if (m_code.isOneOf(m_at, {"JOIN", "STRAIGHT_JOIN", "APPLY"})) {
        if (here.clause == Clause::Joined && !m_code.isWord(m_at - 1, "FOR"))
            here.clause = Clause::Tables;
        here.usingLists = false;
    } else if (m_code.isWord(m_at, "USING") && here.usingLists) {
        here.usingLists = false;
        here.writing = here.writing && (is(SqlDialect::MySql) || is(SqlDialect::Generic));
        here.clause = Clause::Tables;
    } else if (m_code.isWord(m_at, "WITH")) {
        takeWith();
    } else if (m_code.isWord(m_at, "INTO") && (here.query || here.change)) {
        takeInto();
    } else if (m_code.isWord(m_at, "TABLE") && m_code.isName(m_at + 1)
        && (startsHere() || here.change
            || m_code.isOneOf(m_at - 1, {"UNION", "ALL", "EXCEPT", "INTERSECT", "DISTINCT"}))) {
        here.clause = Clause::Tables;
    } else if (m_code.isWord(m_at, "IN") && is(SqlDialect::Sqlite) && m_code.isName(m_at + 1)) {
        const Clause clause = here.clause;
        ++m_at;
        takeTable();
        here.clause = clause;
    } else if (m_code.isWord(m_at, "VALUE") && m_code.isWord(m_at - 1, "NEXT")
        && m_code.isWord(m_at + 1, "FOR")) {
        m_at += 2;
        takeTarget();
    } else {
        endTables();
    }
}

// Behind a name, a comma, a join or the end these words can only be an alias.
void TableWalker::endTables()
{
    Level& here = level();
    const auto goesOn = [this](qsizetype next) {
        return next >= m_code.size() || m_code.isMark(next, ",") || m_code.isMark(next, ")")
            || m_code.isOneOf(next,
                {"JOIN", "LEFT", "RIGHT", "INNER", "CROSS", "FULL", "NATURAL", "OUTER", "STRAIGHT_JOIN", "ON",
                    "USING"});
    };
    if (m_code.isWord(m_at - 1, "FOR") && m_code.isOneOf(m_at, {"GROUP", "ORDER"}))
        return; // USE INDEX FOR ORDER BY
    const bool mayBeAlias = m_code.isOneOf(m_at,
        {"LIMIT", "OFFSET", "FETCH", "WINDOW", "RETURNING", "SET", "VALUES", "OPTION", "OUTPUT", "WHEN"});
    if (m_code.isOneOf(m_at, {"WHERE", "GROUP", "HAVING", "ORDER", "UNION", "INTERSECT", "EXCEPT"})
        || (mayBeAlias && !goesOn(m_at + 1))
        || (m_code.isWord(m_at, "FOR")
            && m_code.isOneOf(m_at + 1, {"UPDATE", "SHARE", "NO", "KEY", "XML", "JSON"}))
        || (m_code.isWord(m_at - 1, "ON") && m_code.isWord(m_at, "DUPLICATE")))
        here.clause = Clause::Other;
    if (m_code.isWord(m_at, "SET") && !is(SqlDialect::SqlServer) && !is(SqlDialect::Generic))
        here.writing = false;
}

void TableWalker::takeFrom()
{
    const bool distinctFrom = m_code.isWord(m_at - 1, "DISTINCT")
        && (m_code.isWord(m_at - 2, "IS")
            || (m_code.isWord(m_at - 2, "NOT") && m_code.isWord(m_at - 3, "IS")));
    if ((level().query || level().change) && !distinctFrom)
        level().clause = Clause::Tables;
}

bool TableWalker::takeStart()
{
    Level& here = level();
    const qsizetype begin = m_at;
    const bool call = m_code.isMark(m_at + 1, "("); // INSERT() and REPLACE() are functions, too
    if (m_code.isOneOf(m_at, {"INSERT", "REPLACE"}) && !call) {
        skipModifiers();
        takeTarget();
    } else if (m_code.isWord(m_at, "UPDATE")) {
        here.clause = Clause::Tables;
        here.writing = true;
        skipModifiers();
    } else if (m_code.isWord(m_at, "DELETE")) {
        startDelete();
    } else if (m_code.isWord(m_at, "MERGE")) {
        skipModifiers();
        const SqlTableName target = takeDottedName();
        read(target);
        write(target);
        here.usingLists = true;
    }
    here.change = here.change || m_at > begin;
    return m_at > begin;
}

void TableWalker::skipModifiers()
{
    ++m_at;
    while (true) {
        if (m_code.isWord(m_at, "OR") || m_code.isWord(m_at, "TOP"))
            m_at = m_code.isMark(m_at + 1, "(") ? m_code.partner(m_at + 1) + 1 : m_at + 2;
        else if (m_code.isOneOf(m_at,
                     {"LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "QUICK", "INTO", "OVERWRITE",
                         "ONLY"}))
            ++m_at;
        else
            return;
    }
}

void TableWalker::startDelete()
{
    Level& here = level();
    here.writing = true;
    here.usingLists = true;
    skipModifiers();
    if (m_code.isWord(m_at, "FROM"))
        return;
    // DELETE a, b FROM … names its targets first; DELETE a WHERE … has nothing else.
    const qsizetype begin = m_at;
    QSet<QByteArray> targets;
    while (m_code.isName(m_at) && !m_code.isWord(m_at, "FROM")) {
        targets.insert(scopeName(takeDottedName().name));
        if (m_code.isMark(m_at, ".") && m_code.isMark(m_at + 1, "*"))
            m_at += 2;
        if (!m_code.isMark(m_at, ","))
            break;
        ++m_at;
    }
    if (m_code.isWord(m_at, "FROM")) {
        here.targets = std::move(targets);
    } else {
        m_at = begin;
        here.clause = Clause::Tables;
    }
}

void TableWalker::takeInto()
{
    ++m_at;
    while (m_code.isOneOf(m_at, {"TEMP", "TEMPORARY", "LOCAL", "GLOBAL", "UNLOGGED", "TABLE"})
        && m_code.isName(m_at + 1))
        ++m_at;
    if (m_code.isName(m_at) && !m_code.isOneOf(m_at, {"OUTFILE", "DUMPFILE"}))
        takeTarget();
}

void TableWalker::takeTarget()
{
    if (!m_code.isName(m_at))
        return;
    write(takeDottedName());
    skipAlias();
}

// An alias, or the table itself, may have a list of columns that looks like a call.
void TableWalker::skipAlias()
{
    const qsizetype alias = m_code.isWord(m_at, "AS") ? m_at + 1 : m_at;
    for (const qsizetype i : {m_at - 1, alias}) {
        if (m_code.isName(i) && m_code.isMark(i + 1, "("))
            m_tables.callsNothing[static_cast<size_t>(i)] = true;
    }
}

void TableWalker::takeTable()
{
    Level& here = level();
    const bool odbcJoin = m_code.isWord(m_at, "OJ") && m_code.isMark(m_at - 1, "{");
    if ((odbcJoin || m_code.isOneOf(m_at, {"ONLY", "LATERAL"}))
        && (m_code.isName(m_at + 1) || m_code.isMark(m_at + 1, "("))) {
        ++m_at;
        return;
    }
    const bool rowsFrom = m_code.isWord(m_at, "ROWS") && m_code.isWord(m_at + 1, "FROM");
    const qsizetype end = rowsFrom ? m_at + 2 : m_code.nameEnd(m_at);
    here.clause = Clause::Joined;
    if (m_code.isMark(end, "(")) { // a function
        m_at = end;
        return;
    }
    const bool qualified = end > m_at + 1;
    const SqlTableName table = takeDottedName();
    const bool dual = table.name.compare("dual", Qt::CaseInsensitive) == 0
        && (is(SqlDialect::MySql) || is(SqlDialect::Generic));
    if (dual || (!qualified && m_visible.value(scopeName(table.name)) > 0))
        return;
    read(table);
    const qsizetype alias = m_code.isWord(m_at, "AS") ? m_at + 1 : m_at;
    const bool target = here.targets.isEmpty() || here.targets.contains(scopeName(table.name))
        || (m_code.isName(alias) && here.targets.contains(scopeName(m_code.name(alias))));
    if (here.writing && target)
        write(table);
    skipAlias();
}

SqlTableName TableWalker::takeDottedName()
{
    const qsizetype begin = m_at;
    m_at = m_code.isName(begin) ? m_code.nameEnd(begin) : begin;
    return {m_code.dottedName(begin, m_at), m_code.token(begin)};
}

void TableWalker::add(const SqlTableName& table, QSet<QByteArray>& seen, std::vector<SqlTableName>& names)
{
    if (table.name.isEmpty() || seen.contains(table.name))
        return;
    seen.insert(table.name);
    names.push_back(table);
}

// When a name comes into scope: in SQLite with the list, in PostgreSQL so with RECURSIVE; in the others
// before its own body if it may refer to itself; else behind its body.
void TableWalker::takeWith()
{
    const SqlWithClause clause = sqlWithClause(m_code, m_at);
    if (clause.expressions.empty())
        return;
    const bool atOnce = is(SqlDialect::Sqlite) || (is(SqlDialect::PostgreSql) && clause.recursive);
    const bool ownBody = clause.recursive || is(SqlDialect::SqlServer);
    for (const auto& [name, body] : clause.expressions) {
        for (const qsizetype i : {name, body - 1}) // the name, or MATERIALIZED
            m_tables.callsNothing[static_cast<size_t>(i)] = true;
        const qsizetype behind = ownBody ? body : m_code.partner(body);
        m_definedAt.insert(atOnce ? m_at : behind, scopeName(m_code.name(name)));
    }
    level().mainAt = clause.statement;
    level().clause = Clause::Other;
    if (atOnce)
        defineExpressions();
}

QByteArray TableWalker::scopeName(const QByteArray& name) const
{
    return is(SqlDialect::MySql) ? name : comparableTableName(name, m_code.dialect());
}

} // namespace

SqlTables sqlTables(const SqlCode& code, qsizetype from)
{
    return TableWalker(code, from).run();
}

QByteArray comparableTableName(const QByteArray& name, SqlDialect dialect)
{
    return dialect == SqlDialect::PostgreSql ? name : name.toLower();
}

} // namespace larder
