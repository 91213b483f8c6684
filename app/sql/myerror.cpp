#include "app/sql/myerror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>

#include <algorithm>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MyError", text);
}

// How MariaDB ends what it has cut; MySQL cuts after 80 bytes and tells nothing (ER_PARSE_ERROR: "%.80s").
constexpr auto kCut = "...";

bool isOneOf(unsigned number, std::initializer_list<unsigned> numbers)
{
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// The library takes "localhost" and nothing for a socket, where no port is given.
bool goesBySocket(const ConnectionTarget& target)
{
    return target.host.startsWith(u'/')
        || (target.port <= 0 && (target.host.isEmpty() || target.host == QStringLiteral("localhost")));
}

QString connectAdvice(unsigned number, bool bySocket)
{
    switch (number) {
    case ER_ACCESS_DENIED_ERROR:
    case ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
        return tr(
            "Give the password of this user: the window asks for it and can keep it in the keychain. For "
            "`larder query` set MYSQL_PWD.");
    case ER_BAD_DB_ERROR:
        return tr("Check the name of the database, or leave it out.");
    case ER_DBACCESS_DENIED_ERROR:
        return tr("Check the name of the database, and that the user may use it.");
    case ER_CON_COUNT_ERROR:
    case ER_TOO_MANY_USER_CONNECTIONS:
        return tr("All places are taken. Close other connections or try again.");
    case CR_UNKNOWN_HOST:
        return tr("Check the name of the host.");
    case CR_CONNECTION_ERROR:
        return bySocket
            ? tr("No server runs on this machine with that socket. Name its host or its ?socket=.")
            : tr("No server listens there. Check the host and the port, and that the server runs.");
    case CR_SSL_CONNECTION_ERROR:
        return tr("The server wants another kind of connection: see ssl-mode, ssl-ca and ssl-cert.");
    default:
        return tr("Check the host and the port, that the server runs, and that no firewall stands in "
                  "between.");
    }
}

QString statementAdvice(unsigned number)
{
    // Of these, two come from below the server: EE_WRITE and EE_DISK_FULL.
    if (isOneOf(number,
            {3, 20, ER_DISK_FULL, ER_ERROR_ON_WRITE, ER_RECORD_FILE_FULL, ER_TEMP_FILE_WRITE_FAILURE})) {
        return tr("The server has no room for it: its disk is full, or a limit is reached. Have room made "
                  "there, then run it again.");
    }
    return {};
}

} // namespace

std::optional<qsizetype> myErrorPosition(const QByteArray& message, QByteArrayView sql)
{
    static const QRegularExpression form(
        QStringLiteral("near '(.*)' at line (\\d+)$"), QRegularExpression::DotMatchesEverythingOption);
    // Bytes are looked for, whatever they are.
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(message));
    if (!match.hasMatch())
        return std::nullopt;
    QByteArray near = match.captured(1).toLatin1();
    const int line = match.captured(2).toInt();
    // What was not cut reaches to the end.
    if (sql.endsWith(near))
        return sql.size() - near.size();
    if (near.endsWith(kCut))
        near.chop(qsizetype(qstrlen(kCut)));
    if (near.isEmpty())
        return std::nullopt;
    std::optional<qsizetype> found;
    for (qsizetype at = sql.indexOf(near); at >= 0; at = sql.indexOf(near, at + 1)) {
        if (sql.first(at).count('\n') + 1 != line)
            continue;
        if (found)
            return std::nullopt;
        found = at;
    }
    return found;
}

Error myStatementError(MYSQL* handle, QByteArrayView sql)
{
    const QByteArray message = mysql_error(handle);
    Error error{tr("The statement failed"),
        tr("%1 (error %2, SQLSTATE %3)")
            .arg(QString::fromUtf8(message))
            .arg(mysql_errno(handle))
            .arg(QString::fromLatin1(mysql_sqlstate(handle))),
        statementAdvice(mysql_errno(handle))};
    error.position = myErrorPosition(message, sql);
    return error;
}

bool myEndsConnection(unsigned number)
{
    // The numbers without a name here are those of newer servers: killed, timed out.
    return isOneOf(number,
        {CR_SERVER_GONE_ERROR, CR_SERVER_LOST, CR_SERVER_LOST_EXTENDED, CR_COMMANDS_OUT_OF_SYNC,
            CR_MALFORMED_PACKET, ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED, 4031});
}

Error myConnectError(const ConnectionTarget& target, MYSQL* handle)
{
    const unsigned number = mysql_errno(handle);
    const bool needsPassword = isOneOf(number, {ER_ACCESS_DENIED_ERROR, ER_ACCESS_DENIED_NO_PASSWORD_ERROR});
    return {.what = tr("Cannot open %1").arg(target.address),
        .why = tr("%1 (error %2)").arg(QString::fromUtf8(mysql_error(handle))).arg(number),
        .advice = connectAdvice(number, goesBySocket(target)),
        .kind = needsPassword ? ErrorKind::PasswordNeeded : ErrorKind::Other};
}

} // namespace larder
