#include "app/sql/odbcparts.h"

#include "app/sql/odbcexecutor.h"
#include "app/sql/odbcvalidator.h"

namespace larder {

PortParts odbcParts(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage)
{
    auto cancellation = std::make_shared<OdbcCancellation>();
    auto executor
        = std::make_unique<OdbcExecutor>(OdbcServer{target, options}, cancellation, std::move(storage));
    return {SqlDialect::Generic, QStringLiteral("odbc"), std::move(executor),
        std::make_unique<OdbcValidator>(), std::move(cancellation), TokenScope::Nothing,
        Fidelity::AsDelivered};
}

} // namespace larder
