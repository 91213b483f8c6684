#include "app/sql/sqliteparts.h"

#include "app/sql/sqliteexecutor.h"
#include "app/sql/sqlitevalidator.h"

namespace larder {

PortParts sqliteParts(const QString& path, std::shared_ptr<ResultStorage> storage, bool readOnly)
{
    auto cancellation = std::make_shared<SqliteCancellation>();
    auto validator = std::make_unique<SqliteValidator>(path);
    auto executor = std::make_unique<SqliteExecutor>(
        path, cancellation, std::move(storage), [checks = validator.get()] { return awaitToken(checks); },
        readOnly ? SqliteConnection::Access::ReadOnly : SqliteConnection::Access::ReadWrite);
    return {SqlDialect::Sqlite, QStringLiteral("sqlite"), std::move(executor), std::move(validator),
        std::move(cancellation)};
}

} // namespace larder
