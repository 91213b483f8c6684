#include "tests/support/certificate.h"
#include "tests/support/mytest.h"
#include "tests/support/sshserver.h"
#include "tests/support/startedrun.h"

#include <csignal>

using namespace larder;
using test::SshServer;
using test::StartedRun;

namespace {

const QByteArray kCount = "SELECT count(*) FROM t";

} // namespace

/// MariaDB through a tunnel of the system's `ssh`, and by TLS; all servers are real.
class TestMyTunnel : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!SshServer::isInstalled())
            QSKIP("the program of the SSH server is not installed");
        MyTest::initTestCase();
        m_ssh.emplace();
        QVERIFY(m_ssh->isRunning());
        QVERIFY(m_certificate.isValid());
        server().restart({QStringLiteral("--ssl-key=") + m_certificate.key(),
            QStringLiteral("--ssl-cert=") + m_certificate.certificate()});
        QVERIFY(server().isRunning());
    }
    void cleanupTestCase()
    {
        m_ssh.reset();
        MyTest::cleanupTestCase();
    }

    void servesFromTheCacheThroughIt();
    void cancelsThroughIt();
    void goesOnWhenTheTunnelWasLost();
    void encryptsThroughItWhereThatIsDemanded();
    void verifiesTheServer_data();
    void verifiesTheServer();

private:
    [[nodiscard]] std::unique_ptr<TestSession> throughTunnel(const QString& options = {})
    {
        const QString address = QStringLiteral("mariadb://root@127.0.0.1:%1/%2?ssh=bastion%3")
                                    .arg(server().port())
                                    .arg(database(), options);
        return std::make_unique<TestSession>(
            address, 64 << 20, EngineLimits().resultBytes, ConnectOptions{.sshCommand = m_ssh->command()});
    }

    std::optional<SshServer> m_ssh;
    const test::Certificate m_certificate{QStringLiteral("localhost")};
};

void TestMyTunnel::servesFromTheCacheThroughIt()
{
    exec("CREATE TABLE t(a int PRIMARY KEY); INSERT INTO t VALUES (1)");
    const auto session = throughTunnel();
    QVERIFY2(!session->error(), session->error() ? qPrintable(errorText(*session->error())) : "");
    QVERIFY(session->run(kCount).provenance.stored);
    const RunOutcome hit = firstHit(*session, kCount);
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
    exec("INSERT INTO t VALUES (2)");
    QCOMPARE(TestSession::rows(session->run(kCount).result), QByteArray("2"));
    QVERIFY(!session->run("INSERT INTO t VALUES (3)").error);
    QCOMPARE(TestSession::rows(session->run(kCount).result), QByteArray("3"));
    QCOMPARE(SshServer::clients().size(), 1);
}

void TestMyTunnel::cancelsThroughIt()
{
    const auto session = throughTunnel();
    const QByteArray sql = "SELECT SLEEP(1000)";
    StartedRun run(*session, sql);
    QTRY_COMPARE_WITH_TIMEOUT(
        value("SELECT count(*) FROM information_schema.processlist WHERE info = '" + sql + "'"),
        QByteArray("1"), 60'000);
    run.cancel();
    const RunOutcome outcome = run.wait();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    QVERIFY(outcome.cancelled);
    QCOMPARE(TestSession::rows(session->run("SELECT 2").result), QByteArray("2"));
}

void TestMyTunnel::goesOnWhenTheTunnelWasLost()
{
    exec("CREATE TABLE t(a int PRIMARY KEY); INSERT INTO t VALUES (1)");
    const auto session = throughTunnel();
    QVERIFY(session->run(kCount).provenance.stored);
    const QList<qint64> ids = SshServer::clients();
    QCOMPARE(ids.size(), 1);
    QCOMPARE(::kill(pid_t(ids.front()), SIGKILL), 0);
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
}

void TestMyTunnel::encryptsThroughItWhereThatIsDemanded()
{
    const auto session = throughTunnel(QStringLiteral("&ssl-mode=required"));
    QVERIFY2(!session->error(), session->error() ? qPrintable(errorText(*session->error())) : "");
    QVERIFY(!session->run("SHOW SESSION STATUS LIKE 'Ssl_cipher'").result->cell(0, 1).bytes.isEmpty());
}

void TestMyTunnel::verifiesTheServer_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("options");
    QTest::addColumn<bool>("opens");
    const QString authority = QStringLiteral("&ssl-ca=") + m_certificate.certificate();
    const QString name = QStringLiteral("localhost");
    QTest::newRow("named and signed") << name << QStringLiteral("ssl-mode=verify-full") + authority << true;
    QTest::newRow("signed by nobody known") << name << QStringLiteral("ssl-mode=verify-full") << false;
    QTest::newRow("another name") << QStringLiteral("127.0.0.1")
                                  << QStringLiteral("ssl-mode=verify-full") + authority << false;
    QTest::newRow("not verified") << QStringLiteral("127.0.0.1") << QStringLiteral("ssl-mode=required")
                                  << true;
}

void TestMyTunnel::verifiesTheServer()
{
    QFETCH(QString, host);
    QFETCH(QString, options);
    QFETCH(bool, opens);
    TestSession session(
        QStringLiteral("mariadb://root@%1:%2/%3?%4").arg(host).arg(server().port()).arg(database(), options));
    QCOMPARE(!session.error().has_value(), opens);
    if (!opens) {
        QVERIFY2(session.error()->why.contains(QStringLiteral("certificate"), Qt::CaseInsensitive)
                || session.error()->why.contains(QStringLiteral("TLS")),
            qPrintable(errorText(*session.error())));
        return;
    }
    QVERIFY(!session.run("SHOW SESSION STATUS LIKE 'Ssl_cipher'").result->cell(0, 1).bytes.isEmpty());
}

QTEST_GUILESS_MAIN(TestMyTunnel)
#include "tst_mytunnel.moc"
