#include "models/odbctarget.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace larder {

namespace {

const auto kScheme = QStringLiteral("odbc://");
const auto kSource = QStringLiteral("DSN");
const auto kUser = QStringLiteral("UID");

QString tr(const char* text)
{
    return QCoreApplication::translate("ConnectionTarget", text);
}

bool isKeyword(const QString& name, const QString& keyword)
{
    return name.compare(keyword, Qt::CaseInsensitive) == 0;
}

// "PWD", "Password", "sslpassword", "KeyStorePwd", …
bool isPassword(const QString& keyword)
{
    return keyword.contains(QStringLiteral("pwd"), Qt::CaseInsensitive)
        || keyword.contains(QStringLiteral("passw"), Qt::CaseInsensitive);
}

// What could not be read may hold a password, so nothing of it is repeated.
Error cannotOpen(const QString& why, const QString& advice)
{
    return {tr("Cannot open %1").arg(QStringLiteral("odbc://…")), why, advice};
}

Error passwordError()
{
    return cannotOpen(tr("others can read a password in an address or a connection string"),
        tr("Leave it out: it is asked for when the driver wants it."));
}

Error formError()
{
    return cannotOpen(tr("this is no ODBC connection"),
        tr("Write odbc://source, odbc://user@source, or a connection string behind odbc:///?, such as "
           "odbc:///?Driver=…;Server=…;Database=…."));
}

/// Takes the value that stands at @p at, up to its semicolon, without its braces. Nothing where they don't
/// close.
std::optional<QString> takeValue(const QString& text, qsizetype& at)
{
    if (at >= text.size() || text[at] != u'{') {
        const qsizetype end = text.indexOf(u';', at);
        const QString value = text.mid(at, end < 0 ? -1 : end - at).trimmed();
        at = end < 0 ? text.size() : end + 1;
        return value;
    }
    QString value;
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        const bool isBrace = text[i] == u'}';
        if (isBrace && i + 1 < text.size() && text[i + 1] == u'}') {
            ++i;
        } else if (isBrace) {
            const qsizetype end = text.indexOf(u';', i);
            at = end < 0 ? text.size() : end + 1;
            const bool isAlone = text.mid(i + 1, at - i - 1).remove(u';').trimmed().isEmpty();
            return isAlone ? std::optional(value) : std::nullopt;
        }
        value += text[i];
    }
    return std::nullopt;
}

std::optional<Error> takeOptions(const QString& text, ConnectionTarget& target)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype sign = text.indexOf(u'=', at);
        const QString keyword = text.mid(at, sign < 0 ? -1 : sign - at).trimmed();
        if (sign < 0 && keyword.isEmpty())
            break;
        if (sign < 0 || keyword.isEmpty() || keyword.contains(u';') || text.contains(QChar(0)))
            return formError();
        if (isPassword(keyword))
            return passwordError();
        at = sign + 1;
        const std::optional<QString> value = takeValue(text, at);
        if (!value)
            return formError();
        if (isKeyword(keyword, kSource))
            target.database = *value;
        else if (isKeyword(keyword, kUser))
            target.user = *value;
        else
            target.options.emplace_back(keyword, *value);
    }
    return std::nullopt;
}

QString optionsText(const ConnectionTarget& target)
{
    QStringList options;
    for (const auto& [keyword, value] : target.options)
        options << keyword + u'=' + odbcQuoted(value);
    return options.join(u';');
}

QString optionOf(const ConnectionTarget& target, const QString& keyword)
{
    const auto found = std::find_if(target.options.begin(), target.options.end(),
        [&](const auto& option) { return isKeyword(option.first, keyword); });
    return found == target.options.end() ? QString() : found->second;
}

QString labelOf(const ConnectionTarget& target)
{
    if (!target.database.isEmpty())
        return target.database;
    const QString database = QFileInfo(optionOf(target, QStringLiteral("Database"))).fileName();
    QString server = optionOf(target, QStringLiteral("Server"));
    if (server.isEmpty())
        server = optionOf(target, QStringLiteral("Servername"));
    if (!database.isEmpty() && !server.isEmpty())
        return tr("%1 on %2").arg(database, server);
    if (!database.isEmpty() || !server.isEmpty())
        return database.isEmpty() ? server : database;
    return QFileInfo(optionOf(target, QStringLiteral("Driver"))).fileName();
}

Result<ConnectionTarget> finished(ConnectionTarget target)
{
    if (target.database.isEmpty() && target.options.empty())
        return formError();
    target.address = odbcAddress(target);
    target.label = labelOf(target);
    if (target.label.isEmpty())
        target.label = QStringLiteral("ODBC");
    return target;
}

ConnectionTarget emptyTarget()
{
    return {.engine = ConnectionTarget::Engine::Odbc, .address = {}, .label = {}};
}

QString decoded(const QString& text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

bool isOdbcAddress(const QString& text)
{
    return text.startsWith(kScheme, Qt::CaseInsensitive);
}

// Not by QUrl, which changes the case of what it takes for a host.
Result<ConnectionTarget> parseOdbcAddress(const QString& text)
{
    ConnectionTarget target = emptyTarget();
    const QString rest = text.mid(kScheme.size());
    const qsizetype question = rest.indexOf(u'?');
    QString source = rest.left(question < 0 ? rest.size() : question);
    if (const qsizetype sign = source.lastIndexOf(u'@'); sign >= 0) {
        const QString user = source.left(sign);
        if (user.contains(u':'))
            return passwordError();
        target.user = decoded(user);
        source.remove(0, sign + 1);
    }
    if (source.endsWith(u'/'))
        source.chop(1);
    target.database = decoded(source);
    // None of these may be in the name of a source.
    for (const char16_t mark : u"[]{}(),;?*=!@\\/:")
        if (mark != 0 && target.database.contains(mark))
            return formError();
    if (question >= 0) {
        if (const auto error = takeOptions(decoded(rest.mid(question + 1)), target))
            return *error;
    }
    return finished(std::move(target));
}

Result<ConnectionTarget> parseOdbcString(const QString& text)
{
    ConnectionTarget target = emptyTarget();
    if (const auto error = takeOptions(text, target))
        return *error;
    return finished(std::move(target));
}

QString odbcAddress(const ConnectionTarget& target)
{
    const auto encoded = [](const QString& text, const QByteArray& kept = {}) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text, kept));
    };
    QString address = kScheme;
    if (!target.user.isEmpty())
        address += encoded(target.user) + u'@';
    address += encoded(target.database);
    if (!target.options.empty())
        address += QStringLiteral("/?") + encoded(optionsText(target), "=;/:,{}");
    return address;
}

QString odbcConnectionString(const ConnectionTarget& target)
{
    QStringList parts;
    if (!target.database.isEmpty())
        parts << kSource + u'=' + target.database;
    if (!target.options.empty())
        parts << optionsText(target);
    return parts.join(u';');
}

QString odbcQuoted(const QString& value)
{
    static const QString kMarks = QStringLiteral("[]{}(),;?*=!@");
    const bool isPlain = value == value.trimmed()
        && std::none_of(value.begin(), value.end(), [](QChar each) { return kMarks.contains(each); });
    return isPlain ? value : u'{' + QString(value).replace(u'}', QStringLiteral("}}")) + u'}';
}

} // namespace larder
