#include "cache/sql/sqlparameters.h"

#include "cache/sql/sqllexer.h"

#include <QSet>

namespace larder {

std::vector<QByteArray> parameterNames(QByteArrayView sql, SqlDialect dialect)
{
    std::vector<QByteArray> names;
    QSet<QByteArray> seen;
    SqlLexer lexer(sql, dialect);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind != SqlTokenKind::Parameter)
            continue;
        const QByteArray name = lexer.text(token).toByteArray();
        if (name != "?" && seen.contains(name))
            continue;
        seen.insert(name);
        names.push_back(name);
    }
    return names;
}

} // namespace larder
