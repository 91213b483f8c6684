#include "resources/sample/database.h"

#include <sqlite3.h>

namespace larder {

Database::Database(const std::string& path)
{
    if (sqlite3_open_v2(path.c_str(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr)
        != SQLITE_OK)
        fail("cannot open " + path);
}

Database::~Database()
{
    sqlite3_close(m_handle);
}

void Database::execute(const char* sql)
{
    if (m_error.empty() && sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sql);
}

void Database::fail(const std::string& what)
{
    if (m_error.empty())
        m_error = what + ": " + sqlite3_errmsg(m_handle);
}

} // namespace larder
