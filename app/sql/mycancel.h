#pragma once

#include "app/sql/databaseserver.h"

#include <functional>

namespace larder {

/// What asks @p server to end what its thread @p serverThread runs, by KILL QUERY over a connection of its
/// own. From any thread; it may outlive both.
[[nodiscard]] std::function<void()> myCancel(const DatabaseServer& server, quint64 serverThread);

} // namespace larder
