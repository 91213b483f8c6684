#include "app/freeport.h"
#include "app/sql/databaseopener.h"
#include "app/sshtunnel.h"
#include "tests/support/certificate.h"
#include "tests/support/heartbeat.h"
#include "tests/support/memorystorage.h"
#include "tests/support/pgtest.h"
#include "tests/support/sshserver.h"

#include <QFileInfo>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

using namespace larder;
using namespace std::chrono_literals;
using test::SshServer;

namespace {

const QByteArray kCount = "SELECT count(*) FROM t";

/// A port that takes connections and never says a word.
class SilentPort
{
public:
    SilentPort() : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(uint16_t(m_port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0
            || ::listen(m_socket, 5) != 0)
            qFatal("the port is taken");
    }
    ~SilentPort() { ::close(m_socket); }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;

    [[nodiscard]] int port() const { return m_port; }

private:
    const int m_port = freePort();
    const int m_socket;
};

} // namespace

/// PostgreSQL through a tunnel of the system's `ssh`; both servers are real.
class TestSshTunnel : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!SshServer::isInstalled())
            QSKIP("the program of the SSH server is not installed");
        PgTest::initTestCase();
        m_ssh.emplace();
        QVERIFY(m_ssh->isRunning());
    }
    void cleanupTestCase()
    {
        m_ssh.reset();
        PgTest::cleanupTestCase();
    }

    void reachesThroughASocketThatNobodyElseMayEnter();
    void endsWithTheTunnel();
    void tellsWhyThereIsNoTunnel_data();
    void tellsWhyThereIsNoTunnel();
    void tellsThatTheHostForbidsForwarding();
    void tellsThatTheHostDoesNotReachTheServer();
    void servesFromTheCacheThroughIt();
    void goesOnWhenTheTunnelWasLost();
    void verifiesTheNameOfTheServerBehindIt();
    void closesAtOnceWhileSshWaits();

private:
    [[nodiscard]] ConnectionTarget target(const QString& options = {})
    {
        return parseConnectionTarget(QStringLiteral("postgresql://postgres@localhost:%1/%2?ssh=bastion%3")
                                         .arg(server().port())
                                         .arg(database(), options))
            .value();
    }
    [[nodiscard]] std::unique_ptr<TestSession> sessionOf(
        const QString& address, const QStringList& command, qint64 bytes = 64 << 20)
    {
        return std::make_unique<TestSession>(
            address, bytes, EngineLimits().resultBytes, ConnectOptions{.sshCommand = command});
    }

    std::optional<SshServer> m_ssh;
};

void TestSshTunnel::reachesThroughASocketThatNobodyElseMayEnter()
{
    SshTunnel tunnel(target(), m_ssh->command(), [] { return false; });
    const auto reached = tunnel.reach();
    QVERIFY2(reached, reached ? "" : qPrintable(errorText(reached.error())));
    const QFileInfo folder(reached.value().host);
    QVERIFY(folder.isDir());
    QCOMPARE(folder.permissions() & QFile::Permissions(0x077), QFile::Permissions());
    QVERIFY(
        QFile::exists(QStringLiteral("%1/.s.PGSQL.%2").arg(reached.value().host).arg(reached.value().port)));
    QCOMPARE(SshServer::clients().size(), 1);
    QVERIFY(tunnel.reach().value() == reached.value());
    QCOMPARE(SshServer::clients().size(), 1);
}

void TestSshTunnel::endsWithTheTunnel()
{
    QString folder;
    {
        SshTunnel tunnel(target(), m_ssh->command(), [] { return false; });
        folder = tunnel.reach().value().host;
    }
    QVERIFY(!QFile::exists(folder));
    QVERIFY(SshServer::clients().isEmpty());
}

void TestSshTunnel::tellsWhyThereIsNoTunnel_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char* name, const char* settings, const char* program, const char* advice) {
        QTest::newRow(name) << QByteArray(settings) << QString::fromUtf8(program)
                            << QString::fromUtf8(advice);
    };
    row("key of the host is not known", "UserKnownHostsFile /dev/null", "ssh", "`ssh bastion` once");
    row("no key is taken", "IdentityFile /nonexistent\nPubkeyAuthentication no", "ssh", "ssh-agent");
    row("no such host", "HostName nosuch.invalid", "ssh", "name of the SSH host");
    row("nobody listens", "Port 1", "ssh", "its port");
    row("no such program", "", "nosuchssh", "openssh-client");
}

void TestSshTunnel::tellsWhyThereIsNoTunnel()
{
    QFETCH(QByteArray, settings);
    QFETCH(QString, program);
    QFETCH(QString, advice);
    QStringList command = m_ssh->command(settings);
    command[0] = program;
    const auto session = sessionOf(target().address, command);
    QVERIFY(session->error());
    const Error& error = *session->error();
    QVERIFY2(error.what.contains(QStringLiteral("tunnel through bastion")), qPrintable(errorText(error)));
    QVERIFY2(error.advice.contains(advice), qPrintable(errorText(error)));
    QVERIFY(!error.why.isEmpty());
}

void TestSshTunnel::tellsThatTheHostForbidsForwarding()
{
    const SshServer strict("AllowTcpForwarding no");
    QVERIFY(strict.isRunning());
    const auto session = sessionOf(target().address, strict.command());
    QVERIFY(session->error());
    QVERIFY2(session->error()->advice.contains(QStringLiteral("forbids forwarding")),
        qPrintable(errorText(*session->error())));
}

void TestSshTunnel::tellsThatTheHostDoesNotReachTheServer()
{
    const auto session
        = sessionOf(QStringLiteral("postgresql://postgres@localhost:1/x?ssh=bastion"), m_ssh->command());
    QVERIFY(session->error());
    QVERIFY2(session->error()->advice.contains(QStringLiteral("does not reach")),
        qPrintable(errorText(*session->error())));
}

void TestSshTunnel::servesFromTheCacheThroughIt()
{
    exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)");
    const auto session = sessionOf(target().address, m_ssh->command());
    QVERIFY2(!session->error(), session->error() ? qPrintable(errorText(*session->error())) : "");
    QVERIFY(session->run(kCount).provenance.stored);
    const RunOutcome hit = session->run(kCount);
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
    exec("INSERT INTO t VALUES (2)");
    QCOMPARE(TestSession::rows(session->run(kCount).result), QByteArray("2"));
    QVERIFY(!session->run("INSERT INTO t VALUES (3)").error);
    QCOMPARE(TestSession::rows(session->run(kCount).result), QByteArray("3"));
    QCOMPARE(SshServer::clients().size(), 1);
}

void TestSshTunnel::goesOnWhenTheTunnelWasLost()
{
    exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)");
    const auto session = sessionOf(target().address, m_ssh->command());
    QVERIFY(session->run(kCount).provenance.stored);
    const QList<qint64> ids = SshServer::clients();
    QCOMPARE(ids.size(), 1);
    ::kill(pid_t(ids.front()), SIGKILL);
    QTRY_VERIFY(!SshServer::clients().contains(ids.front()));
    const RunOutcome anew = session->run("SELECT 2");
    QVERIFY2(!anew.error, anew.error ? qPrintable(errorText(*anew.error)) : "");
    QCOMPARE(anew.notices.size(), size_t(1));
    QVERIFY2(anew.notices.front().contains(QStringLiteral("tunnel through bastion has ended")),
        qPrintable(anew.notices.front()));
    exec("INSERT INTO t VALUES (2)");
    const RunOutcome after = session->run(kCount);
    QVERIFY2(!after.error, after.error ? qPrintable(errorText(*after.error)) : "");
    QCOMPARE(int(after.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(after.result), QByteArray("2"));
    QCOMPARE(SshServer::clients().size(), 1);
}

void TestSshTunnel::verifiesTheNameOfTheServerBehindIt()
{
    const test::Certificate made(QStringLiteral("localhost"));
    QVERIFY(made.isValid());
    const QString key = server().folder() + QStringLiteral("/data/server.key");
    const QString certificate = server().folder() + QStringLiteral("/data/server.crt");
    QVERIFY(QFile::copy(made.key(), key) && QFile::copy(made.certificate(), certificate));
    const QFileInfo data(server().folder() + QStringLiteral("/data"));
    QCOMPARE(::chown(QFile::encodeName(key).constData(), data.ownerId(), data.groupId()), 0);
    server().exec("ALTER SYSTEM SET ssl = on");
    server().exec("SELECT pg_reload_conf()");
    QTRY_COMPARE(server().value("SHOW ssl"), QByteArray("on"));
    const QString verify = QStringLiteral("&sslmode=verify-full&sslrootcert=") + certificate;
    const auto session = sessionOf(target(verify).address, m_ssh->command());
    QVERIFY2(!session->error(), session->error() ? qPrintable(errorText(*session->error())) : "");
    QCOMPARE(
        TestSession::rows(session->run("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").result),
        QByteArray("'true'"));
    // The same server by a name that its certificate does not have.
    QString other = target(verify).address;
    other.replace(QStringLiteral("@localhost"), QStringLiteral("@127.0.0.1"));
    const auto wrong = sessionOf(other, m_ssh->command());
    QVERIFY(wrong->error());
    QVERIFY2(
        wrong->error()->why.contains(QStringLiteral("127.0.0.1")), qPrintable(errorText(*wrong->error())));
}

void TestSshTunnel::closesAtOnceWhileSshWaits()
{
    const SilentPort silent;
    const QStringList command = m_ssh->command("Port " + QByteArray::number(silent.port()));
    auto context = std::make_unique<QObject>();
    openDatabase(target(), std::make_shared<test::MemoryStorage>(), context.get(),
        [](const Result<std::unique_ptr<DatabasePort>>&) {}, {.sshCommand = command});
    QTRY_COMPARE(SshServer::clients().size(), 1);
    const test::Heartbeat heartbeat;
    context.reset();
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
    QVERIFY(SshServer::clients().isEmpty());
}

QTEST_GUILESS_MAIN(TestSshTunnel)
#include "tst_sshtunnel.moc"
