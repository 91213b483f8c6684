#include "app/sql/odbcsources.h"

#include <sql.h>
#include <sqlext.h>

#include <array>

namespace larder {

QStringList odbcSources()
{
    QStringList sources;
    SQLHENV environment = nullptr;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, nullptr, &environment)))
        return sources;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): as ODBC wants it
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    std::array<SQLCHAR, 256> name{};
    std::array<SQLCHAR, 256> driver{};
    SQLSMALLINT nameSize = 0;
    SQLSMALLINT driverSize = 0;
    SQLUSMALLINT direction = SQL_FETCH_FIRST;
    while (SQL_SUCCEEDED(SQLDataSources(environment, direction, name.data(), SQLSMALLINT(name.size()),
        &nameSize, driver.data(), SQLSMALLINT(driver.size()), &driverSize))) {
        sources << QString::fromLocal8Bit(reinterpret_cast<const char*>(name.data()));
        direction = SQL_FETCH_NEXT;
    }
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    sources.removeDuplicates();
    sources.sort(Qt::CaseInsensitive);
    return sources;
}

} // namespace larder
