#pragma once

#include "app/sql/tokenworker.h"

#include <QDeadlineTimer>

#include <memory>

namespace larder {

/// What @p read brings, and what it brings a second time if it let go of @p connection: that the server has
/// ended it, as by a restart, shows only then, and what comes next shall be followed again. But not of a
/// server that was silent for @p limit.
template <typename Connection, typename Read>
[[nodiscard]] TokenWorker::Reading readAgainBehindLoss(
    const std::unique_ptr<Connection>& connection, std::chrono::milliseconds limit, const Read& read)
{
    const bool wasOpen = connection != nullptr;
    const QDeadlineTimer end(limit);
    TokenWorker::Reading reading = read();
    return wasOpen && !connection && !end.hasExpired() ? read() : reading;
}

} // namespace larder
