#include "app/sql/mycancel.h"

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kLimit = 5s;

} // namespace

std::function<void()> myCancel(const MyConnection& connection, const ConnectOptions& options)
{
    // Of its own: it has to reach the server also where the port closes meanwhile. The tunnel stands already.
    return [server = DatabaseServer{connection.target(), options}, id = connection.serverThread()] {
        if (auto second = MyConnection::open(server, kLimit)) {
            ServerPatience patience(kLimit, *server.cancellation);
            (void)second.value()->exec("KILL QUERY " + QByteArray::number(id), patience);
        }
    };
}

} // namespace larder
