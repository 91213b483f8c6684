#pragma once

#include "app/sql/servercancellation.h"

#include <QDeadlineTimer>

#include <chrono>
#include <optional>

namespace larder {

/// How long to wait for an answer of the server before its connection is given up. Used by one thread.
class ServerPatience
{
public:
    /// A server that works ends a cancelled statement within milliseconds, one that is overloaded in seconds.
    static constexpr std::chrono::seconds kAfterCancel{10};

    /// For what was asked for when the port began to close. The window waits meanwhile; a cancel that was
    /// sent reaches the server all the same.
    static constexpr std::chrono::milliseconds kAfterClose{50};

    /// As long as @p limit.
    ServerPatience(std::chrono::milliseconds limit, const ServerCancellation& cancellation)
        : m_cancellation(cancellation)
        , m_end(limit)
    {
    }
    /// For ever, but only for a moment more when @p run is cancelled.
    ServerPatience(const ServerCancellation& cancellation, RunId run)
        : m_cancellation(cancellation)
        , m_run(run)
    {
    }

    [[nodiscard]] bool isCancelled() const { return m_run && m_cancellation.isRequested(*m_run); }
    [[nodiscard]] bool isOver()
    {
        if (!m_isClosing && m_cancellation.isClosing()) {
            m_isClosing = true;
            m_end.setRemainingTime(kAfterClose);
        } else if (m_end.isForever() && isCancelled()) {
            m_end.setRemainingTime(kAfterCancel);
        }
        return m_end.hasExpired();
    }

private:
    const ServerCancellation& m_cancellation;
    const std::optional<RunId> m_run;
    QDeadlineTimer m_end{QDeadlineTimer::Forever};
    bool m_isClosing = false;
};

} // namespace larder
