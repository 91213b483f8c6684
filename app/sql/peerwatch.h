#pragma once

#include <chrono>

namespace larder {

/// When the other end of a connection has vanished without a word, as behind a sleep of this machine or a
/// pulled cable: the kernel asks for it where nothing was heard, and gives up when nothing is confirmed
/// (tcp(7)).
struct PeerWatch
{
    static constexpr std::chrono::seconds kIdle{10};
    static constexpr std::chrono::seconds kInterval{5};
    static constexpr int kCount = 4;
    static constexpr std::chrono::seconds kUnconfirmed{30};

    /// Has the kernel watch the other end of @p socket. Without effect on one of the file system.
    static void begin(int socket);
    /// Whether the other end of @p socket is gone, as far as the kernel knows. Leaves alone what has come.
    [[nodiscard]] static bool hasEnded(int socket);
};

} // namespace larder
