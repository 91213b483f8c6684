#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

struct pg_conn;

namespace larder::test {

/// A PostgreSQL server of the test's own: in a temporary folder, on a free port of this machine, ended with
/// this object. Never durable.
class PgServer
{
public:
    /// None where the programs of the server are not installed; fails the test where they don't start.
    static bool isInstalled();
    /// Where the program @p name of the newest installed version is; empty if there is none.
    [[nodiscard]] static QString program(const QString& name);
    PgServer();
    /// A hot standby that follows @p primary as it streams.
    [[nodiscard]] static std::unique_ptr<PgServer> standbyOf(const PgServer& primary);
    ~PgServer();
    PgServer(const PgServer&) = delete;
    PgServer& operator=(const PgServer&) = delete;

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Of @p database, as `larder` takes it.
    [[nodiscard]] QString address(const QString& database = QStringLiteral("postgres"),
        const QString& user = QStringLiteral("postgres")) const;
    /// Runs @p script over a connection of its own, as another program would. Fails the test on an error.
    void exec(const QByteArray& script, const QString& database = QStringLiteral("postgres")) const;
    /// The first value of what @p sql answers.
    [[nodiscard]] QByteArray value(
        const QByteArray& sql, const QString& database = QStringLiteral("postgres")) const;
    /// Makes an empty database and gives its name.
    [[nodiscard]] QString newDatabase();
    /// From now on @p user needs a password.
    void demandPassword(const QString& user);
    /// Kills all its processes at once, as a crash of the machine would.
    void kill();
    /// Starts it after kill(), on the same port. Fails the test if it does not come back.
    void start();
    /// Ends it without letting anybody finish, and starts it anew.
    void restartAtOnce();
    /// Runs @p command as the server's user; whether it succeeded.
    bool run(const QStringList& command) const;
    /// Of the server, to stop and continue all its processes with.
    [[nodiscard]] QList<qint64> processIds() const;
    /// Of the program that started it, which stops when the server does; 0 where there is none.
    [[nodiscard]] qint64 launcherId() const { return m_process.processId(); }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// What the server has logged since the last call.
    [[nodiscard]] QByteArray takeLog();

private:
    /// With the files of another server, made by @p command but for the place where they go.
    explicit PgServer(QStringList command);
    [[nodiscard]] QString data() const { return m_folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QByteArray query(const QByteArray& sql, const QString& database) const;
    [[nodiscard]] bool awaitStart() const;
    void quit();

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    int m_lastDatabase = 0;
    bool m_isRunning = false;
};

} // namespace larder::test
