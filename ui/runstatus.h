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

    void tellOrigin(const Provenance& from, const std::optional<AnswerBasis>& restsOn)
    {
        provenance = from;
        basis = restsOn;
        standing = {};
    }
    void beginWork(const QString& what)
    {
        message = what;
        busy = true;
        busySince = std::chrono::steady_clock::now();
    }
    /// How long it has been busy; 0 if it is not.
    [[nodiscard]] std::chrono::nanoseconds busyTime() const
    {
        return busy ? std::chrono::steady_clock::now() - busySince : std::chrono::nanoseconds(0);
    }

    bool operator==(const RunStatus&) const = default;
};

} // namespace larder
