#pragma once

#include "app/sql/sqlitedataversion.h"
#include "cache/databaseport.h"

namespace larder {

/// Proves that nothing but the writes of one connection moved the validator's token from one value to
/// another, so that what those writes did not touch is as true as before (CACHE.md, "Validity").
/// `PRAGMA data_version` of the writing connection changes with the commits of all others and never with its
/// own (SQLite, "PRAGMA data_version"): read first and last, around two readings of the token, it tells
/// whether anybody else committed between these. Lives in the thread of the connection.
class SqliteOwnMove
{
public:
    using TokenReader = std::function<std::optional<ValidatorToken>()>;

    /// @p reader waits for the validator's answer; none where it can't tell.
    explicit SqliteOwnMove(TokenReader reader) : m_reader(std::move(reader)) { }

    /// Call it outside of a transaction, before the first write.
    void begin(SqliteDataVersion& version);
    /// Call it when the writes are visible to others. Nothing if it is not proven, or did not move.
    [[nodiscard]] std::optional<TokenMove> end(SqliteDataVersion& version);

private:
    struct Before
    {
        qint64 version = 0;
        ValidatorToken token = {};
    };

    TokenReader m_reader;
    std::optional<Before> m_before;
};

} // namespace larder
