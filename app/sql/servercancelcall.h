#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace larder {

/// Asks a server to end what one connection runs. That takes a connection of its own and may wait for a
/// server that does not answer, so it has a thread, which outlives this where it must. Made in the thread of
/// the connection, which sends nothing else until hasEnded(): then the server has got it, and one that finds
/// no statement has no effect (ENGINES.md, C.2).
class ServerCancelCall
{
public:
    /// A server forgets a cancel that comes while it waits for the next message of a statement (PostgreSQL's
    /// ProcessInterrupts(), DoingCommandRead), and a call may find no way to the server.
    static constexpr std::chrono::milliseconds kUntilNext{250};

    /// @p ask is called in the other thread.
    explicit ServerCancelCall(std::function<void()> ask);

    [[nodiscard]] bool hasEnded() const { return m_ended->load(); }
    /// The statement should have ended by now, if the server knew of this call.
    [[nodiscard]] bool wantsAnother() const;

private:
    std::shared_ptr<std::atomic<bool>> m_ended;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace larder
