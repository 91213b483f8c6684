#include "app/sql/connectoptions.h"

#include <QCoreApplication>

namespace larder {

QString readOnlyAdvice()
{
    return QCoreApplication::translate("ConnectOptions",
        "This connection is marked read-only. Take the mark away under File, Connections, and open it anew, "
        "if you want to change this database.");
}

} // namespace larder
