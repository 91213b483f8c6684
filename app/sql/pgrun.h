#pragma once

#include "app/sql/pgrelations.h"
#include "cache/databaseport.h"

namespace larder {

/// How a statement ended on one connection, with what was seen of it.
struct PgRun
{
    StatementOutcome outcome = {};
    /// It did not run: it writes, and this connection never does.
    bool isForTheWriter = false;
    QByteArray commandTag = {};
    /// It ran in a transaction of its own, which Larder began and has ended.
    bool hadOwnTransaction = false;
    /// The connection was lost while that transaction was being committed.
    bool mayHaveCommitted = false;
    /// What that transaction has written, or the one that this statement was to commit.
    std::optional<PgRelations> written = std::nullopt;

    [[nodiscard]] bool succeeded() const { return !outcome.error && !outcome.cancelled; }
};

} // namespace larder
