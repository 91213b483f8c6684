#include "app/sql/odbcerror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <sql.h>
#include <sqlext.h>

#include <array>

namespace larder {

namespace {

constexpr int kMostRecords = 20;
constexpr SQLSMALLINT kTextUnits = 4096;

QString tr(const char* text)
{
    return QCoreApplication::translate("OdbcError", text);
}

/// The record @p number; false where there is none.
bool readRecord(SQLSMALLINT handleType, void* handle, OdbcTexts texts, SQLSMALLINT number, QByteArray& state,
    QString& text)
{
    constexpr int kStateUnits = 6;
    const int unit = odbcUnit(texts);
    QByteArray stateBytes(qsizetype(kStateUnits) * unit, '\0');
    QByteArray textBytes(qsizetype(kTextUnits) * unit, '\0');
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const SQLRETURN result = texts == OdbcTexts::Wide
        ? SQLGetDiagRecW(handleType, handle, number, reinterpret_cast<SQLWCHAR*>(stateBytes.data()), &native,
            reinterpret_cast<SQLWCHAR*>(textBytes.data()), kTextUnits, &length)
        : SQLGetDiagRec(handleType, handle, number, reinterpret_cast<SQLCHAR*>(stateBytes.data()), &native,
            reinterpret_cast<SQLCHAR*>(textBytes.data()), kTextUnits, &length);
    if (!SQL_SUCCEEDED(result))
        return false;
    length = std::min(length, SQLSMALLINT(kTextUnits - 1));
    state = odbcString(stateBytes.first(qsizetype(kStateUnits - 1) * unit), texts).toLatin1();
    text = odbcString(textBytes.first(qsizetype(length) * unit), texts).trimmed();
    return true;
}

// PostgreSQL's driver gives 08001 for all that goes wrong, and the server's text, in the server's language.
bool wantsPassword(const QString& text)
{
    static const QRegularExpression phrases(
        QStringLiteral("password|28000|28P01|access denied|login failed|logon denied|authentication failed"
                       "|passwort|mot de passe|contraseña|senha|парол|パスワード|密码|비밀번호"),
        QRegularExpression::CaseInsensitiveOption);
    return phrases.match(text).hasMatch();
}

} // namespace

OdbcDiagnostics odbcDiagnostics(qint16 handleType, void* handle, OdbcTexts texts)
{
    OdbcDiagnostics diagnostics;
    QByteArray state;
    QString text;
    for (SQLSMALLINT number = 1; number <= kMostRecords; ++number) {
        if (!readRecord(handleType, handle, texts, number, state, text))
            break;
        if (number == 1)
            diagnostics.sqlState = state;
        diagnostics.records << QStringLiteral("%1 (SQLSTATE %2)").arg(text, QString::fromLatin1(state));
    }
    return diagnostics;
}

bool odbcEndsConnection(const QByteArray& sqlState)
{
    return sqlState.startsWith("08") || sqlState.startsWith("57P0");
}

Error odbcStatementError(const OdbcDiagnostics& diagnostics)
{
    const QString why = diagnostics.records.isEmpty() ? tr("the driver does not tell why")
                                                      : diagnostics.records.join(u'\n');
    return {tr("The statement failed"), why, {}};
}

Error odbcLostError(const QString& why, bool wasInTransaction)
{
    return {.what = tr("The connection to the server is lost"),
        .why = why.trimmed(),
        .advice = wasInTransaction ? tr("The open transaction is lost with it. The next run connects anew.")
                                   : tr("The next run connects anew."),
        .kind = ErrorKind::ConnectionLost};
}

Error odbcConnectError(const ConnectionTarget& target, const QString& text)
{
    const bool needsPassword = wantsPassword(text);
    return {.what = tr("Cannot open %1").arg(target.address),
        .why = text.trimmed().isEmpty() ? tr("the driver does not tell why") : text.trimmed(),
        .advice = needsPassword
            ? tr(
                "Give the password of this user: the window asks for it and can keep it in the keychain. For "
                "`larder query` use a data source that has it.")
            : tr("Check the driver or the data source (`odbcinst -q -d`, `odbcinst -q -s`) "
                 "and what the driver says."),
        .kind = needsPassword ? ErrorKind::PasswordNeeded : ErrorKind::Other};
}

} // namespace larder
