#include "models/connectiontarget.h"

#include "models/odbctarget.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace larder {

namespace {

using Engine = ConnectionTarget::Engine;

const auto kSsh = QStringLiteral("ssh");

QString tr(const char* text)
{
    return QCoreApplication::translate("ConnectionTarget", text);
}

ConnectionTarget fileTarget(const QString& path)
{
    const QFileInfo info(path);
    return {Engine::Sqlite, info.absoluteFilePath(), info.fileName()};
}

// Where a password may stand is left out. One with a mark of its own ends up in other parts, with the @
// behind it.
QString shownUrl(const QUrl& url, const QString& scheme)
{
    if (!url.isValid() || url.path().contains(u'@'))
        return scheme + QStringLiteral("://…");
    return url.toDisplayString(QUrl::RemovePassword | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString cannotOpen(const QUrl& url, const QString& scheme)
{
    return tr("Cannot open %1").arg(shownUrl(url, scheme));
}

Result<ConnectionTarget> parseFileUrl(const QUrl& url, const QString& scheme)
{
    if (!url.host().isEmpty() || url.path().isEmpty()) {
        return Error{cannotOpen(url, scheme), tr("a SQLite file has no host"),
            tr("Write three slashes: %1:///path/to/file.").arg(scheme)};
    }
    return fileTarget(url.path(QUrl::FullyDecoded));
}

bool isPassword(const QString& option)
{
    return option.contains(QStringLiteral("password"), Qt::CaseInsensitive);
}

QString schemeOf(Engine engine)
{
    return engine == Engine::MySql ? QStringLiteral("mariadb") : QStringLiteral("postgresql");
}

// The option that names what a host can't: a folder of sockets, or a socket.
QString socketOption(Engine engine)
{
    return engine == Engine::MySql ? QStringLiteral("socket") : QStringLiteral("host");
}

QString passwordAdvice(Engine engine)
{
    return engine == Engine::MySql
        ? tr("Leave it out: it is asked for, or taken from MYSQL_PWD.")
        : tr("Leave it out: it is asked for, or taken from PGPASSWORD or the password file of libpq.");
}

void takeOption(ConnectionTarget& target, const QString& name, const QString& value)
{
    if (name == QStringLiteral("host") || name == socketOption(target.engine))
        target.host = value;
    else if (name == QStringLiteral("port"))
        target.port = value.toInt();
    else if (name == QStringLiteral("user"))
        target.user = value;
    else if (name == QStringLiteral("dbname"))
        target.database = value;
    else if (name == kSsh)
        target.ssh = value;
    else
        target.options.emplace_back(name, value);
}

// Nothing that `ssh`, or a command in its configuration, would read as anything but a name.
bool isSshName(const QString& name)
{
    static const QRegularExpression odd(QStringLiteral("^-|@-|[\\s\\x00-\\x1f'\"`$\\\\;&<>|(){}*?!#]"));
    return !odd.match(name).hasMatch();
}

bool verifiesName(const ConnectionTarget& target)
{
    return std::any_of(target.options.begin(), target.options.end(), [](const auto& option) {
        return option.first == QStringLiteral("ssl-mode")
            && option.second.startsWith(QStringLiteral("verify"), Qt::CaseInsensitive);
    });
}

QString labelOf(const ConnectionTarget& target)
{
    const QString database = target.database.isEmpty() ? target.user : target.database;
    const QString host = target.host.isEmpty() ? QStringLiteral("localhost") : target.host;
    const QString label = database.isEmpty() ? host : tr("%1 on %2").arg(database, host);
    return target.ssh.isEmpty() ? label : tr("%1 through %2").arg(label, target.ssh);
}

// The form of libpq (https://www.postgresql.org/docs/15/libpq-connect.html, "Connection URIs"), for all
// servers.
Result<ConnectionTarget> parseServerUrl(Engine engine, const QUrl& url, const QString& scheme)
{
    if (!url.isValid() || url.path().contains(u'@') || !url.fragment().isEmpty()) {
        return Error{cannotOpen(url, scheme), tr("this is no URL"),
            tr("Write %1://user@host:port/database, and marks in a name as %40 and the like.")
                .replace(QStringLiteral("%1"), schemeOf(engine))};
    }
    ConnectionTarget target{.engine = engine, .address = {}, .label = {}};
    target.host = url.host();
    target.port = std::max(0, url.port());
    target.user = url.userName(QUrl::FullyDecoded);
    target.database = url.path(QUrl::FullyDecoded).mid(1);
    bool hasPassword = !url.password().isEmpty();
    for (const auto& [name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        hasPassword = hasPassword || isPassword(name);
        takeOption(target, name, value);
    }
    if (hasPassword) {
        return Error{cannotOpen(url, scheme), tr("others can read a password in a command line"),
            passwordAdvice(engine)};
    }
    if (engine == Engine::MySql && !target.ssh.isEmpty() && verifiesName(target)) {
        return Error{cannotOpen(url, scheme),
            tr("through a tunnel MariaDB's library has no name to compare the certificate with"),
            tr("Use ssl-mode=required: `ssh` makes sure of the SSH host, and all is encrypted.")};
    }
    if (!isSshName(target.ssh)) {
        return Error{cannotOpen(url, scheme), tr("the SSH host has marks that stand in no name"),
            tr("Write ssh=host, ssh=user@host or ssh=user@host:port, or a name from ~/.ssh/config.")};
    }
    target.address = serverAddress(target);
    target.label = labelOf(target);
    return target;
}

} // namespace

QString serverAddress(const ConnectionTarget& target)
{
    QUrl url;
    url.setScheme(schemeOf(target.engine));
    if (!target.host.startsWith(u'/'))
        url.setHost(target.host);
    if (target.port > 0)
        url.setPort(target.port);
    url.setUserName(target.user, QUrl::DecodedMode);
    url.setPath(u'/' + target.database, QUrl::DecodedMode);
    QUrlQuery query;
    // The host has no place for a folder.
    if (target.host.startsWith(u'/'))
        query.addQueryItem(
            socketOption(target.engine), QString::fromLatin1(QUrl::toPercentEncoding(target.host)));
    for (const auto& [name, value] : target.options)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    if (!target.ssh.isEmpty())
        query.addQueryItem(kSsh, QString::fromLatin1(QUrl::toPercentEncoding(target.ssh)));
    url.setQuery(query);
    // An empty host leaves no slashes.
    const QString text = url.toString(QUrl::FullyEncoded);
    return text.contains(QStringLiteral("://")) ? text : QString(text).replace(u':', QStringLiteral("://"));
}

QString serverText(const ConnectionTarget& target)
{
    if (target.engine == Engine::Odbc)
        return target.label;
    QString text = target.user.isEmpty() ? QString() : target.user + u'@';
    text += target.host.isEmpty() ? QStringLiteral("localhost") : target.host;
    if (target.port > 0)
        text += u':' + QString::number(target.port);
    if (!target.database.isEmpty())
        text += u'/' + target.database;
    return target.ssh.isEmpty() ? text : tr("%1 through %2").arg(text, target.ssh);
}

Result<ConnectionTarget> parseConnectionTarget(const QString& text)
{
    static const QRegularExpression scheme(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]+)://"));
    const QRegularExpressionMatch match = scheme.match(text);
    if (!match.hasMatch()) {
        if (text.isEmpty())
            return Error{tr("No database was named"), tr("the name is empty"), tr("Give a file or a URL.")};
        return fileTarget(text);
    }
    const QString name = match.captured(1).toLower();
    if (isOdbcAddress(text))
        return parseOdbcAddress(text);
    const QUrl url(text);
    if (name == QStringLiteral("sqlite") || name == QStringLiteral("file"))
        return parseFileUrl(url, name);
    if (name == QStringLiteral("postgresql") || name == QStringLiteral("postgres"))
        return parseServerUrl(Engine::PostgreSql, url, name);
    if (name == QStringLiteral("mariadb") || name == QStringLiteral("mysql"))
        return parseServerUrl(Engine::MySql, url, name);
    return Error{cannotOpen(url, name), tr("this version of Larder does not speak to %1").arg(name),
        tr("Give a SQLite file, sqlite:///path, postgresql://user@host/database, "
           "mariadb://user@host/database or odbc://source.")};
}

SqlDialect dialectOf(Engine engine)
{
    switch (engine) {
    case Engine::Sqlite:
        return SqlDialect::Sqlite;
    case Engine::PostgreSql:
        return SqlDialect::PostgreSql;
    case Engine::Odbc:
        return SqlDialect::Generic;
    case Engine::MySql:
        return SqlDialect::MySql;
    }
    Q_UNREACHABLE();
}

QString engineName(Engine engine)
{
    switch (engine) {
    case Engine::Sqlite:
        return QStringLiteral("SQLite");
    case Engine::PostgreSql:
        return QStringLiteral("PostgreSQL");
    case Engine::Odbc:
        return QStringLiteral("ODBC");
    case Engine::MySql:
        return QStringLiteral("MariaDB/MySQL");
    }
    Q_UNREACHABLE();
}

} // namespace larder
