#include "app/sql/databaseopener.h"

#include "app/sql/sqliteparts.h"
#include "app/sql/workerport.h"
#include "cache/handover.h"

#include <QCoreApplication>

namespace larder {

void openDatabase(const ConnectionTarget& target, std::shared_ptr<ResultStorage> storage, QObject* context,
    DatabaseOpened opened)
{
    if (target.engine != ConnectionTarget::Engine::Sqlite) {
        handOver(context, [target, opened = std::move(opened)] {
            opened(Error{
                QCoreApplication::translate("ConnectionTarget", "Cannot open %1").arg(target.address),
                QCoreApplication::translate("ConnectionTarget", "this version of Larder does not speak to %1")
                    .arg(engineName(target.engine))});
        });
        return;
    }
    WorkerPort::open(sqliteParts(target.address, std::move(storage)), context, std::move(opened));
}

} // namespace larder
