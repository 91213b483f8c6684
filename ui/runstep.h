#pragma once

#include "cache/queryrequest.h"
#include "cache/sql/sqldialect.h"
#include "models/preferences.h"
#include "ui/cachewish.h"

#include <map>

class QWidget;

namespace larder {

/// One statement of a run.
struct RunStep
{
    QByteArray sql;
    /// Where the statement stands in the text, to show an error there.
    qsizetype offset = 0;
    std::vector<Parameter> parameters = {};
    RunMode mode = RunMode::Cached;
    /// See QueryRequest::purpose.
    QString purpose = {};
    /// The most rows to fetch, 0 for all; nothing for what the preferences say.
    std::optional<qint64> rowLimit = std::nullopt;
};

[[nodiscard]] QueryRequest requestOf(
    const RunStep& step, ConnectionId connection, const CacheWish& wish, const Preferences& preferences);

/// Asks the user for the parameters of @p steps that have none yet. @p typed are the values that were given
/// before, by name. False if the user does not want to go on.
[[nodiscard]] bool askParameters(
    std::vector<RunStep>& steps, SqlDialect dialect, std::map<QByteArray, QString>& typed, QWidget* parent);

} // namespace larder
