#include "app/sql/sqliteownmove.h"

#include <utility>

namespace larder {

void SqliteOwnMove::begin(SqliteDataVersion& version)
{
    m_before.reset();
    if (!m_reader)
        return;
    const Result<qint64> number = version.read();
    const std::optional<ValidatorToken> token = number ? m_reader() : std::nullopt;
    if (token)
        m_before = Before{number.value(), *token};
}

std::optional<TokenMove> SqliteOwnMove::end(SqliteDataVersion& version)
{
    const std::optional<Before> before = std::exchange(m_before, std::nullopt);
    const std::optional<ValidatorToken> token = before ? m_reader() : std::nullopt;
    if (!token || *token == before->token)
        return std::nullopt;
    const Result<qint64> number = version.read();
    if (!number || number.value() != before->version)
        return std::nullopt;
    return TokenMove{before->token, *token};
}

} // namespace larder
