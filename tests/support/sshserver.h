#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace larder::test {

/// An SSH server of the test's own: in a temporary folder, on a free port of this machine, with keys of its
/// own; it lets in the user who runs the test, and ends with this object.
class SshServer
{
public:
    static bool isInstalled();
    /// @p settings are further lines of its configuration.
    explicit SshServer(const QByteArray& settings = {});
    ~SshServer();
    SshServer(const SshServer&) = delete;
    SshServer& operator=(const SshServer&) = delete;

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// `ssh` with a configuration that knows this server as "bastion", and its key; @p settings come first.
    [[nodiscard]] QStringList command(const QByteArray& settings = {}) const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// The `ssh` processes that this program runs.
    [[nodiscard]] static QList<qint64> clients();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] bool makeKeys() const;
    void write(const char* name, const QByteArray& text) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    bool m_isRunning = false;
};

} // namespace larder::test
