#pragma once

#include "cache/databaseport.h"

namespace larder {

/// Proves that nothing but one own transaction moved the validator's token, so that what it did not touch is
/// as true as before (CACHE.md, "Validity"). A snapshot `xmin:xmax:running` ends before the transaction that
/// comes behind the last that has ended (https://www.postgresql.org/docs/15/functions-info.html, "Snapshot
/// Components"): if it ended right before the own one, and ends right behind it now, and the same are running
/// still, no other has ended in between. Lives in the worker's thread.
class PgOwnMove
{
public:
    using TokenReader = std::function<std::optional<ValidatorToken>()>;

    /// @p reader waits for the validator's answer; none where it can't tell.
    explicit PgOwnMove(TokenReader reader) : m_reader(std::move(reader)) { }

    /// Call it outside of a transaction, before the first write.
    void begin();
    /// Call it when the writes of @p transactionId are visible to others. Nothing if it is not proven.
    [[nodiscard]] std::optional<TokenMove> end(const QByteArray& transactionId);

private:
    TokenReader m_reader;
    std::optional<ValidatorToken> m_before;
};

} // namespace larder
