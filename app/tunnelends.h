#pragma once

#include "models/connectiontarget.h"

#include <QString>

namespace larder {

/// Both ends of a tunnel to a server, as `ssh -L here:there` takes them.
struct TunnelEnds
{
    /// A socket of the file system, or address:port of this machine.
    QString here;
    /// As the SSH host sees it.
    QString there;
    /// How the library of the engine reaches the end that is here.
    ConnectionTarget reached;

    /// This side is a socket in @p folder; but where @p target demands TLS of PostgreSQL, whose library has
    /// it on TCP only, it is a free port of this machine.
    [[nodiscard]] static TunnelEnds of(const ConnectionTarget& target, const QString& folder);
};

} // namespace larder
