#pragma once

#include "app/sql/pgchannel.h"
#include "app/sql/pgrun.h"
#include "app/sql/pgstatementkind.h"

namespace larder {

/// Keeps account of what the writing connection would let a statement see that others can't, and of changes
/// that wait for their COMMIT (CACHE.md, rule 3). Lives in the worker's thread.
class PgSession
{
public:
    /// Takes note of a statement that ended on @p writer, in a transaction of the user's if @p inTransaction,
    /// and returns the changes that became visible with it.
    [[nodiscard]] CommittedWrites note(const PgRun& run, const Statement& statement,
        const SqlClassification& classification, bool inTransaction, PgChannel& writer);
    /// The writer is gone, and all that was peculiar to its session.
    void forget();

    [[nodiscard]] bool inTransaction() const { return m_transactionStarted.isValid(); }
    [[nodiscard]] const QDateTime& transactionStarted() const { return m_transactionStarted; }
    [[nodiscard]] const QString& peculiarity() const { return m_peculiarity; }
    /// Whether a read must run on the writer to see what the user expects.
    [[nodiscard]] bool differsFromNewSession() const { return inTransaction() || !m_peculiarity.isEmpty(); }

private:
    void notePending(const SqlClassification& classification);
    void notePeculiarity(const PgRun& run, const SqlClassification& classification, PgChannel& writer);
    [[nodiscard]] CommittedWrites endedTransaction(const PgRun& run, bool isOver);

    CommittedWrites m_pending;
    // A function that may have changed anything was called in the transaction.
    bool m_hasCalledUnknown = false;
    QDateTime m_transactionStarted;
    QString m_peculiarity;
};

} // namespace larder
