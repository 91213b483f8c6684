#include "app/sql/databaseopener.h"

#include "app/sql/sqliteport.h"
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
    SqlitePort::open(target.address, std::move(storage), context,
        [opened = std::move(opened)](Result<std::unique_ptr<SqlitePort>> port) {
            if (port)
                opened(std::unique_ptr<DatabasePort>(std::move(port.value())));
            else
                opened(port.error());
        });
}

} // namespace larder
