#include "app/sql/servercancelcall.h"

#include <thread>

namespace larder {

ServerCancelCall::ServerCancelCall(std::function<void()> ask)
    : m_ended(std::make_shared<std::atomic<bool>>(false))
{
    std::thread([ask = std::move(ask), ended = m_ended] {
        // Where it fails, the connection is given up when the patience is over.
        ask();
        ended->store(true);
    }).detach();
}

bool ServerCancelCall::wantsAnother() const
{
    return hasEnded() && std::chrono::steady_clock::now() - m_begin > kUntilNext;
}

} // namespace larder
