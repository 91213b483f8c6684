#include "app/sql/pgresult.h"

#include <libpq-fe.h>

namespace larder {

bool PgResult::isError() const
{
    const ExecStatusType status = PQresultStatus(get());
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

int PgResult::rowCount() const
{
    return PQntuples(get());
}

QByteArray PgResult::text(int row, int column) const
{
    if (PQgetisnull(get(), row, column) != 0)
        return {};
    // Not null where it is empty.
    return QByteArray(PQgetvalue(get(), row, column), PQgetlength(get(), row, column));
}

QByteArray PgResult::commandTag() const
{
    return m_result ? QByteArray(PQcmdStatus(get())) : QByteArray();
}

QByteArray PgResult::sqlState() const
{
    return QByteArray(PQresultErrorField(get(), PG_DIAG_SQLSTATE));
}

void PgResult::Clear::operator()(pg_result* result) const
{
    PQclear(result);
}

} // namespace larder
