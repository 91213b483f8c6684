#include "app/sql/peerwatch.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace larder {

void PeerWatch::begin(int socket)
{
    const auto set = [&](int level, int option, int value) {
        ::setsockopt(socket, level, option, &value, sizeof(value));
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, int(kIdle.count()));
    set(IPPROTO_TCP, TCP_KEEPINTVL, int(kInterval.count()));
    set(IPPROTO_TCP, TCP_KEEPCNT, kCount);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, int(std::chrono::milliseconds(kUnconfirmed).count()));
}

bool PeerWatch::hasEnded(int socket)
{
    pollfd end{socket, POLLRDHUP, 0};
    return socket < 0 || (::poll(&end, 1, 0) > 0 && end.revents != 0);
}

} // namespace larder
