#include "cache/sql/sqlparameters.h"

#include "cache/sql/sqllexer.h"

#include <QSet>

#include <algorithm>

namespace larder {

namespace {

// SQLite's way, which gives 1, 2, 3 where there are bare marks only.
class Places
{
public:
    // The name with the place where @p name is a bare mark.
    QByteArray numbered(const QByteArray& name)
    {
        if (name == "?")
            return '?' + QByteArray::number(++m_highest);
        bool isNumber = false;
        const qulonglong place = name.mid(1).toULongLong(&isNumber);
        if (isNumber && name.startsWith('?'))
            m_highest = std::max(m_highest, place);
        else if (!m_named.contains(name))
            ++m_highest;
        m_named.insert(name);
        return name;
    }

private:
    QSet<QByteArray> m_named;
    qulonglong m_highest = 0;
};

} // namespace

std::vector<ParameterMark> parameterMarks(QByteArrayView sql, SqlDialect dialect)
{
    std::vector<ParameterMark> marks;
    Places places;
    SqlLexer lexer(sql, dialect);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind == SqlTokenKind::Parameter)
            marks.push_back({places.numbered(lexer.text(token).toByteArray()), token});
    }
    return marks;
}

std::vector<QByteArray> parameterNames(QByteArrayView sql, SqlDialect dialect)
{
    std::vector<QByteArray> names;
    QSet<QByteArray> seen;
    for (const ParameterMark& mark : parameterMarks(sql, dialect)) {
        if (seen.contains(mark.name.mid(1)))
            continue;
        seen.insert(mark.name.mid(1));
        names.push_back(mark.name);
    }
    return names;
}

} // namespace larder
