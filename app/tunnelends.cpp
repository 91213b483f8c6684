#include "app/tunnelends.h"

#include "app/freeport.h"

#include <algorithm>

namespace larder {

namespace {

using Engine = ConnectionTarget::Engine;

// On a socket of the file system libpq ignores sslmode
// (https://www.postgresql.org/docs/15/libpq-connect.html, "sslmode").
bool needsPort(const ConnectionTarget& target)
{
    const auto valueOf = [&](const char* name, const char* variable) {
        const auto found = std::find_if(target.options.begin(), target.options.end(),
            [&](const auto& option) { return option.first == QLatin1String(name); });
        return found == target.options.end() ? qEnvironmentVariable(variable) : found->second;
    };
    const QString mode = valueOf("sslmode", "PGSSLMODE");
    return target.engine == Engine::PostgreSql
        && (mode == QStringLiteral("require") || mode.startsWith(QStringLiteral("verify-"))
            || valueOf("channel_binding", "PGCHANNELBINDING") == QStringLiteral("require"));
}

int portOf(const ConnectionTarget& target)
{
    const int usual = target.engine == Engine::MySql ? 3306 : 5432;
    return target.port > 0 ? target.port : usual;
}

// libpq is told the folder, libmariadb the socket.
QString socketIn(const QString& folder, const ConnectionTarget& target)
{
    return target.engine == Engine::MySql ? folder + QStringLiteral("/mysqld.sock")
                                          : folder + QStringLiteral("/.s.PGSQL.%1").arg(portOf(target));
}

QString thereOf(const ConnectionTarget& target)
{
    if (target.host.startsWith(u'/'))
        return target.engine == Engine::MySql ? target.host : socketIn(target.host, target);
    if (target.host.isEmpty())
        return QStringLiteral("localhost:%1").arg(portOf(target));
    const bool isIpv6 = target.host.contains(u':');
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(target.host)
        .arg(portOf(target));
}

} // namespace

TunnelEnds TunnelEnds::of(const ConnectionTarget& target, const QString& folder)
{
    TunnelEnds ends{{}, thereOf(target), target};
    ConnectionTarget& reached = ends.reached;
    if (needsPort(target)) {
        // The name of the host is what the server's certificate is compared with.
        reached.host = target.host.isEmpty() ? QStringLiteral("localhost") : target.host;
        reached.port = freePort();
        reached.options.emplace_back(QStringLiteral("hostaddr"), QStringLiteral("127.0.0.1"));
        ends.here = QStringLiteral("127.0.0.1:%1").arg(reached.port);
    } else {
        ends.here = socketIn(folder, target);
        reached.host = target.engine == Engine::MySql ? ends.here : folder;
        reached.port = portOf(target);
    }
    return ends;
}

} // namespace larder
