#pragma once

#include "app/sql/runcancellation.h"
#include "app/sql/statementworker.h"
#include "app/sql/tokenworker.h"

#include <memory>

namespace larder {

/// What makes a WorkerPort the port of one engine.
struct PortParts
{
    SqlDialect dialect = SqlDialect::Generic;
    /// Names the threads: "sqlite".
    QString name = {};
    std::unique_ptr<StatementWorker> statements = {};
    std::unique_ptr<TokenWorker> checks = {};
    std::shared_ptr<RunCancellation> cancellation = {};
    TokenScope tokenScope = TokenScope::Definitions;
    Fidelity fidelity = Fidelity::Exact;
    /// See ConnectOptions.
    std::function<void()> hinted = {};
};

} // namespace larder
