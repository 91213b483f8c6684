#pragma once

#include "app/sql/connectoptions.h"
#include "cache/databaseport.h"
#include "cache/resultstorage.h"
#include "models/connectiontarget.h"

#include <QObject>

namespace larder {

using DatabaseOpened = std::function<void(Result<std::unique_ptr<DatabasePort>>)>;

/// Opens what @p target names without blocking, and tells @p opened in this thread as long as @p context
/// lives. Rows that it fetches go to @p storage. Without a password the library of the engine takes its own
/// means, which a server may refuse: ErrorKind::PasswordNeeded. The one place that knows which engine needs
/// which port.
void openDatabase(const ConnectionTarget& target, std::shared_ptr<ResultStorage> storage, QObject* context,
    DatabaseOpened opened, const ConnectOptions& options = {});

} // namespace larder
