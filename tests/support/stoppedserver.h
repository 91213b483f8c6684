#pragma once

#include <QList>

#include <sys/types.h>

#include <csignal>

namespace larder::test {

/// Stops all processes of the server as long as it lives.
class StoppedServer
{
public:
    /// A PgServer or a MyServer.
    template <typename Server>
    explicit StoppedServer(const Server& server) : m_launcher(server.launcherId())
                                                 , m_ids(server.processIds())
    {
        for (const qint64 id : m_ids)
            ::kill(pid_t(id), SIGSTOP);
    }
    ~StoppedServer()
    {
        for (const qint64 id : m_ids)
            ::kill(pid_t(id), SIGCONT);
        ::kill(pid_t(m_launcher), SIGCONT);
    }
    StoppedServer(const StoppedServer&) = delete;
    StoppedServer& operator=(const StoppedServer&) = delete;

private:
    const qint64 m_launcher;
    const QList<qint64> m_ids;
};

} // namespace larder::test
