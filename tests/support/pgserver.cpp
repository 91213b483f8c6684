#include "tests/support/pgserver.h"

#include "app/freeport.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <memory>

namespace larder::test {

namespace {

constexpr int kPatienceMilliseconds = 60'000;

// The server refuses to run as root.
QStringList asUser(const QStringList& command)
{
    return ::getuid() == 0 ? QStringList{QStringLiteral("runuser"), QStringLiteral("-u"),
                                 QStringLiteral("postgres"), QStringLiteral("--")}
            + command
                           : command;
}

using Finish = decltype([](PGconn* connection) { PQfinish(connection); });
using Connection = std::unique_ptr<PGconn, Finish>;
using Clear = decltype([](PGresult* result) { PQclear(result); });
using Result = std::unique_ptr<PGresult, Clear>;

} // namespace

bool PgServer::isInstalled()
{
    return !program(QStringLiteral("postgres")).isEmpty();
}

QString PgServer::program(const QString& name)
{
    QDir versions(QStringLiteral("/usr/lib/postgresql"));
    const QStringList names
        = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString& version : names) {
        const QString path = versions.filePath(version + QStringLiteral("/bin/") + name);
        if (QFile::exists(path))
            return path;
    }
    return {};
}

PgServer::PgServer()
    : PgServer({program(QStringLiteral("initdb")), QStringLiteral("-U"), QStringLiteral("postgres"),
        QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"),
        QStringLiteral("--locale=C.UTF-8"), QStringLiteral("-N")})
{
}

PgServer::PgServer(QStringList command) : m_port(freePort())
{
    // Another user must get through to it.
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7777));
    if (run(command << QStringLiteral("-D") << data()))
        start();
}

std::unique_ptr<PgServer> PgServer::standbyOf(const PgServer& primary)
{
    return std::unique_ptr<PgServer>(new PgServer({program(QStringLiteral("pg_basebackup")),
        QStringLiteral("-R"), QStringLiteral("-X"), QStringLiteral("stream"), QStringLiteral("-c"),
        QStringLiteral("fast"), QStringLiteral("-N"), QStringLiteral("-d"), primary.address()}));
}

void PgServer::start()
{
    QStringList command = asUser({program(QStringLiteral("postgres")), QStringLiteral("-D"), data(),
        QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-k"), m_folder.path()});
    for (const char* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off",
             "listen_addresses=127.0.0.1", "max_connections=60", "max_prepared_transactions=10",
             "autovacuum=off", "log_min_messages=fatal", "wal_level=replica"})
        command << QStringLiteral("-c") << QString::fromLatin1(setting);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_process.start(command.takeFirst(), command);
    m_isRunning = m_process.waitForStarted() && awaitStart();
    if (!m_isRunning)
        qWarning("%s", m_process.readAll().constData());
}

PgServer::~PgServer()
{
    quit();
}

// Immediate: its files go with it. `runuser` hands the signal on as another one.
void PgServer::quit()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    const QList<qint64> ids = processIds();
    if (!ids.isEmpty())
        ::kill(pid_t(ids.first()), SIGQUIT);
    m_process.waitForFinished(kPatienceMilliseconds);
}

void PgServer::kill()
{
    const QList<qint64> ids = processIds();
    for (const qint64 id : ids)
        ::kill(pid_t(id), SIGKILL);
    m_process.waitForFinished(kPatienceMilliseconds);
    // It does not start as long as one of them uses its memory.
    const auto areGone = [&] {
        return std::none_of(ids.begin(), ids.end(), [](qint64 id) { return ::kill(pid_t(id), 0) == 0; });
    };
    QVERIFY(QTest::qWaitFor(areGone, kPatienceMilliseconds));
}

void PgServer::restartAtOnce()
{
    quit();
    start();
}

bool PgServer::run(const QStringList& command) const
{
    QStringList arguments = asUser(command);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(arguments.takeFirst(), arguments);
    const bool ended = process.waitForFinished(kPatienceMilliseconds) && process.exitCode() == 0;
    if (!ended)
        qWarning("%s", process.readAll().constData());
    return ended;
}

bool PgServer::awaitStart() const
{
    const QByteArray to = "host=127.0.0.1 dbname=postgres port=" + QByteArray::number(m_port);
    return QTest::qWaitFor(
               [&] { return m_process.state() != QProcess::Running || PQping(to.constData()) == PQPING_OK; },
               kPatienceMilliseconds)
        && m_process.state() == QProcess::Running;
}

QString PgServer::address(const QString& database, const QString& user) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3?sslmode=disable")
        .arg(user)
        .arg(m_port)
        .arg(database);
}

QByteArray PgServer::query(const QByteArray& sql, const QString& database) const
{
    const QByteArray to = "host=127.0.0.1 sslmode=disable user=postgres port=" + QByteArray::number(m_port)
        + " dbname=" + database.toUtf8();
    const Connection connection(PQconnectdb(to.constData()));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    const Result result(PQexec(connection.get(), sql.constData()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        QTest::qFail(PQerrorMessage(connection.get()), __FILE__, __LINE__);
        return {};
    }
    return PQntuples(result.get()) > 0 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
}

void PgServer::exec(const QByteArray& script, const QString& database) const
{
    (void)query(script, database);
}

QByteArray PgServer::value(const QByteArray& sql, const QString& database) const
{
    return query(sql, database);
}

QString PgServer::newDatabase()
{
    const QString name = QStringLiteral("test%1").arg(++m_lastDatabase);
    exec("CREATE DATABASE " + name.toUtf8());
    return name;
}

void PgServer::demandPassword(const QString& user)
{
    // The first line that fits decides.
    QFile file(m_folder.filePath(QStringLiteral("data/pg_hba.conf")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray rules = file.readAll();
    file.seek(0);
    file.write("host all " + user.toUtf8() + " 127.0.0.1/32 scram-sha-256\n" + rules);
    file.close();
    exec("SELECT pg_reload_conf()");
}

QByteArray PgServer::takeLog()
{
    m_process.waitForReadyRead(100);
    return m_process.readAll();
}

QList<qint64> PgServer::processIds() const
{
    QFile file(m_folder.filePath(QStringLiteral("data/postmaster.pid")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const qint64 postmaster = file.readLine().trimmed().toLongLong();
    QList<qint64> ids{postmaster};
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(postmaster));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray& child : children.readAll().split(' ')) {
            if (child.toLongLong() > 0)
                ids << child.toLongLong();
        }
    }
    return ids;
}

} // namespace larder::test
