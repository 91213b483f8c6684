#include "app/sql/myparts.h"

#include "app/sql/myexecutor.h"
#include "app/sql/myvalidator.h"

namespace larder {

PortParts myParts(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage)
{
    const DatabaseServer server = DatabaseServer::of(target, options);
    auto validator = std::make_unique<MyValidator>(server);
    auto executor = std::make_unique<MyExecutor>(server, std::move(storage));
    return {SqlDialect::MySql, QStringLiteral("mariadb"), std::move(executor), std::move(validator),
        server.cancellation, TokenScope::Rows};
}

} // namespace larder
