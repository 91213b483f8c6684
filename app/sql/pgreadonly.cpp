#include "app/sql/pgreadonly.h"

#include "app/sql/connectoptions.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PgReadOnly", text);
}

} // namespace

std::optional<Error> pgForbidWriting(PgConnection& connection, ServerPatience& patience)
{
    const auto forbidden = connection.exec("SET TRANSACTION READ ONLY; SELECT 1", patience);
    return forbidden ? std::nullopt : std::optional(forbidden.error());
}

std::optional<Error> pgForbiddenWrite(PgConnection& connection, ServerPatience& patience)
{
    const auto written
        = connection.exec("SELECT pg_catalog.pg_current_xact_id_if_assigned() IS NOT NULL", patience);
    if (!written)
        return written.error();
    if (!written.value()[0].isTrue(0, 0))
        return std::nullopt;
    return Error{tr("The statement failed"), tr("it has changed the database, and the changes were undone"),
        readOnlyAdvice()};
}

} // namespace larder
