#pragma once

#include "cache/answerbasis.h"
#include "cache/provenance.h"
#include "cache/standing.h"

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
    /// What it rests on, and what has been heard of that since.
    std::optional<AnswerBasis> basis = std::nullopt;
    Standing standing = {};
    QString selection = {};
    bool busy = false;
    /// When the run that is under way began.
    std::chrono::steady_clock::time_point busySince = {};
    /// More rows exist than are on screen, and they can be fetched.
    bool hasMore = false;

    bool operator==(const RunStatus&) const = default;
};

} // namespace larder
