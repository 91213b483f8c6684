#include "app/connectiontarget.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ConnectionTarget", text);
}

ConnectionTarget fileTarget(const QString& path)
{
    const QFileInfo info(path);
    return {QStringLiteral("sqlite"), info.absoluteFilePath(), info.fileName()};
}

// Where a password may stand is left out. One with a mark of its own ends up in other parts, with the @
// behind it.
QString shownUrl(const QUrl& url, const QString& engine)
{
    if (!url.isValid() || url.path().contains(u'@'))
        return engine + QStringLiteral("://…");
    return url.toDisplayString(QUrl::RemovePassword | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

Result<ConnectionTarget> parseConnectionTarget(const QString& text)
{
    static const QRegularExpression scheme(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]+)://"));
    const QRegularExpressionMatch match = scheme.match(text);
    if (!match.hasMatch()) {
        if (text.isEmpty())
            return Error{tr("No database was named"), tr("the name is empty"), tr("Give a file or a URL.")};
        return fileTarget(text);
    }
    const QString engine = match.captured(1).toLower();
    const QUrl url(text);
    const QString what = tr("Cannot open %1").arg(shownUrl(url, engine));
    if (engine != QStringLiteral("sqlite") && engine != QStringLiteral("file")) {
        return Error{what, tr("this version of Larder does not speak to %1").arg(engine),
            tr("Give a SQLite file or sqlite:///path.")};
    }
    if (!url.host().isEmpty() || url.path().isEmpty()) {
        return Error{what, tr("a SQLite file has no host"),
            tr("Write three slashes: %1:///path/to/file.").arg(engine)};
    }
    return fileTarget(url.path(QUrl::FullyDecoded));
}

} // namespace larder
