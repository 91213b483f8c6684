#include "app/sql/pgparser.h"

#include <QCoreApplication>

#include <pg_query.h>

#include <memory>

namespace larder {

namespace {

// The tree of a text takes about a hundred times its memory.
constexpr qsizetype kLongestText = qsizetype(1) << 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("PgParser", text);
}

// Of the tree's JSON; inside of a value, the quotes of a key would stand behind backslashes.
qsizetype keysThatEnd(QByteArrayView tree, QByteArrayView end)
{
    qsizetype count = 0;
    for (qsizetype at = tree.indexOf(end); at >= 0; at = tree.indexOf(end, at + end.size()))
        ++count;
    return count;
}

bool isOneRead(QByteArrayView tree)
{
    return keysThatEnd(tree, "{\"stmt\":") == 1
        && keysThatEnd(tree, "Stmt\":") == keysThatEnd(tree, "\"SelectStmt\":")
        && keysThatEnd(tree, "\"intoClause\":") == 0 && keysThatEnd(tree, "\"lockingClause\":") == 0;
}

} // namespace

std::optional<Reason> pgParserDoubt(const QByteArray& sql)
{
    if (sql.size() > kLongestText)
        return Reason{ReasonCode::Uncacheable, tr("its text is too long to be parsed")};
    PgQueryParseResult parsed = pg_query_parse(sql.constData());
    const auto free = [](PgQueryParseResult* result) { pg_query_free_parse_result(*result); };
    const std::unique_ptr<PgQueryParseResult, decltype(free)> owned(&parsed, free);
    if (parsed.error)
        return Reason{ReasonCode::Uncacheable, tr("the parser of PostgreSQL 15 does not know it")};
    if (!isOneRead(parsed.parse_tree))
        return Reason{ReasonCode::Uncacheable, tr("PostgreSQL's parser finds more in it than reading")};
    return std::nullopt;
}

} // namespace larder
