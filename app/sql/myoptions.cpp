#include "app/sql/myoptions.h"

#include <QCoreApplication>

#include <mysql.h>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MyOptions", text);
}

enum class TlsMode { Disabled, Preferred, Required, Verified };

std::optional<TlsMode> tlsModeOf(const QString& text)
{
    const QString mode = text.toLower().replace(u'_', u'-');
    if (mode == QStringLiteral("disabled") || mode == QStringLiteral("disable"))
        return TlsMode::Disabled;
    if (mode == QStringLiteral("preferred") || mode == QStringLiteral("prefer"))
        return TlsMode::Preferred;
    if (mode == QStringLiteral("required") || mode == QStringLiteral("require"))
        return TlsMode::Required;
    if (mode == QStringLiteral("verify-ca") || mode == QStringLiteral("verify-full")
        || mode == QStringLiteral("verify-identity"))
        return TlsMode::Verified;
    return std::nullopt;
}

// The files of certificates, in the order of mysql_ssl_set().
struct TlsFiles
{
    QByteArray key = {};
    QByteArray certificate = {};
    QByteArray authority = {};
    QByteArray cipher = {};

    [[nodiscard]] QByteArray* named(const QString& option)
    {
        if (option == QStringLiteral("ssl-key"))
            return &key;
        if (option == QStringLiteral("ssl-cert"))
            return &certificate;
        if (option == QStringLiteral("ssl-ca"))
            return &authority;
        return option == QStringLiteral("ssl-cipher") ? &cipher : nullptr;
    }
};

const char* orNull(const QByteArray& text)
{
    return text.isEmpty() ? nullptr : text.constData();
}

void setTls(MYSQL* handle, TlsMode mode, const TlsFiles& files)
{
    if (mode == TlsMode::Disabled)
        return;
    mysql_ssl_set(handle, orNull(files.key), orNull(files.certificate), orNull(files.authority), nullptr,
        orNull(files.cipher));
    // In this library it asks for TLS, and is content without (mariadb_lib.c, MYSQL_OPT_SSL_ENFORCE).
    constexpr my_bool kAsk = 1;
    const my_bool verify = mode == TlsMode::Verified ? 1 : 0;
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &kAsk);
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
}

Error wrongOption(const ConnectionTarget& target, const QString& why, const QString& advice)
{
    return {tr("Cannot open %1").arg(target.address), why, advice};
}

void setAlways(MYSQL* handle, unsigned seconds)
{
    mysql_options(handle, MYSQL_OPT_NONBLOCK, nullptr);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    // A server that asks for a file of this machine would get it.
    constexpr unsigned kNever = 0;
    mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &kNever);
    mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "Larder");
}

QString tlsOption(const ConnectionTarget& target)
{
    for (const auto& [name, value] : target.options) {
        if (name == QStringLiteral("ssl-mode"))
            return value;
    }
    return {};
}

} // namespace

bool myTlsIsMissing(MYSQL* handle, const ConnectionTarget& target)
{
    const std::optional<TlsMode> mode = tlsModeOf(tlsOption(target));
    const bool isWanted = mode == TlsMode::Required || mode == TlsMode::Verified;
    return isWanted && !mysql_get_ssl_cipher(handle);
}

std::optional<Error> setMyOptions(MYSQL* handle, const ConnectionTarget& target, std::chrono::seconds timeout)
{
    auto seconds = unsigned(timeout.count());
    TlsMode mode = target.host.startsWith(u'/') ? TlsMode::Disabled : TlsMode::Preferred;
    TlsFiles files;
    for (const auto& [name, value] : target.options) {
        if (name == QStringLiteral("ssl-mode")) {
            const std::optional<TlsMode> given = tlsModeOf(value);
            if (!given) {
                return wrongOption(target, tr("there is no ssl-mode %1").arg(value),
                    tr("Use one of: disabled, preferred, required, verify-full."));
            }
            mode = *given;
        } else if (QByteArray* const file = files.named(name)) {
            *file = value.toLocal8Bit();
        } else if (name == QStringLiteral("connect-timeout") || name == QStringLiteral("connect_timeout")) {
            seconds = std::max(1u, value.toUInt());
        } else {
            return wrongOption(target, tr("the option %1 is not known").arg(name),
                tr("Use ssl-mode, ssl-ca, ssl-cert, ssl-key, ssl-cipher, connect-timeout or socket."));
        }
    }
    setAlways(handle, seconds);
    // The library takes "localhost" for its own socket, whatever the port.
    if (target.port > 0 && !target.host.startsWith(u'/')) {
        constexpr unsigned kTcp = MYSQL_PROTOCOL_TCP;
        mysql_options(handle, MYSQL_OPT_PROTOCOL, &kTcp);
    }
    setTls(handle, mode, files);
    return std::nullopt;
}

} // namespace larder
