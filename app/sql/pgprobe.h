#pragma once

#include "app/sql/serverpatience.h"
#include "cache/error.h"
#include "models/connectiontarget.h"

#include <chrono>
#include <optional>

namespace larder {

/// The options of a connection to @p target beside host, port, database and user, in the order in which
/// libpq takes them.
[[nodiscard]] std::vector<std::pair<QString, QString>> pgOptions(
    const ConnectionTarget& target, std::chrono::seconds timeout);

/// The channels on which the server's triggers tell of changes, by the option `listen`, which libpq does not
/// have.
[[nodiscard]] QStringList pgChannels(const ConnectionTarget& target);

/// Tries to connect to @p target by the calls that never block, and tells why it can't; nothing if it can.
/// For where Qt's driver has failed, which keeps neither the SQLSTATE nor whether a password is missing; and
/// for where it may wait in vain, since nothing ends that.
[[nodiscard]] std::optional<Error> pgWhyNotConnected(const ConnectionTarget& target, const QString& password,
    std::chrono::seconds timeout, const ServerCancellation& cancellation);

} // namespace larder
