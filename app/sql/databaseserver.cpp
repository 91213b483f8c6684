#include "app/sql/databaseserver.h"

#include <QCoreApplication>

namespace larder {

DatabaseServer DatabaseServer::of(const ConnectionTarget& target, const ConnectOptions& options)
{
    DatabaseServer server{target, options};
    if (!target.ssh.isEmpty()) {
        server.tunnel = new SshTunnel(target, options.sshCommand,
            [cancellation = server.cancellation] { return cancellation->isClosing(); });
    }
    return server;
}

QByteArray DatabaseServer::place(const ConnectionTarget& target)
{
    const QByteArray through = target.ssh.isEmpty() ? QByteArray() : target.ssh.toUtf8() + '>';
    return through + target.host.toUtf8() + ':' + QByteArray::number(target.port);
}

void DatabaseServer::explainLoss(std::optional<Error>& error) const
{
    if (tunnel && error && error->kind == ErrorKind::ConnectionLost)
        error = tunnel->explain(*error);
}

QString DatabaseServer::replacedText() const
{
    std::optional<Error> loss
        = Error{.what = QCoreApplication::translate("ConnectionLost",
                    "The connection had ended since the last run; a new one takes its place"),
            .kind = ErrorKind::ConnectionLost};
    explainLoss(loss);
    return asSentence(errorText(*loss));
}

} // namespace larder
