#pragma once

#include "cache/databaseport.h"
#include "cache/sql/sqlclassifier.h"

namespace larder {

/// Keeps account of what the writing connection would let a statement see that others can't, and of changes
/// that wait for their COMMIT (CACHE.md, rule 3). The server does not tell which tables a statement has
/// changed, triggers and cascades included, so that every change is one of the whole database. Lives in the
/// worker's thread.
class MySession
{
public:
    /// How a statement ended on the writer.
    struct End
    {
        bool succeeded = false;
        bool isLost = false;
        /// A transaction was open before, and is now.
        bool wasInTransaction = false;
        bool isInTransaction = false;
    };

    /// Takes note of a statement that ended, and returns the changes that became visible with it.
    [[nodiscard]] CommittedWrites note(const SqlClassification& classification, const End& end);
    /// The writer is gone, and all that was peculiar to its session.
    void forget() { *this = {}; }

    [[nodiscard]] bool inTransaction() const { return m_transactionStarted.isValid(); }
    [[nodiscard]] const QDateTime& transactionStarted() const { return m_transactionStarted; }
    [[nodiscard]] const QString& peculiarity() const { return m_peculiarity; }
    /// Whether a read must run on the writer to see what the user expects.
    [[nodiscard]] bool differsFromNewSession() const { return inTransaction() || !m_peculiarity.isEmpty(); }

private:
    void notePeculiarity(const SqlClassification& classification, const End& end);
    [[nodiscard]] CommittedWrites inOpenTransaction(
        const SqlClassification& classification, const CommittedWrites& effects, const End& end);

    CommittedWrites m_pending;
    QDateTime m_transactionStarted;
    QString m_peculiarity;
};

} // namespace larder
