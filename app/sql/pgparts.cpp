#include "app/sql/pgparts.h"

#include "app/sql/pgexecutor.h"
#include "app/sql/pgvalidator.h"

namespace larder {

PortParts pgParts(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage)
{
    const DatabaseServer server = DatabaseServer::of(target, options);
    auto validator = std::make_unique<PgValidator>(server);
    auto executor = std::make_unique<PgExecutor>(
        server, std::move(storage), [checks = validator.get()] { return awaitToken(checks); });
    return {SqlDialect::PostgreSql, QStringLiteral("postgresql"), std::move(executor), std::move(validator),
        server.cancellation};
}

} // namespace larder
