#pragma once

#include "resources/sample/database.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace larder {

using Bytes = std::vector<std::uint8_t>;

/// Appends rows to one table through one prepared statement.
class TableWriter final
{
public:
    /// @p columns as they stand in an INSERT: "id, name".
    TableWriter(Database& database, const std::string& table, const std::string& columns);
    ~TableWriter();
    TableWriter(const TableWriter&) = delete;
    TableWriter& operator=(const TableWriter&) = delete;

    /// One row, a value for each column; nullptr and an empty optional are NULL.
    template <typename... Values>
    void append(const Values&... values)
    {
        int position = 0;
        (bind(++position, values), ...);
        step();
    }

private:
    void bind(int position, std::nullptr_t);
    void bind(int position, int value) { bind(position, std::int64_t{value}); }
    void bind(int position, std::int64_t value);
    void bind(int position, double value);
    void bind(int position, std::string_view value);
    void bind(int position, const char* value) { bind(position, std::string_view(value)); }
    void bind(int position, const std::string& value) { bind(position, std::string_view(value)); }
    void bind(int position, const Bytes& value);

    template <typename Value>
    void bind(int position, const std::optional<Value>& value)
    {
        if (value)
            bind(position, *value);
        else
            bind(position, nullptr);
    }

    void step();

    Database& m_database;
    std::string m_table;
    sqlite3_stmt* m_statement = nullptr;
};

} // namespace larder
