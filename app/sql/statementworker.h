#pragma once

#include "cache/databaseport.h"

#include <QObject>

namespace larder {

/// The half of an engine that runs statements, one after the other. Made in the thread of the port; from
/// open() on it lives in a thread of its own, where it is also destroyed.
class StatementWorker : public QObject
{
    Q_OBJECT

public:
    /// Connects. To be called once, before all else.
    [[nodiscard]] virtual std::optional<Error> open() = 0;
    /// Which database is open; nothing where that can't be told.
    [[nodiscard]] virtual std::optional<ConnectionIdentity> identity() const = 0;
    /// The rules of its statements, where that is only known when it is open.
    [[nodiscard]] virtual std::optional<SqlDialect> dialect() const { return std::nullopt; }
    /// The session as the next statement will find it.
    [[nodiscard]] virtual SessionState session() const = 0;
    /// Whether the system knows that the server has let go of it. Asks nobody.
    [[nodiscard]] virtual bool isSessionLost() const { return false; }
    [[nodiscard]] virtual StatementOutcome execute(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived)
        = 0;
    [[nodiscard]] virtual Result<Schema> loadSchema() = 0;
    /// An error where the engine tells none.
    [[nodiscard]] virtual Result<QString> loadDefinition(const ObjectName& object) = 0;
};

} // namespace larder
