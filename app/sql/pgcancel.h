#pragma once

#include <functional>

struct pg_conn;

namespace larder {

/// What asks the server to end what @p connection runs, from any thread; it may outlive the connection.
[[nodiscard]] std::function<void()> pgCancel(pg_conn* connection);

} // namespace larder
