#include "tests/support/myserver.h"

#include "app/freeport.h"

#include <QStandardPaths>
#include <QTest>

#include <mysql.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <memory>

namespace larder::test {

namespace {

constexpr int kPatienceMilliseconds = 60'000;

using Close = decltype([](MYSQL* connection) { mysql_close(connection); });
using Connection = std::unique_ptr<MYSQL, Close>;
using Free = decltype([](MYSQL_RES* result) { mysql_free_result(result); });
using Result = std::unique_ptr<MYSQL_RES, Free>;

QString user()
{
    return ::getuid() == 0 ? QStringLiteral("--user=root") : QString();
}

} // namespace

bool MyServer::isInstalled()
{
    return !program(QStringLiteral("mariadbd")).isEmpty()
        && !program(QStringLiteral("mariadb-install-db")).isEmpty();
}

QString MyServer::program(const QString& name)
{
    const QString path = QStandardPaths::findExecutable(name);
    return path.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : path;
}

MyServer::MyServer() : m_port(freePort())
{
    // A server that starts empties the folder for temporary files, of whoever they are.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), m_folder.path());
    m_process.setProcessEnvironment(environment);
    // Then a file that grows beyond limitFiles() is an error, as on a full disk.
    m_process.setChildProcessModifier([] { (void)::signal(SIGXFSZ, SIG_IGN); });
    if (install())
        start();
}

MyServer::~MyServer()
{
    kill();
}

bool MyServer::install() const
{
    QStringList arguments{QStringLiteral("--no-defaults"),
        QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
        QStringLiteral("--auth-root-authentication-method=normal"), QStringLiteral("--skip-test-db"),
        QStringLiteral("--skip-name-resolve"), QStringLiteral("--innodb-log-file-size=8M")};
    if (!user().isEmpty())
        arguments << user();
    QProcess process;
    process.setProcessEnvironment(m_process.processEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program(QStringLiteral("mariadb-install-db")), arguments);
    const bool ended = process.waitForFinished(kPatienceMilliseconds) && process.exitCode() == 0;
    if (!ended)
        qWarning("%s", process.readAll().constData());
    return ended;
}

void MyServer::start(const QStringList& more)
{
    QStringList arguments{QStringLiteral("--no-defaults"),
        QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
        QStringLiteral("--socket=") + socket(), QStringLiteral("--port=%1").arg(m_port),
        QStringLiteral("--pid-file=") + m_folder.filePath(QStringLiteral("pid")),
        QStringLiteral("--bind-address=127.0.0.1"), QStringLiteral("--skip-name-resolve"),
        QStringLiteral("--skip-log-bin"), QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
        QStringLiteral("--innodb-buffer-pool-size=16M"), QStringLiteral("--innodb-log-file-size=8M"),
        QStringLiteral("--secure-file-priv="), QStringLiteral("--character-set-server=utf8mb4")};
    if (!user().isEmpty())
        arguments << user();
    arguments << more;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
    m_process.start(program(QStringLiteral("mariadbd")), arguments);
    m_isRunning = m_process.waitForStarted()
        && QTest::qWaitFor(
            [this] {
                return m_process.state() != QProcess::Running || !query("SELECT 1", {}, true).isEmpty();
            },
            kPatienceMilliseconds)
        && m_process.state() == QProcess::Running;
    if (!m_isRunning)
        qWarning("the server does not start");
}

void MyServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGCONT);
    m_process.kill();
    m_process.waitForFinished(kPatienceMilliseconds);
}

void MyServer::restart(const QStringList& more)
{
    m_process.terminate();
    m_process.waitForFinished(kPatienceMilliseconds);
    start(more);
}

void MyServer::limitFiles(std::optional<qint64> bytes) const
{
    const rlimit limit{bytes ? rlim_t(*bytes) : RLIM_INFINITY, RLIM_INFINITY};
    QCOMPARE(::prlimit(pid_t(m_process.processId()), RLIMIT_FSIZE, &limit, nullptr), 0);
}

QString MyServer::address(const QString& database, const QString& user) const
{
    return QStringLiteral("mariadb://%1@127.0.0.1:%2/%3").arg(user).arg(m_port).arg(database);
}

QByteArray MyServer::query(const QByteArray& sql, const QString& database, bool mayFail) const
{
    const Connection connection(mysql_init(nullptr));
    mysql_options(connection.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const QByteArray name = database.toUtf8();
    QByteArray value;
    bool ended
        = mysql_real_connect(connection.get(), "127.0.0.1", "root", nullptr,
              name.isEmpty() ? nullptr : name.constData(), unsigned(m_port), nullptr, CLIENT_MULTI_STATEMENTS)
        && mysql_real_query(connection.get(), sql.constData(), ulong(sql.size())) == 0;
    while (ended) {
        const Result result(mysql_store_result(connection.get()));
        const MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
        if (row && row[0] && value.isEmpty())
            value = row[0];
        const int next = mysql_next_result(connection.get());
        if (next < 0)
            return value;
        ended = next == 0;
    }
    if (!mayFail)
        QTest::qFail(mysql_error(connection.get()), __FILE__, __LINE__);
    return {};
}

void MyServer::exec(const QByteArray& script, const QString& database) const
{
    (void)query(script, database, false);
}

QByteArray MyServer::value(const QByteArray& sql, const QString& database) const
{
    return query(sql, database, false);
}

QString MyServer::newDatabase()
{
    const QString name = QStringLiteral("test%1").arg(++m_lastDatabase);
    exec("CREATE DATABASE " + name.toUtf8());
    return name;
}

} // namespace larder::test
