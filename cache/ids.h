#pragma once

#include <QtGlobal>

namespace larder {

/// Numbers a run of a statement within this process.
enum class RunId : quint64 {};
/// Numbers an open connection within this process; never used again after it was closed.
enum class ConnectionId : quint64 {};
/// Numbers a cache entry within this process.
enum class EntryId : quint64 {};

} // namespace larder
