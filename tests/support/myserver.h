#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>

#include <optional>

namespace larder::test {

/// A MariaDB server of the test's own: in a temporary folder, on a free port of this machine, ended with this
/// object. Never durable.
class MyServer
{
public:
    /// None where the programs of the server are not installed; fails the test where they don't start.
    static bool isInstalled();
    MyServer();
    ~MyServer();
    MyServer(const MyServer&) = delete;
    MyServer& operator=(const MyServer&) = delete;

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Of @p database, as `larder` takes it.
    [[nodiscard]] QString address(
        const QString& database = {}, const QString& user = QStringLiteral("root")) const;
    /// Runs @p script, of statements that end with a semicolon, over a connection of its own, as another
    /// program would. Fails the test on an error.
    void exec(const QByteArray& script, const QString& database = {}) const;
    /// The first value of what @p sql answers.
    [[nodiscard]] QByteArray value(const QByteArray& sql, const QString& database = {}) const;
    /// Makes an empty database and gives its name.
    [[nodiscard]] QString newDatabase();
    /// Ends the server and starts it anew with the same data, and with @p more arguments.
    void restart(const QStringList& more = {});
    /// Kills it at once, as a crash of the machine would. What it has committed in the last second may be
    /// lost.
    void kill();
    /// Starts it after kill(), on the same port. Fails the test if it does not come back.
    void start(const QStringList& more = {});
    /// From now on it can write no file beyond @p bytes; none for no limit.
    void limitFiles(std::optional<qint64> bytes) const;
    /// To stop and continue it with; it is one process, started by the test itself.
    [[nodiscard]] QList<qint64> processIds() const { return {m_process.processId()}; }
    [[nodiscard]] qint64 launcherId() const { return m_process.processId(); }
    [[nodiscard]] QString socket() const { return m_folder.filePath(QStringLiteral("socket")); }
    [[nodiscard]] int port() const { return m_port; }

private:
    [[nodiscard]] static QString program(const QString& name);
    [[nodiscard]] bool install() const;
    [[nodiscard]] QByteArray query(const QByteArray& sql, const QString& database, bool mayFail) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    int m_lastDatabase = 0;
    bool m_isRunning = false;
};

} // namespace larder::test
