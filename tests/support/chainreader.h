#pragma once

#include "tests/support/serverwriters.h"
#include "tests/support/testsession.h"

#include <span>

namespace larder::test {

/// Asks questions about a chain: numbers that each commit of other programs raises. All answers are one row
/// with the least and the greatest number that was seen, which must be one, and one that was the chain's at a
/// moment between the question and the answer.
class ChainReader
{
public:
    /// What another program is told now, which asks the database itself.
    using Committed = std::function<qint64(const QByteArray& sql)>;

    ChainReader(TestSession& session, ConnectionId connection, Committed committed);

    void ask(const QByteArray& sql);
    /// Asks @p queries beside @p writers as long as writersDuration() says, then stops them. Fails the test
    /// if an answer was wrong, a statement failed, or nothing came from the cache or from the database.
    void askBeside(ServerWriters& writers, std::span<const char* const> queries);

    /// Answers from the cache, and from the database.
    [[nodiscard]] int hits() const { return m_hits; }
    [[nodiscard]] int reads() const { return m_reads; }
    /// What was wrong with answers.
    [[nodiscard]] const QStringList& faults() const { return m_faults; }

private:
    TestSession& m_session;
    const ConnectionId m_connection;
    const Committed m_committed;
    int m_hits = 0;
    int m_reads = 0;
    QStringList m_faults;
};

} // namespace larder::test
