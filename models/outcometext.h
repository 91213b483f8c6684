#pragma once

#include "cache/runoutcome.h"

#include <QStringList>

namespace larder {

/// That @p count results of a statement, more than none, are not shown.
[[nodiscard]] QString resultsNotShownText(int count);

/// What the log of messages says of a run of @p sql that ended at @p now: the statement, cut, with what came
/// of it and where that is from; then a line for each remark of the server.
[[nodiscard]] QStringList outcomeLines(
    const QByteArray& sql, const RunOutcome& outcome, const QDateTime& now);

} // namespace larder
