#include "app/sql/connectionlost.h"

#include <QCoreApplication>
#include <QStringList>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ConnectionLost", text);
}

} // namespace

Error connectionLostError(const QString& why, bool wasInTransaction, const QString& peculiarity)
{
    QStringList advice;
    if (wasInTransaction)
        advice << tr("The open transaction is lost with it.");
    if (!peculiarity.isEmpty())
        advice << tr("What was set in its session is lost with it (%1).").arg(peculiarity);
    advice << tr("The next run connects anew.");
    return {.what = tr("The connection to the server is lost"),
        .why = why.trimmed(),
        .advice = advice.join(u' '),
        .kind = ErrorKind::ConnectionLost};
}

} // namespace larder
