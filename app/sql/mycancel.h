#pragma once

#include "app/sql/myconnection.h"

#include <functional>

namespace larder {

/// What asks the server to end what @p connection runs, by KILL QUERY over another one with @p options. From
/// any thread; it may outlive the connection.
[[nodiscard]] std::function<void()> myCancel(const MyConnection& connection, const ConnectOptions& options);

} // namespace larder
