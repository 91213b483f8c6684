#include "app/sql/pgerror.h"

#include <QCoreApplication>

#include <libpq-fe.h>
#include <netdb.h>

#include <cerrno>
#include <cstring>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PgError", text);
}

QString field(const PgResult& result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result.get(), code));
}

// The server counts characters from 1, whatever their bytes.
std::optional<qsizetype> positionOf(const PgResult& result, QByteArrayView sql)
{
    const qsizetype characters
        = QByteArray(PQresultErrorField(result.get(), PG_DIAG_STATEMENT_POSITION)).toLongLong();
    if (characters <= 0)
        return std::nullopt;
    qsizetype begun = 0;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        if ((uchar(sql[i]) & 0xc0) != 0x80 && ++begun == characters)
            return i;
    }
    return sql.size();
}

// The texts are in the user's language; those of the system are the same here as there.
bool tells(const QString& text, const char* phrase)
{
    return text.contains(QString::fromLocal8Bit(phrase), Qt::CaseInsensitive);
}

QString connectAdvice(const QString& text, const QByteArray& sqlState, bool wantsPassword)
{
    if (wantsPassword)
        return tr(
            "Give the password of this user: the window asks for it and can keep it in the keychain. For "
            "`larder query` set PGPASSWORD, or write it into the password file of libpq (~/.pgpass).");
    if (sqlState == "3D000")
        return tr("Check the name of the database; `postgres` is there on most servers.");
    if (sqlState.startsWith("28") && text.contains(QStringLiteral("SSL")))
        return tr("The server wants another kind of connection: choose TLS in the form, or add "
                  "?sslmode=require or ?sslmode=disable.");
    if (sqlState.startsWith("28"))
        return tr("Check the user's name, and what the server's pg_hba.conf says of it.");
    if (sqlState == "53300")
        return tr("All places are taken. Close other connections or try again.");
    if (sqlState.startsWith("57P"))
        return tr("The server starts or stops. Try again in a moment.");
    if (tells(text, gai_strerror(EAI_NONAME)) || tells(text, gai_strerror(EAI_AGAIN)))
        return tr("Check the name of the host.");
    if (tells(text, std::strerror(ECONNREFUSED)))
        return tr("No server listens there. Check that it runs, and its port.");
    if (tells(text, std::strerror(ENOENT)))
        return tr("No server runs on this machine with that port. Name its host.");
    // So libpq says, in English, of an answer that is not of its protocol.
    if (text.contains(QStringLiteral("SSL negotiation")))
        return tr("What answers there is probably no PostgreSQL server. Check the host and the port.");
    if (text.contains(QStringLiteral("SSL")))
        return tr("The server wants another kind of connection: add ?sslmode=require or ?sslmode=disable.");
    return tr("Check the host and the port, and that no firewall stands in between.");
}

// Where the server gives no hint of its own.
QString statementAdvice(const QByteArray& sqlState)
{
    if (sqlState == "53100")
        return tr("The server's disk is full. Nothing was changed; have room made there, then run it again.");
    if (sqlState == "25P02")
        return tr("A statement before it has failed. Roll the transaction back, or go back to a savepoint.");
    if (sqlState == "53200")
        return tr("The server's memory is full. Ask for less at once, or try again later.");
    if (sqlState == "53400")
        return tr("It needs more than the server allows. Ask for less at once, or have the limit raised.");
    return {};
}

} // namespace

QString pgText(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts))
        lines << line.simplified();
    for (qsizetype i = 0; i + 1 < lines.size(); ++i)
        lines[i] = lines[i].endsWith(u':') ? lines[i] : asSentence(lines[i]);
    return lines.join(u' ');
}

Error pgStatementError(const PgResult& result, QByteArrayView sql)
{
    const QByteArray state = result.sqlState();
    QString why = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (why.isEmpty())
        why = pgText(QString::fromUtf8(PQresultErrorMessage(result.get())));
    if (!state.isEmpty())
        why += QStringLiteral(" (SQLSTATE %1)").arg(QString::fromLatin1(state));
    if (const QString detail = field(result, PG_DIAG_MESSAGE_DETAIL); !detail.isEmpty())
        why += u'\n' + detail;
    const QString hint = field(result, PG_DIAG_MESSAGE_HINT);
    Error error{tr("The statement failed"), why, hint.isEmpty() ? statementAdvice(state) : hint};
    error.position = positionOf(result, sql);
    return error;
}

bool pgEndsConnection(const QByteArray& sqlState)
{
    return sqlState.startsWith("08") || sqlState == "57P01" || sqlState == "57P02" || sqlState == "57P03";
}

Error pgConnectError(
    const ConnectionTarget& target, const QString& text, const QByteArray& sqlState, bool wantsPassword)
{
    const bool needsPassword = wantsPassword || sqlState == "28P01";
    return {.what = tr("Cannot open %1").arg(target.address),
        .why = wantsPassword ? tr("the server wants a password, and none was given") : pgText(text),
        .advice = connectAdvice(text, sqlState, needsPassword),
        .kind = needsPassword ? ErrorKind::PasswordNeeded : ErrorKind::Other};
}

} // namespace larder
