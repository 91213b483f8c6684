#include "resources/sample/tablewriter.h"

#include <sqlite3.h>

#include <algorithm>

namespace larder {

TableWriter::TableWriter(Database& database, const std::string& table, const std::string& columns)
    : m_database(database)
    , m_table(table)
{
    std::string marks = "?";
    for (auto more = std::count(columns.begin(), columns.end(), ','); more > 0; --more)
        marks += ", ?";
    const std::string sql = "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
    if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &m_statement, nullptr) != SQLITE_OK)
        m_database.fail(sql);
}

TableWriter::~TableWriter()
{
    sqlite3_finalize(m_statement);
}

void TableWriter::bind(int position, std::nullptr_t)
{
    sqlite3_bind_null(m_statement, position);
}

void TableWriter::bind(int position, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, position, value);
}

void TableWriter::bind(int position, double value)
{
    sqlite3_bind_double(m_statement, position, value);
}

void TableWriter::bind(int position, std::string_view value)
{
    // SQLite binds a null pointer as NULL, also where the length is zero.
    const char* text = value.empty() ? "" : value.data();
    sqlite3_bind_text(m_statement, position, text, static_cast<int>(value.size()), SQLITE_STATIC);
}

void TableWriter::bind(int position, const Bytes& value)
{
    if (value.empty())
        sqlite3_bind_zeroblob(m_statement, position, 0);
    else
        sqlite3_bind_blob(m_statement, position, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

void TableWriter::step()
{
    if (!m_database.error().empty())
        return;
    if (sqlite3_step(m_statement) != SQLITE_DONE)
        m_database.fail("cannot insert into " + m_table);
    sqlite3_reset(m_statement);
}

} // namespace larder
