#pragma once

#include "cache/result.h"
#include "models/connectiontarget.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace larder {

struct TunnelEnds;

/// A tunnel through the system's `ssh` to the server that a target names: built when it is first needed, and
/// anew when it was lost; it ends with this object, or with its thread. This side of it is a socket in a
/// folder that nobody else may enter, wherever TunnelEnds can have one. Lives in one thread, and is asked by
/// any.
class SshTunnel final : public QObject
{
    Q_OBJECT

public:
    /// Whether the port closes, so that nothing may be waited for.
    using IsClosing = std::function<bool()>;

    /// @p command is the program and its first arguments.
    SshTunnel(ConnectionTarget target, QStringList command, IsClosing isClosing, QObject* parent = nullptr);
    ~SshTunnel() override;

    /// How the library of the engine reaches the server now. Blocks while the tunnel is built, 10 s at most.
    [[nodiscard]] Result<ConnectionTarget> reach();
    /// Why the server was not reached through the tunnel, or was lost, as far as `ssh` knows; else @p error.
    [[nodiscard]] Error explain(const Error& error);

private:
    [[nodiscard]] Result<ConnectionTarget> build();
    [[nodiscard]] Error explainHere(const Error& error);
    void start(const TunnelEnds& ends);
    [[nodiscard]] bool awaitForward();
    [[nodiscard]] QString marker() const;
    void takeMessages();

    const ConnectionTarget m_target;
    const QStringList m_command;
    const IsClosing m_isClosing;
    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_process;
    QString m_messages;
    /// Of the one before, if that was lost and nobody was told yet.
    std::optional<QString> m_lostMessages;
    ConnectionTarget m_reached;
    bool m_wasReached = false;
};

} // namespace larder
