#pragma once

#include "app/sql/databaseserver.h"

#include <atomic>

namespace larder {

/// Asks the server to end what one connection runs, by KILL QUERY over a connection of its own. That may wait
/// for a server that does not answer, so it has a thread, which outlives this where it must. Made in the
/// thread of the connection, which sends nothing else until hasEnded(): then the server has got it, and one
/// that finds no statement has no effect (ENGINES.md, C.2).
class MyCancelCall
{
public:
    MyCancelCall(const DatabaseServer& server, quint64 serverThread);
    [[nodiscard]] bool hasEnded() const { return m_ended->load(); }

private:
    std::shared_ptr<std::atomic<bool>> m_ended;
};

} // namespace larder
