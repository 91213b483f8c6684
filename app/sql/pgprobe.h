#pragma once

#include "cache/error.h"
#include "models/connectiontarget.h"

#include <chrono>

namespace larder {

/// The options of a connection to @p target beside host, port, database and user, in the order in which
/// libpq takes them.
[[nodiscard]] std::vector<std::pair<QString, QString>> pgOptions(
    const ConnectionTarget& target, std::chrono::seconds timeout);

/// Tries once more to connect to @p target, which has just failed, and tells why: Qt's driver keeps neither
/// the SQLSTATE nor whether a password is missing. @p text is what the driver said.
[[nodiscard]] Error pgWhyNotConnected(const ConnectionTarget& target, const QString& password,
    std::chrono::seconds timeout, const QString& text);

} // namespace larder
