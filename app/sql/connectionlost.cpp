#include "app/sql/connectionlost.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ConnectionLost", text);
}

} // namespace

Error connectionLostError(const QString& why, bool wasInTransaction)
{
    return {.what = tr("The connection to the server is lost"),
        .why = why.trimmed(),
        .advice = wasInTransaction ? tr("The open transaction is lost with it. The next run connects anew.")
                                   : tr("The next run connects anew."),
        .kind = ErrorKind::ConnectionLost};
}

} // namespace larder
