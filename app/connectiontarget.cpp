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

} // namespace

Result<ConnectionTarget> parseConnectionTarget(const QString& text)
{
    static const QRegularExpression scheme(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]+)://"));
    const QRegularExpressionMatch match = scheme.match(text);
    if (!match.hasMatch()) {
        if (text.isEmpty())
            return Error {tr("No database was named"), tr("the name is empty"), tr("Give a file or a URL.")};
        return fileTarget(text);
    }
    const QString engine = match.captured(1).toLower();
    const QUrl url(text);
    if (engine == QStringLiteral("file"))
        return fileTarget(url.toLocalFile());
    if (engine != QStringLiteral("sqlite")) {
        return Error {tr("Cannot open %1").arg(url.toDisplayString(QUrl::RemovePassword)),
            tr("this version of Larder does not speak to %1").arg(engine),
            tr("Give a SQLite file or sqlite:///path.")};
    }
    if (!url.host().isEmpty() || url.path().isEmpty()) {
        return Error {tr("Cannot open %1").arg(text), tr("a SQLite file has no host"),
            tr("Write three slashes: sqlite:///path/to/file.")};
    }
    return fileTarget(url.path(QUrl::FullyDecoded));
}

} // namespace larder
