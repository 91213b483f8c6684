#include "app/sql/pgownmove.h"

#include <utility>

namespace larder {

namespace {

struct Snapshot
{
    // Who gave it, and under which settings.
    QByteArray origin;
    quint64 end = 0;
    QByteArray running;
};

// As PgValidator puts it together; nothing for that of a standby.
std::optional<Snapshot> snapshotOf(const ValidatorToken& token)
{
    const qsizetype place = token.lastIndexOf('|');
    const QByteArrayList parts = token.mid(place + 1).split(':');
    bool isNumber = false;
    const quint64 end = parts.value(1).toULongLong(&isNumber);
    if (place < 0 || parts.size() != 3 || !isNumber)
        return std::nullopt;
    return Snapshot{token.left(place), end, parts[2]};
}

} // namespace

void PgOwnMove::begin()
{
    m_before = m_reader ? m_reader() : std::nullopt;
}

std::optional<TokenMove> PgOwnMove::end(const QByteArray& transactionId)
{
    const std::optional<ValidatorToken> from = std::exchange(m_before, std::nullopt);
    bool isNumber = false;
    const quint64 own = transactionId.toULongLong(&isNumber);
    if (!from || !isNumber)
        return std::nullopt;
    const std::optional<Snapshot> before = snapshotOf(*from);
    const std::optional<ValidatorToken> to = before && before->end == own ? m_reader() : std::nullopt;
    const std::optional<Snapshot> after = to ? snapshotOf(*to) : std::nullopt;
    if (!after || after->end != own + 1 || after->origin != before->origin
        || after->running != before->running)
        return std::nullopt;
    return TokenMove{*from, *to};
}

} // namespace larder
