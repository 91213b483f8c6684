#include "app/sql/pgcancelcall.h"

#include <libpq-fe.h>

#include <array>
#include <thread>

namespace larder {

PgCancelCall::PgCancelCall(pg_conn* connection) : m_ended(std::make_shared<std::atomic<bool>>(false))
{
    PGcancel* const cancel = PQgetCancel(connection);
    if (!cancel) {
        m_ended->store(true);
        return;
    }
    std::thread([cancel, ended = m_ended] {
        std::array<char, 256> why{};
        // Where it fails, the connection is given up when the patience is over.
        PQcancel(cancel, why.data(), int(why.size()));
        PQfreeCancel(cancel);
        ended->store(true);
    }).detach();
}

} // namespace larder
