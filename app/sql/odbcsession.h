#pragma once

#include "cache/databaseport.h"
#include "cache/sql/sqlclassifier.h"

namespace larder {

/// Keeps what an ODBC session would let a statement see beyond the committed data, and tells when own writes
/// became visible. ODBC has no question for either, so the texts decide: what is not proven to read alone
/// counts as a change of everything. Lives in the thread of the connection.
class OdbcSession
{
public:
    /// What a statement does to the transaction of its session, by its text.
    enum class Step { None, Begin, Commit, CommitAndChain, Rollback, Savepoint, Release, Other };

    /// How a statement has ended.
    struct Ended
    {
        bool succeeded = false;
        bool isLost = false;
    };

    [[nodiscard]] static Step stepOf(
        QByteArrayView sql, const SqlClassification& classification, SqlDialect dialect);
    /// Whether the step has no more words than it needs, so that a call of ODBC can stand for it.
    [[nodiscard]] static bool isPlain(QByteArrayView sql, SqlDialect dialect);
    /// Whether the statement is proven to change nothing.
    [[nodiscard]] static bool isRead(const SqlClassification& classification);

    [[nodiscard]] bool inTransaction() const { return m_inTransaction; }
    [[nodiscard]] SessionState state(bool readOnly) const;
    /// Takes note of a statement and tells what of its changes, or of those before it, is visible now.
    [[nodiscard]] CommittedWrites note(
        Step step, const SqlClassification& classification, SqlDialect dialect, Ended ended);
    /// The session is a new one.
    void forget() { *this = {}; }

private:
    [[nodiscard]] bool noteStep(Step step, SqlDialect dialect, bool succeeded);
    void begin();

    bool m_inTransaction = false;
    // Something may have been written in it.
    bool m_hasWritten = false;
    QDateTime m_transactionStarted;
    QString m_peculiarity;
};

} // namespace larder
