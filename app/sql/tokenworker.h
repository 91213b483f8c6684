#pragma once

#include "cache/databaseport.h"

#include <QObject>

namespace larder {

/// The half of an engine that tells where the database stands, also while a statement runs. Lives in a thread
/// of its own, where it is also destroyed.
class TokenWorker : public QObject
{
    Q_OBJECT

public:
    struct Reading
    {
        Result<ValidatorToken> token;
        /// Which database was asked; nothing where there is none.
        std::optional<ConnectionIdentity> identity = std::nullopt;
    };

    /// Equal tokens prove that no commit by anybody lies between two readings.
    [[nodiscard]] virtual Reading read() = 0;

Q_SIGNALS:
    /// The database has said by itself that something may have changed. Silence says nothing.
    void hinted();
};

/// Asks @p worker and waits for its answer; none where it can't tell. For the thread of the statements, for
/// which that of the checks never waits.
[[nodiscard]] std::optional<ValidatorToken> awaitToken(TokenWorker* worker);

} // namespace larder
