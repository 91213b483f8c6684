#include "app/sql/pgstatementkind.h"

#include <algorithm>
#include <initializer_list>

namespace larder {

namespace {

bool isOneOf(const QByteArray& verb, std::initializer_list<const char*> verbs)
{
    return std::any_of(verbs.begin(), verbs.end(), [&](const char* each) { return verb == each; });
}

} // namespace

PgStatementKind pgStatementKind(const SqlClassification& classification)
{
    const QByteArray& verb = classification.verb;
    if (classification.transactionControl)
        return PgStatementKind::Transaction;
    if (isOneOf(verb, {"SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE"}))
        return PgStatementKind::Rows;
    if (isOneOf(verb,
            {"SET", "RESET", "SHOW", "LISTEN", "UNLISTEN", "NOTIFY", "PREPARE", "DEALLOCATE", "DECLARE",
                "FETCH", "MOVE", "CLOSE", "DISCARD", "CHECKPOINT", "LOCK"}))
        return PgStatementKind::Session;
    if (isOneOf(verb, {"VACUUM", "ANALYZE", "ANALYSE", "CLUSTER", "REFRESH", "REINDEX", "COPY", "EXPLAIN"}))
        return PgStatementKind::Maintenance;
    return PgStatementKind::Schema;
}

bool pgCommitsInParts(const SqlClassification& classification)
{
    // ALTER TABLE … DETACH PARTITION … CONCURRENTLY is one of them.
    return isOneOf(classification.verb, {"CALL", "DO", "VACUUM", "CLUSTER", "REINDEX", "ALTER"});
}

bool pgMayHideSessionChange(const SqlClassification& classification)
{
    return isOneOf(classification.verb, {"CALL", "DO", "EXECUTE"})
        || pgStatementKind(classification) == PgStatementKind::Rows;
}

} // namespace larder
