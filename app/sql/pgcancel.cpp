#include "app/sql/pgcancel.h"

#include <libpq-fe.h>

#include <array>
#include <memory>

namespace larder {

std::function<void()> pgCancel(pg_conn* connection)
{
    return [cancel = std::shared_ptr<PGcancel>(PQgetCancel(connection), &PQfreeCancel)] {
        std::array<char, 256> why{};
        if (cancel)
            PQcancel(cancel.get(), why.data(), int(why.size()));
    };
}

} // namespace larder
