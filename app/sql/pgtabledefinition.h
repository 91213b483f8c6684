#pragma once

#include "app/sql/pgconnection.h"

namespace larder {

/// The statements that make the table or view with the number @p oid in the catalogue: itself with columns,
/// constraints and partitioning, then its indexes, triggers, rules, policies and comments. Sequences that
/// belong to its columns come along, its partitions do not. One round trip.
[[nodiscard]] Result<QString> loadPgTableDefinition(
    PgConnection& connection, const QByteArray& oid, ServerPatience& patience);

/// An expression for the options of the sequence `s` of pg_sequence, without its type.
[[nodiscard]] QByteArray pgSequenceOptions();

} // namespace larder
