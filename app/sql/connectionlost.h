#pragma once

#include "cache/error.h"

namespace larder {

/// The connection to a server is gone; @p why is the text of the server, its library or the system, @p
/// peculiarity what its session had that a new one has not.
[[nodiscard]] Error connectionLostError(
    const QString& why, bool wasInTransaction, const QString& peculiarity = {});

} // namespace larder
