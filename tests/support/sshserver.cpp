#include "tests/support/sshserver.h"

#include "app/freeport.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <pwd.h>
#include <unistd.h>

namespace larder::test {

namespace {

constexpr int kPatienceMilliseconds = 60'000;
const auto kProgram = QStringLiteral("/usr/sbin/sshd");

} // namespace

bool SshServer::isInstalled()
{
    return QFile::exists(kProgram);
}

SshServer::SshServer(const QByteArray& settings) : m_port(freePort())
{
    // Where the package is installed but never started, as root.
    if (::getuid() == 0)
        QDir().mkpath(QStringLiteral("/run/sshd"));
    if (!makeKeys())
        return;
    const QByteArray folder = m_folder.path().toUtf8();
    write("sshd_config",
        settings + "\nListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port) + "\nHostKey " + folder
            + "/host\nAuthorizedKeysFile " + folder
            + "/user.pub\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\n");
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(
        kProgram, {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"), path("sshd_config")});
    QByteArray said;
    m_isRunning = m_process.waitForStarted()
        && QTest::qWaitFor(
            [&] {
                said += m_process.readAll();
                return said.contains("listening on") || m_process.state() != QProcess::Running;
            },
            kPatienceMilliseconds)
        && m_process.state() == QProcess::Running;
    if (!m_isRunning)
        qWarning("%s", said.constData());
}

SshServer::~SshServer()
{
    m_process.terminate();
    m_process.waitForFinished(kPatienceMilliseconds);
}

bool SshServer::makeKeys() const
{
    for (const char* name : {"host", "user"}) {
        if (QProcess::execute(QStringLiteral("ssh-keygen"),
                {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                    QString(), QStringLiteral("-f"), path(name)})
            != 0)
            return false;
    }
    QFile host(path("host.pub"));
    if (!host.open(QIODevice::ReadOnly))
        return false;
    write("known_hosts", "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + host.readAll());
    return true;
}

void SshServer::write(const char* name, const QByteArray& text) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

QStringList SshServer::command(const QByteArray& settings) const
{
    const QByteArray folder = m_folder.path().toUtf8();
    write("ssh_config",
        settings + "\nHost bastion\nHostName 127.0.0.1\nPort " + QByteArray::number(m_port) + "\nUser "
            + ::getpwuid(::getuid())->pw_name + "\nIdentityFile " + folder
            + "/user\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile " + folder
            + "/known_hosts\nGlobalKnownHostsFile /dev/null\nStrictHostKeyChecking yes\n");
    return {QStringLiteral("ssh"), QStringLiteral("-F"), path("ssh_config")};
}

QList<qint64> SshServer::clients()
{
    QList<qint64> found;
    const QStringList threads
        = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& thread : threads) {
        QFile children(QStringLiteral("/proc/self/task/%1/children").arg(thread));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& child : children.readAll().simplified().split(' ')) {
            QFile name(QStringLiteral("/proc/%1/comm").arg(QLatin1String(child)));
            if (name.open(QIODevice::ReadOnly) && name.readAll().trimmed() == "ssh")
                found << child.toLongLong();
        }
    }
    return found;
}

} // namespace larder::test
