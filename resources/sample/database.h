#pragma once

#include <string>

struct sqlite3;

namespace larder {

/// The SQLite file being written. It keeps its first error and does nothing more after it,
/// so that a long run of writes is checked once, at its end.
class Database final
{
public:
    explicit Database(const std::string& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const char* sql);

    /// Keeps SQLite's message for @p what, unless there was an error before.
    void fail(const std::string& what);

    /// Empty while all went well.
    [[nodiscard]] const std::string& error() const { return m_error; }
    [[nodiscard]] sqlite3* handle() const { return m_handle; }

private:
    sqlite3* m_handle = nullptr;
    std::string m_error;
};

} // namespace larder
