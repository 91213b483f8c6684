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
        return code.isName(i) && release(comparable(code, i));
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
    if (!code.isName(i))
        return false;
    goBack(comparable(code, i));
    return true;
}

void Savepoints::clear()
{
    m_points.clear();
    m_changes.clear();
    m_takenBack.clear();
    m_began = ++m_moment;
}

void Savepoints::noteChange(const Reason& change)
{
    const quint64 since = m_points.empty() ? m_began : m_points.back().moment;
    if (!m_changes.empty() && m_changes.back().moment > since)
        m_changes.pop_back();
    m_changes.push_back({++m_moment, change});
}

Reason Savepoints::changeSince(quint64 moment) const
{
    return m_changes.empty() || m_changes.back().moment <= moment ? Reason() : m_changes.back().reason;
}

bool Savepoints::isTakenBack(quint64 moment) const
{
    return std::ranges::any_of(
        m_takenBack, [moment](const Span& span) { return span.first <= moment && moment <= span.last; });
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
void Savepoints::set(Point point, SqlDialect dialect)
{
    if (dialect == SqlDialect::MySql)
        std::erase_if(m_points, [&](const Point& each) { return each.key == point.key; });
    point.moment = ++m_moment;
    m_points.push_back(std::move(point));
}

std::vector<Savepoints::Point>::iterator Savepoints::find(const QByteArray& key)
{
    const auto found = std::find_if(
        m_points.rbegin(), m_points.rend(), [&](const Point& each) { return each.key == key; });
    // base() is one behind it.
    return found == m_points.rend() ? m_points.end() : found.base() - 1;
}

bool Savepoints::release(const QByteArray& key)
{
    const auto found = find(key);
    const bool isKnown = found != m_points.end();
    m_points.erase(found, m_points.end());
    return isKnown;
}

// One that was set out of sight, as in a procedure, may stand before all that are known.
void Savepoints::goBack(const QByteArray& key)
{
    const auto found = find(key);
    const Span span{found == m_points.end() ? m_began : found->moment, m_moment};
    if (found != m_points.end())
        m_points.erase(found + 1, m_points.end());
    std::erase_if(m_takenBack, [&](const Span& each) { return each.first >= span.first; });
    m_takenBack.push_back(span);
    std::erase_if(m_changes, [&](const Change& each) { return each.moment >= span.first; });
    ++m_moment;
}

} // namespace larder
