#pragma once

#include "app/sql/pgcancellation.h"

#include <QDeadlineTimer>

#include <chrono>
#include <optional>

namespace larder {

/// How long to wait for an answer of the server before its connection is given up. Used by one thread.
class PgPatience
{
public:
    /// A server that works ends a cancelled statement within milliseconds, one that is overloaded in seconds.
    static constexpr std::chrono::seconds kAfterCancel{10};

    /// As long as @p limit.
    explicit PgPatience(std::chrono::milliseconds limit) : m_end(QDeadlineTimer(limit)) { }
    /// For ever, but only for a moment more when @p run is cancelled.
    PgPatience(const PgCancellation& cancellation, RunId run) : m_cancellation(&cancellation), m_run(run) { }

    [[nodiscard]] bool isCancelled() const { return m_cancellation && m_cancellation->isRequested(m_run); }
    [[nodiscard]] bool isOver()
    {
        if (!m_end && isCancelled())
            m_end = QDeadlineTimer(kAfterCancel);
        return m_end && m_end->hasExpired();
    }

private:
    const PgCancellation* m_cancellation = nullptr;
    RunId m_run = {};
    std::optional<QDeadlineTimer> m_end;
};

} // namespace larder
