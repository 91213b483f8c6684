#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace larder::test {

/// A port of this machine that takes connections and answers nothing, until one is passed on.
class SilentListener
{
public:
    SilentListener() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof(address);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        const bool listens = ::bind(m_socket, any, size) == 0 && ::listen(m_socket, 5) == 0
            && ::getsockname(m_socket, any, &size) == 0;
        m_port = listens ? ntohs(address.sin_port) : 0;
    }
    ~SilentListener() { ::close(m_socket); }
    SilentListener(const SilentListener&) = delete;
    SilentListener& operator=(const SilentListener&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// Whether somebody has connected, or does so in the next minute.
    [[nodiscard]] bool hasCaller() const { return isReadable(m_socket); }
    /// Lets the server at @p port answer the first caller, from the beginning. Whether the server did, and
    /// the caller then went away by itself.
    [[nodiscard]] bool passOn(int port) const
    {
        const int caller = ::accept(m_socket, nullptr, nullptr);
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(port);
        bool answered = false;
        bool left = false;
        if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
            std::array<pollfd, 2> both{pollfd{caller, POLLIN, 0}, pollfd{server, POLLIN, 0}};
            while (!left && ::poll(both.data(), both.size(), kPatienceMilliseconds) > 0) {
                left = (both[0].revents != 0 && !move(caller, server));
                const bool moved = both[1].revents != 0 && move(server, caller);
                answered = answered || moved;
                // Told of the end, the server may be gone before its caller is.
                if (both[1].revents != 0 && !moved) {
                    left = left || ends(caller);
                    break;
                }
            }
        }
        ::close(caller);
        ::close(server);
        return answered && left;
    }

private:
    static constexpr int kPatienceMilliseconds = 60'000;

    [[nodiscard]] static bool ends(int socket)
    {
        std::array<char, 4'096> buffer{};
        pollfd waited{socket, POLLIN, 0};
        while (::poll(&waited, 1, kPatienceMilliseconds) > 0) {
            if (::recv(socket, buffer.data(), buffer.size(), 0) <= 0)
                return true;
        }
        return false;
    }

    [[nodiscard]] static sockaddr_in loopback(int port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(in_port_t(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    [[nodiscard]] static bool isReadable(int socket)
    {
        pollfd one{socket, POLLIN, 0};
        return ::poll(&one, 1, kPatienceMilliseconds) == 1;
    }
    /// False at the end of what @p from sends.
    [[nodiscard]] static bool move(int from, int to)
    {
        std::array<char, 4096> bytes{};
        const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
        return count > 0 && ::send(to, bytes.data(), size_t(count), MSG_NOSIGNAL) == count;
    }

    const int m_socket;
    int m_port = 0;
};

} // namespace larder::test
