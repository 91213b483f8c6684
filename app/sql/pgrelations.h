#pragma once

#include "app/sql/pgconnection.h"
#include "cache/statementfacts.h"

namespace larder {

/// What the locks of a transaction tell of the tables that it has read or written: PostgreSQL holds a lock on
/// each of them to its end, on views and their base tables, on what triggers and cascades touch
/// (https://www.postgresql.org/docs/15/explicit-locking.html). What can't be told fails closed.
struct PgRelations
{
    /// As in StatementFacts.
    QByteArrayList tables = {};
    std::optional<Reason> forbidsCaching = std::nullopt;
    /// Of writing: it has the number of a transaction, without which nothing is written.
    bool hasWritten = false;
    /// Of writing: something is locked as only a change of the schema, or TRUNCATE, locks it.
    bool locksExclusively = false;
    QByteArray transactionId = {};
    bool hasTemporaryObjects = false;
    /// See PgSettings::digest.
    QByteArray settingsDigest = {};

    /// Asks for what the transaction on the server process @p backend reads, over @p connection; this may be
    /// another one while that process runs a statement. Ends the transaction of @p connection by @p ending.
    [[nodiscard]] static Result<PgRelations> read(
        PgConnection& connection, int backend, const QByteArray& ending, ServerPatience& patience);
    /// Asks for what the open transaction of @p connection has written.
    [[nodiscard]] static Result<PgRelations> written(PgConnection& connection, ServerPatience& patience);
};

} // namespace larder
