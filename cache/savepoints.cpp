#include "cache/savepoints.h"

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqllexer.h"
#include "cache/sql/sqlwords.h"

#include <QString>

#include <algorithm>

namespace larder {

namespace {

QByteArray comparable(const SqlCode& code, qsizetype i)
{
    const QByteArray name = code.name(i);
    return code.dialect() == SqlDialect::PostgreSql ? name : QString::fromUtf8(name).toCaseFolded().toUtf8();
}

// Without a look at the rest, which may be long.
bool mayConcernSavepoints(const QByteArray& sql, SqlDialect dialect)
{
    SqlLexer lexer(sql, dialect);
    SqlToken token = lexer.next();
    while (token.isSeparator() || token.kind == SqlTokenKind::ExecutableOpen)
        token = lexer.next();
    return isOneOf(lexer.text(token), {"SAVEPOINT", "RELEASE", "ROLLBACK"});
}

} // namespace

// SQLite: lang_savepoint.html; PostgreSQL: SAVEPOINT, ROLLBACK TO SAVEPOINT, RELEASE SAVEPOINT; MariaDB and
// MySQL: SAVEPOINT.
bool Savepoints::apply(const QByteArray& sql, SqlDialect dialect)
{
    if (!mayConcernSavepoints(sql, dialect))
        return false;
    const SqlCode code(sql, dialect, SqlCode::Reading::Code);
    qsizetype i = 1;
    if (code.isWord(0, "SAVEPOINT") && code.isName(1)) {
        set({comparable(code, 1), code.text(1).toByteArray()}, dialect);
        return true;
    }
    if (code.isWord(0, "RELEASE")) {
        if (code.isWord(i, "SAVEPOINT") && code.isName(i + 1))
            ++i;
        return code.isName(i) && takeBack(comparable(code, i), true);
    }
    if (!code.isWord(0, "ROLLBACK"))
        return false;
    if (code.isOneOf(i, {"WORK", "TRANSACTION"}))
        ++i;
    if (!code.isWord(i, "TO"))
        return false;
    ++i;
    if (code.isWord(i, "SAVEPOINT") && code.isName(i + 1))
        ++i;
    return code.isName(i) && takeBack(comparable(code, i), false);
}

std::vector<QByteArray> Savepoints::names() const
{
    std::vector<QByteArray> names;
    names.reserve(m_points.size());
    for (const Point& point : m_points)
        names.push_back(point.written);
    return names;
}

QByteArray Savepoints::freeName() const
{
    for (qsizetype number = qsizetype(m_points.size()) + 1;; ++number) {
        QByteArray name = "savepoint_" + QByteArray::number(number);
        if (std::ranges::find(m_points, name, &Point::key) == m_points.end())
            return name;
    }
}

// In the family of MySQL a name is there once; in the others the newest of a name hides those before.
void Savepoints::set(const Point& point, SqlDialect dialect)
{
    if (dialect == SqlDialect::MySql)
        std::erase_if(m_points, [&](const Point& each) { return each.key == point.key; });
    m_points.push_back(point);
}

bool Savepoints::takeBack(const QByteArray& key, bool released)
{
    const auto found = std::find_if(
        m_points.rbegin(), m_points.rend(), [&](const Point& each) { return each.key == key; });
    if (found == m_points.rend())
        return false;
    const size_t before = m_points.size();
    // base() is one behind it.
    m_points.erase(released ? found.base() - 1 : found.base(), m_points.end());
    return m_points.size() != before;
}

} // namespace larder
