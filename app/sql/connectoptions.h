#pragma once

#include <QStringList>

#include <functional>

namespace larder {

/// How a database is opened, besides what names it.
struct ConnectOptions
{
    /// Empty where the library of the engine is to take its own means.
    QString password = {};
    /// The engine refuses to change the database over this connection.
    bool readOnly = false;
    /// What begins each call of `ssh`, where the target wants a tunnel: the program and its first arguments.
    QStringList sshCommand = {QStringLiteral("ssh")};
    /// Called in the thread of the port when the database says by itself that something may have changed,
    /// which proves nothing: a reason to ask where it stands.
    std::function<void()> hinted = {};
};

/// What to do about a write that a read-only connection has refused.
[[nodiscard]] QString readOnlyAdvice();

} // namespace larder
