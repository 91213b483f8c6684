#pragma once

#include "cache/runoutcome.h"
#include "tests/support/testsession.h"

#include <QStringList>

struct sqlite3;

namespace larder::test {

/// Asks Larder for rows of a commit chain (commitchain.h) and looks whether each answer is one commit, and
/// one that is not older than the request.
class CommitReader
{
public:
    static const std::vector<QByteArray>& queries();

    /// Reads beside Larder over a connection of its own to @p path.
    CommitReader(QueryService& service, ConnectionId connection, const QString& path);
    ~CommitReader();
    CommitReader(const CommitReader&) = delete;
    CommitReader& operator=(const CommitReader&) = delete;

    /// Asks for these queries at once, and waits until all are answered and checked.
    void ask(const std::vector<size_t>& queries);
    /// The present number of the chain, past Larder; -1 while the file is locked for too long.
    [[nodiscard]] qint64 sequence();

    [[nodiscard]] int hits() const { return m_hits; }
    [[nodiscard]] int reads() const { return m_reads; }
    /// Answers that told that others held the file too long.
    [[nodiscard]] int errors() const { return m_errors; }
    /// Answers that no commit since the request explains, and all other errors.
    [[nodiscard]] const QStringList& violations() const { return m_violations; }

private:
    void check(size_t query, qint64 before, const RunOutcome& outcome);

    QueryService& m_service;
    const ConnectionId m_connection;
    QObject m_context;
    sqlite3* m_handle = nullptr;
    int m_hits = 0;
    int m_reads = 0;
    int m_errors = 0;
    QStringList m_violations;
};

} // namespace larder::test
