#include "app/sql/databaseopener.h"

#include "app/sql/sqliteport.h"

namespace larder {

void openDatabase(const ConnectionTarget& target, std::shared_ptr<ResultStorage> storage, QObject* context,
    DatabaseOpened opened)
{
    Q_ASSERT(target.engine == QStringLiteral("sqlite"));
    SqlitePort::open(target.path, std::move(storage), context,
        [opened = std::move(opened)](Result<std::unique_ptr<SqlitePort>> port) {
            if (port)
                opened(std::unique_ptr<DatabasePort>(std::move(port.value())));
            else
                opened(port.error());
        });
}

} // namespace larder
