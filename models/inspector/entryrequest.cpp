#include "models/inspector/entryrequest.h"

namespace larder {

QueryRequest requestAgain(
    const EntryInfo& entry, ConnectionId connection, RunMode mode, const QString& purpose)
{
    const EntryFacts& facts = *entry.facts;
    return {.connection = connection,
        .sql = facts.sql,
        .parameters = facts.components.parameters,
        .technique = facts.components.technique,
        .mode = mode,
        .purpose = purpose,
        .quiet = true,
        .ttl = facts.lifetime.hard,
        .idleTtl = facts.lifetime.idle,
        .rowLimit = facts.components.rowLimit,
        .tags = entry.tags};
}

} // namespace larder
