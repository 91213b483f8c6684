#pragma once

#include "cache/runoutcome.h"

#include <QStringList>

namespace larder {

/// That @p count results of a statement, more than none, are not shown.
[[nodiscard]] QString resultsNotShownText(int count);

/// How many rows a statement without a result has changed: "3 rows changed"; empty of one that is not there
/// to change any.
[[nodiscard]] QString rowsChangedText(const RunOutcome& outcome);

/// What stands in the place of the rows of a statement that has none: what it changed, and what the server
/// remarked.
[[nodiscard]] QString doneText(const RunOutcome& outcome);

/// @p outcome of the statement at @p place, from 0, of @p count that run one after the other: if they stop
/// there, its error, or a notice where it was cancelled, says which one it was and how many were not run.
[[nodiscard]] RunOutcome outcomeInScript(RunOutcome outcome, size_t place, size_t count);

/// How a run ended for which the user @p waited: "Done", "Error", "Cancelled after 3.2 s".
[[nodiscard]] QString endText(const RunOutcome& outcome, std::chrono::nanoseconds waited);

/// What the log of messages says of a run of @p sql that ended at @p now: the statement, cut, with what came
/// of it and where that is from; then a line for each remark of the server.
[[nodiscard]] QStringList outcomeLines(
    const QByteArray& sql, const RunOutcome& outcome, const QDateTime& now);

} // namespace larder
