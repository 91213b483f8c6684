#pragma once

#include "app/sql/sqlitechannel.h"

namespace larder {

/// Keeps account of what the writing connection would let a statement see that others can't, and of changes
/// that wait for their COMMIT (CACHE.md, rule 3). Lives in the worker's thread.
class SqliteSession
{
public:
    /// Takes note of a statement that ended on the writer, and returns the changes that became visible with
    /// it.
    [[nodiscard]] CommittedWrites note(
        const SqliteChannel::Run& run, const Statement& statement, sqlite3* handle);
    /// The state after the last note(); @p handle is null while there is no writer.
    [[nodiscard]] SessionState state(sqlite3* handle) const;
    /// Whether a read must run on the writer to see what the user expects.
    [[nodiscard]] bool differsFromNewSession(sqlite3* handle) const;

private:
    void notePeculiarities(const SqliteAuthorizer::Record& record, const Statement& statement);
    void noteWrites(const SqliteChannel::Run& run, const Statement& statement);

    CommittedWrites m_pending;
    QDateTime m_transactionStarted;
    bool m_hasTemporaryObjects = false;
    QByteArray m_pragmaSet;
};

} // namespace larder
