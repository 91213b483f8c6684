#include "cache/sql/sqlhint.h"

#include "cache/sql/sqllexer.h"
#include "cache/sql/sqlwords.h"

#include <QByteArray>
#include <QList>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kLongestTtl = 24h * 366;

/// What stands behind `cache:` in a comment, or nothing if it is a comment like any other.
std::optional<QByteArrayView> hintBody(QByteArrayView comment)
{
    QByteArrayView body = comment.sliced(2).chopped(2).trimmed();
    if (!isKeyword(body.first(std::min(body.size(), qsizetype{5})), "cache"))
        return std::nullopt;
    body = body.sliced(5).trimmed();
    if (!body.startsWith(':'))
        return std::nullopt;
    return body.sliced(1).trimmed();
}

bool readWord(QByteArrayView word, SqlHint& hint)
{
    if (word.size() > 4 && isKeyword(word.first(4), "ttl=") && !hint.ttl) {
        const QByteArrayView digits = word.sliced(4);
        bool ok = std::all_of(digits.begin(), digits.end(), isSqlDigit);
        const qlonglong seconds = ok ? digits.toByteArray().toLongLong(&ok) : 0;
        hint.ttl = std::chrono::seconds(seconds);
        return ok && seconds > 0 && *hint.ttl <= kLongestTtl;
    }
    if (hint.technique || hint.ttl)
        return false;
    if (isKeyword(word, "off"))
        hint.technique = SqlHint::Technique::Off;
    else if (isKeyword(word, "all"))
        hint.technique = SqlHint::Technique::All;
    else if (isKeyword(word, "individual"))
        hint.technique = SqlHint::Technique::Individual;
    return hint.technique.has_value();
}

SqlHint malformedHint(const SqlToken& token)
{
    SqlHint hint;
    hint.malformed = true;
    hint.token = token;
    return hint;
}

SqlHint readHint(QByteArrayView body, const SqlToken& token)
{
    SqlHint hint;
    hint.token = token;
    bool wellFormed = !body.isEmpty();
    const QByteArray words = body.toByteArray().simplified();
    for (const QByteArray& word : words.split(' '))
        wellFormed = wellFormed && readWord(word, hint);
    if (wellFormed && !(hint.technique == SqlHint::Technique::Off && hint.ttl))
        return hint;
    return malformedHint(token);
}

} // namespace

std::optional<SqlHint> sqlHint(QByteArrayView sql, SqlDialect dialect)
{
    std::optional<SqlHint> hint;
    SqlLexer lexer(sql, dialect);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind != SqlTokenKind::BlockComment || !token.closed)
            continue;
        const auto body = hintBody(lexer.text(token));
        if (!body)
            continue;
        if (hint)
            return malformedHint(token);
        hint = readHint(*body, token);
    }
    return hint;
}

} // namespace larder
