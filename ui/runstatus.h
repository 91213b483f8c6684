#pragma once

#include "cache/provenance.h"

#include <chrono>
#include <optional>

namespace larder {

/// What the status bar shows of a tab.
struct RunStatus
{
    QString message = {};
    QString rows = {};
    QString timings = {};
    /// Of the result on screen; nothing while there is none.
    std::optional<Provenance> provenance = std::nullopt;
    QString selection = {};
    bool busy = false;
    /// When the run that is under way began.
    std::chrono::steady_clock::time_point busySince = {};
    /// More rows exist than are on screen, and they can be fetched.
    bool hasMore = false;

    bool operator==(const RunStatus&) const = default;
};

} // namespace larder
