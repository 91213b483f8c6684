#pragma once

#include "cache/result.h"

namespace larder {

/// What a user names as a connection: a file, or a URL with an engine.
struct ConnectionTarget
{
    QString engine;
    /// SQLite: the absolute path of the file.
    QString path;
    /// How to call it on screen; without a password.
    QString label;

    bool operator==(const ConnectionTarget&) const = default;
};

/// Reads @p text: a path, or `sqlite:///path`. An engine that Larder does not know is an error that names
/// those it does.
[[nodiscard]] Result<ConnectionTarget> parseConnectionTarget(const QString& text);

} // namespace larder
