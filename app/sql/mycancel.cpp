#include "app/sql/mycancel.h"

#include "app/sql/myconnection.h"

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kLimit = 5s;

} // namespace

std::function<void()> myCancel(const DatabaseServer& server, quint64 serverThread)
{
    // It has to reach the server also where the port closes meanwhile.
    DatabaseServer own = server;
    own.cancellation = std::make_shared<ServerCancellation>();
    return [server = std::move(own), serverThread] {
        if (auto connection = MyConnection::open(server, kLimit)) {
            ServerPatience patience(kLimit, *server.cancellation);
            (void)connection.value()->exec("KILL QUERY " + QByteArray::number(serverThread), patience);
        }
    };
}

} // namespace larder
