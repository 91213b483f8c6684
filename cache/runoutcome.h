#pragma once

#include "cache/answerbasis.h"
#include "cache/databaseport.h"

#include <functional>

namespace larder {

/// How a run ended, with everything that a view, a file or a script shows of it.
struct RunOutcome
{
    /// The rows; null for a statement without any. On an error or a cancel, the rows that had arrived.
    ResultPtr result = {};
    std::optional<Error> error = std::nullopt;
    bool cancelled = false;
    Provenance provenance = {};
    /// -1 of a statement that is not there to change rows, as COMMIT.
    qint64 rowsAffected = -1;
    /// Set where there are rows, to follow whether they are overtaken.
    std::optional<AnswerBasis> basis = std::nullopt;
    /// What the server remarked while the statement ran; nothing on a hit.
    std::vector<QString> notices = {};
    /// Of the same statement, behind the first.
    std::vector<ResultPtr> moreResults = {};
    /// Of the same statement, whose rows are lost.
    int resultsNotShown = 0;
};

/// What a caller hears of its run, in the thread of the service and never from inside QueryService::start().
struct RunCallbacks
{
    /// Rows so far while the database sends them; not called for a hit.
    std::function<void(ResultPtr)> progressed = {};
    /// Exactly once.
    std::function<void(RunOutcome)> finished = {};
    /// After finished(), under FreshnessPolicy::Instant: the check behind the answer came back, with the same
    /// result and a better provenance or with a new result.
    std::function<void(RunOutcome)> refreshed = {};
};

} // namespace larder
