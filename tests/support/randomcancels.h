#pragma once

#include "tests/support/startedrun.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>
#include <random>

namespace larder::test {

/// Cancels a statement at many random moments of its life, from before it is sent until behind its end, and
/// fails the test where that leaves anything behind: an error, a part of its rows in the cache, or a next
/// statement that is hit. LARDER_SEED chooses other moments.
class RandomCancels
{
public:
    static constexpr int kTurns = 200;
    static constexpr int kRows = 20'000;

    /// @p sql answers with kRows rows.
    RandomCancels(TestSession& session, QByteArray sql) : m_session(session), m_sql(std::move(sql)) { }

    void run()
    {
        const QByteArray given = qgetenv("LARDER_SEED");
        const unsigned seed = given.isEmpty() ? std::random_device()() : given.toUInt();
        qInfo("LARDER_SEED=%u", seed);
        m_random.seed(seed);
        measure();
        for (int turn = 0; turn < kTurns && !QTest::currentTestFailed(); ++turn)
            cancelOnce(turn);
        qInfo("%d of %d cancelled", m_cancelled, kTurns);
        QVERIFY(m_cancelled > 0);
        for (const EntryInfo& entry : m_session.engine().cache().entries())
            QVERIFY(entry.facts->rows == 1 || entry.facts->rows == kRows);
    }

private:
    // How long it takes at best, and a bit.
    void measure()
    {
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            const RunOutcome whole = m_session.run(m_sql, FreshnessPolicy::Off);
            QVERIFY(!whole.error && whole.result->rowCount() == kRows);
            m_longestWait = std::min(m_longestWait, timer.nsecsElapsed() * 5 / 4);
        }
    }
    void cancelOnce(int turn)
    {
        QueryRequest request = m_session.request(m_sql);
        request.policy = FreshnessPolicy::Verify;
        // Another key each time.
        request.sql.replace("20000", "20000 + 0 * " + QByteArray::number(turn));
        StartedRun run(m_session, request);
        const qint64 moment = qint64(m_random() % quint64(m_longestWait));
        QElapsedTimer waited;
        waited.start();
        while (!run.hasEnded() && waited.nsecsElapsed() < moment)
            QCoreApplication::processEvents();
        run.cancel();
        StartedRun next(m_session, "SELECT " + QByteArray::number(turn) + " + 1");
        const RunOutcome outcome = run.wait();
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
        m_cancelled += outcome.cancelled ? 1 : 0;
        QVERIFY(outcome.cancelled || outcome.result->rowCount() == kRows);
        QVERIFY(!outcome.cancelled || !outcome.provenance.stored);
        QCOMPARE(TestSession::rows(next.wait().result), QByteArray::number(turn + 1));
    }

    TestSession& m_session;
    const QByteArray m_sql;
    std::mt19937_64 m_random; // NOLINT: seeded where it is used
    qint64 m_longestWait = std::numeric_limits<qint64>::max();
    int m_cancelled = 0;
};

} // namespace larder::test
