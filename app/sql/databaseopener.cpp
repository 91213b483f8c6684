#include "app/sql/databaseopener.h"

#include "app/sql/pgparts.h"
#include "app/sql/sqliteparts.h"
#include "app/sql/workerport.h"

namespace larder {

namespace {

PortParts partsOf(
    const ConnectionTarget& target, const QString& password, std::shared_ptr<ResultStorage> storage)
{
    switch (target.engine) {
    case ConnectionTarget::Engine::Sqlite:
        return sqliteParts(target.address, std::move(storage));
    case ConnectionTarget::Engine::PostgreSql:
        return pgParts(target, password, std::move(storage));
    }
    Q_UNREACHABLE();
}

} // namespace

void openDatabase(const ConnectionTarget& target, std::shared_ptr<ResultStorage> storage, QObject* context,
    DatabaseOpened opened, const QString& password)
{
    WorkerPort::open(partsOf(target, password, std::move(storage)), context, std::move(opened));
}

} // namespace larder
