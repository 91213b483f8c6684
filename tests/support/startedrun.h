#pragma once

#include "tests/support/testsession.h"

#include <QTest>

namespace larder::test {

/// A statement that was started and has not been waited for.
class StartedRun
{
public:
    StartedRun(TestSession& session, const QByteArray& sql) : StartedRun(session, session.request(sql)) { }
    StartedRun(TestSession& session, QueryRequest request) : m_session(session)
    {
        RunCallbacks callbacks;
        callbacks.progressed = [this](const ResultPtr& rows) {
            m_rows = rows;
            ++m_snapshots;
        };
        callbacks.finished = [this](RunOutcome outcome) { m_outcome = std::move(outcome); };
        m_id = session.engine().service().start(std::move(request), &m_context, std::move(callbacks));
    }

    void cancel() { m_session.engine().service().cancel(m_id); }
    [[nodiscard]] const ResultPtr& rows() const { return m_rows; }
    [[nodiscard]] int snapshots() const { return m_snapshots; }
    [[nodiscard]] bool hasEnded() const { return m_outcome.has_value(); }
    [[nodiscard]] RunOutcome wait()
    {
        [[maybe_unused]] const bool ended = QTest::qWaitFor([this] { return hasEnded(); }, 60'000);
        Q_ASSERT(ended);
        return *m_outcome;
    }

private:
    TestSession& m_session;
    QObject m_context;
    RunId m_id = {};
    ResultPtr m_rows;
    int m_snapshots = 0;
    std::optional<RunOutcome> m_outcome;
};

} // namespace larder::test
