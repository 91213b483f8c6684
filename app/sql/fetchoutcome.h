#pragma once

#include "cache/databaseport.h"

namespace larder {

/// How a statement ended that may have brought several results.
struct FetchOutcome
{
    /// None for a statement without columns.
    std::vector<ResultPtr> results = {};
    std::optional<Error> error = std::nullopt;
    bool cancelled = false;
    qint64 rowsAffected = 0;
    std::vector<QString> notices = {};
    /// Beside those in results.
    int resultsNotShown = 0;
    std::chrono::nanoseconds execute{0};
    std::chrono::nanoseconds fetch{0};

    /// Moves all of it to where @p outcome tells it.
    void tellTo(StatementOutcome& outcome);
};

} // namespace larder
