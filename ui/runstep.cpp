#include "ui/runstep.h"

#include "cache/sql/sqlparameters.h"
#include "ui/parameterdialog.h"

namespace larder {

QueryRequest requestOf(
    const RunStep& step, ConnectionId connection, const CacheWish& wish, const Preferences& preferences)
{
    QueryRequest request;
    request.connection = connection;
    request.sql = step.sql;
    request.parameters = step.parameters;
    request.mode = step.mode;
    request.purpose = step.purpose;
    request.policy = wish.policy;
    request.technique = wish.technique;
    request.rowLimit = step.rowLimit.value_or(0);
    if (preferences.statementTimeout.count() > 0)
        request.timeout = preferences.statementTimeout;
    return request;
}

bool askParameters(
    std::vector<RunStep>& steps, SqlDialect dialect, std::map<QByteArray, QString>& typed, QWidget* parent)
{
    for (RunStep& step : steps) {
        const std::vector<QByteArray> names = parameterNames(step.sql, dialect);
        if (names.empty() || !step.parameters.empty())
            continue;
        auto parameters = ParameterDialog::ask(names, typed, parent);
        if (!parameters)
            return false;
        step.parameters = std::move(*parameters);
    }
    return true;
}

} // namespace larder
