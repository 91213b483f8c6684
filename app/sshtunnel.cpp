#include "app/sshtunnel.h"

#include "app/ssherror.h"
#include "app/tunnelends.h"
#include "cache/handover.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <sys/prctl.h>

#include <csignal>
#include <future>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s;
constexpr int kLookMilliseconds = 20;
constexpr int kMessageMilliseconds = 200;
constexpr int kEndMilliseconds = 200;
// Of what `ssh` wrote, the end tells.
constexpr qsizetype kMostMessages = 4'000;

/// What @p work gives in the thread of @p receiver.
template <typename Answer>
Answer awaitIn(QObject* receiver, std::function<Answer()> work)
{
    if (QThread::currentThread() == receiver->thread())
        return work();
    std::promise<Answer> promise;
    std::future<Answer> answer = promise.get_future();
    handOver(receiver,
        [work = std::move(work), promise = std::move(promise)]() mutable { promise.set_value(work()); });
    return answer.get();
}

} // namespace

SshTunnel::SshTunnel(ConnectionTarget target, QStringList command, IsClosing isClosing, QObject* parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_command(std::move(command))
    , m_isClosing(std::move(isClosing))
    , m_process(this)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    // It must not outlive its thread, however the program ends.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

SshTunnel::~SshTunnel()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kEndMilliseconds)) {
        m_process.kill();
        m_process.waitForFinished(kEndMilliseconds);
    }
}

Result<ConnectionTarget> SshTunnel::reach()
{
    return awaitIn<Result<ConnectionTarget>>(this, [this] { return build(); });
}

Error SshTunnel::explain(const Error& error)
{
    return awaitIn<Error>(this, [this, error] { return explainHere(error); });
}

Result<ConnectionTarget> SshTunnel::build()
{
    const QString what = tr("Cannot open %1: no tunnel through %2").arg(m_target.address, m_target.ssh);
    // Notices the end of the process, too, since this thread may have had no turn of its loop.
    m_process.waitForReadyRead(0);
    if (m_process.state() == QProcess::Running)
        return m_reached;
    m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/larder-ssh-XXXXXX"));
    if (!m_folder->isValid())
        return Error{
            what, m_folder->errorString(), tr("Check that %1 can be written to.").arg(QDir::tempPath())};
    if (std::exchange(m_wasReached, false)) {
        takeMessages();
        m_lostMessages = m_messages;
    }
    m_messages.clear();
    const TunnelEnds ends = TunnelEnds::of(m_target, m_folder->path());
    start(ends);
    if (!awaitForward()) {
        if (m_process.error() == QProcess::FailedToStart)
            return Error{what, m_process.errorString(), tr("Install it; Debian calls it openssh-client.")};
        m_process.kill();
        m_process.waitForFinished(kEndMilliseconds);
        takeMessages();
        return sshError(what, m_messages, m_target.ssh);
    }
    m_reached = ends.reached;
    m_wasReached = true;
    return m_reached;
}

// https://man.openbsd.org/ssh and ssh_config. The forward to the marker comes last: its socket is there when
// the others are.
void SshTunnel::start(const TunnelEnds& ends)
{
    QStringList arguments = m_command.mid(1);
    arguments << QStringLiteral("-N") << QStringLiteral("-T") << QStringLiteral("-x") << QStringLiteral("-a");
    for (const char* option : {"BatchMode=yes", "ExitOnForwardFailure=yes", "ConnectTimeout=8",
             "ServerAliveInterval=15", "ServerAliveCountMax=2", "LogLevel=INFO", "ControlMaster=no",
             "ControlPath=none", "PermitLocalCommand=no", "GatewayPorts=no"})
        arguments << QStringLiteral("-o") << QLatin1String(option);
    arguments << QStringLiteral("-L") << ends.here + u':' + ends.there;
    arguments << QStringLiteral("-L") << marker() + u':' + ends.there;
    QString host = m_target.ssh;
    static const QRegularExpression withPort(QStringLiteral("^([^:]+|.*\\]):([0-9]+)$"));
    if (const auto match = withPort.match(host); match.hasMatch()) {
        host = match.captured(1);
        arguments << QStringLiteral("-p") << match.captured(2);
    }
    arguments << QStringLiteral("--") << host.remove(u'[').remove(u']');
    m_process.start(m_command.value(0), arguments);
}

bool SshTunnel::awaitForward()
{
    const QDeadlineTimer end(kPatience);
    while (!end.hasExpired() && !m_isClosing()) {
        if (QFile::exists(marker()))
            return true;
        if (m_process.waitForFinished(kLookMilliseconds) || m_process.state() == QProcess::NotRunning)
            return false;
    }
    return false;
}

QString SshTunnel::marker() const
{
    return m_folder->filePath(QStringLiteral("ready"));
}

Error SshTunnel::explainHere(const Error& error)
{
    if (error.kind == ErrorKind::PasswordNeeded)
        return error;
    // It writes before it closes what the library has seen closed.
    m_process.waitForReadyRead(kMessageMilliseconds);
    takeMessages();
    const bool hasEnded = m_process.state() == QProcess::NotRunning;
    if (error.kind == ErrorKind::ConnectionLost) {
        Error told = error;
        // The checks may have built another one meanwhile.
        const std::optional<QString> messages = std::exchange(m_lostMessages, std::nullopt);
        if (messages || hasEnded)
            told.why = tr("the tunnel through %1 has ended. %2")
                           .arg(m_target.ssh, messages.value_or(m_messages).trimmed())
                           .trimmed();
        return told;
    }
    if (!hasEnded && !tellsOfRefusedForward(m_messages))
        return error;
    return sshError(error.what, std::exchange(m_messages, {}), m_target.ssh);
}

void SshTunnel::takeMessages()
{
    m_messages += QString::fromUtf8(m_process.readAllStandardError());
    m_messages = m_messages.right(kMostMessages);
}

} // namespace larder
