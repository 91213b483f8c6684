#pragma once

#include "app/sql/peerwatch.h"

#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace larder::test {

/// Fails the test unless the kernel watches the other end of @p socket.
inline void watchesItsPeer(int socket)
{
    const auto valueOf = [&](int level, int option) {
        int value = -1;
        socklen_t size = sizeof(value);
        ::getsockopt(socket, level, option, &value, &size);
        return value;
    };
    QCOMPARE(valueOf(SOL_SOCKET, SO_KEEPALIVE), 1);
    QCOMPARE(valueOf(IPPROTO_TCP, TCP_KEEPIDLE), int(PeerWatch::kIdle.count()));
    QCOMPARE(valueOf(IPPROTO_TCP, TCP_KEEPINTVL), int(PeerWatch::kInterval.count()));
    QCOMPARE(valueOf(IPPROTO_TCP, TCP_KEEPCNT), PeerWatch::kCount);
    QCOMPARE(valueOf(IPPROTO_TCP, TCP_USER_TIMEOUT),
        int(std::chrono::milliseconds(PeerWatch::kUnconfirmed).count()));
}

} // namespace larder::test
