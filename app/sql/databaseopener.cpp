#include "app/sql/databaseopener.h"

#include "app/sql/myparts.h"
#include "app/sql/odbcparts.h"
#include "app/sql/pgparts.h"
#include "app/sql/sqliteparts.h"
#include "app/sql/workerport.h"

namespace larder {

namespace {

PortParts partsOf(
    const ConnectionTarget& target, const ConnectOptions& options, std::shared_ptr<ResultStorage> storage)
{
    switch (target.engine) {
    case ConnectionTarget::Engine::Sqlite:
        return sqliteParts(target.address, std::move(storage), options.readOnly);
    case ConnectionTarget::Engine::PostgreSql:
        return pgParts(target, options, std::move(storage));
    case ConnectionTarget::Engine::Odbc:
        return odbcParts(target, options, std::move(storage));
    case ConnectionTarget::Engine::MySql:
        return myParts(target, options, std::move(storage));
    }
    Q_UNREACHABLE();
}

} // namespace

void openDatabase(const ConnectionTarget& target, std::shared_ptr<ResultStorage> storage, QObject* context,
    DatabaseOpened opened, const ConnectOptions& options)
{
    PortParts parts = partsOf(target, options, std::move(storage));
    parts.hinted = options.hinted;
    WorkerPort::open(std::move(parts), context, std::move(opened));
}

} // namespace larder
