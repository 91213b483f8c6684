#pragma once

#include "cache/ids.h"

#include <QString>

namespace larder {

/// An open database as the window shows it.
struct ConnectionInfo
{
    ConnectionId id = {};
    QString label;
    /// "SQLite".
    QString engine;
    /// What was opened, to find it again: the file's path.
    QString target;
    bool operator==(const ConnectionInfo&) const = default;
};

} // namespace larder
