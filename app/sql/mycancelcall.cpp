#include "app/sql/mycancelcall.h"

#include "app/sql/myconnection.h"

#include <thread>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kLimit = 5s;

} // namespace

MyCancelCall::MyCancelCall(const DatabaseServer& server, quint64 serverThread)
    : m_ended(std::make_shared<std::atomic<bool>>(false))
{
    // It has to reach the server also where the port closes meanwhile.
    DatabaseServer own = server;
    own.cancellation = std::make_shared<ServerCancellation>();
    std::thread([server = std::move(own), serverThread, ended = m_ended] {
        // Where it fails, the connection is given up when the patience is over.
        if (auto connection = MyConnection::open(server, kLimit)) {
            ServerPatience patience(kLimit, *server.cancellation);
            (void)connection.value()->exec("KILL QUERY " + QByteArray::number(serverThread), patience);
        }
        ended->store(true);
    }).detach();
}

} // namespace larder
