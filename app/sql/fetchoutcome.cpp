#include "app/sql/fetchoutcome.h"

namespace larder {

void FetchOutcome::tellTo(StatementOutcome& outcome)
{
    if (!results.empty()) {
        outcome.result = std::move(results.front());
        results.erase(results.begin());
    }
    outcome.moreResults = std::move(results);
    outcome.error = std::move(error);
    outcome.cancelled = cancelled;
    outcome.rowsAffected = rowsAffected;
    outcome.notices = std::move(notices);
    outcome.resultsNotShown = resultsNotShown;
    outcome.timings.execute = execute;
    outcome.timings.fetch = fetch;
}

} // namespace larder
