#pragma once

#include <QByteArrayList>
#include <QSet>

#include <utility>

struct sqlite3;

namespace larder {

/// Writes down what SQLite says a statement touches while it prepares it, triggers, views and cascades
/// included (sqlite3_set_authorizer; facts in ENGINES.md, B.1). Forbids nothing. Lives in the thread of its
/// connection.
class SqliteAuthorizer
{
public:
    /// What one statement was seen to do. Tables as "schema.table" in lower case.
    struct Record
    {
        QSet<QByteArray> reads = {};
        QSet<QByteArray> writes = {};
        QSet<QByteArray> functions = {};
        bool usesView = false;
        bool changesSchema = false;
        bool makesTemporary = false;
        bool controlsTransaction = false;
        bool attaches = false;
        QByteArray pragma = {};

        /// Whether it calls what only the connection that wrote can answer: last_insert_rowid(), changes() or
        /// total_changes().
        [[nodiscard]] bool asksOfOwnWrites() const;
        /// Adds all that @p other did.
        void unite(const Record& other);
    };

    /// Watches @p handle as long as this object lives.
    explicit SqliteAuthorizer(sqlite3* handle);
    ~SqliteAuthorizer();
    SqliteAuthorizer(const SqliteAuthorizer&) = delete;
    SqliteAuthorizer& operator=(const SqliteAuthorizer&) = delete;

    void startRecord() { m_record = {}; }
    [[nodiscard]] const Record& record() const { return m_record; }
    /// What was seen so far; starts anew.
    [[nodiscard]] Record takeRecord() { return std::exchange(m_record, {}); }

private:
    static int authorize(void* self, int action, const char* first, const char* second, const char* schema,
        const char* inside);
    void note(int action, const char* first, const char* second, const char* schema, const char* inside);

    sqlite3* m_handle;
    Record m_record;
};

} // namespace larder
